import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { cpuEngine } from './cpu/cpu-engine.ts';
import type { Engine, EngineName } from './engine.ts';
import { referenceEngine } from './reference/reference-engine.ts';

/** Every engine of this version, in the order in which `emoc doctor` lists them. */
export const engines: readonly Engine[] = [cpuEngine, referenceEngine];

/** Names that are spoken for, so that asking for them is not answered as a mistyped word. */
const namesOfLaterVersions: readonly string[] = ['cuda', 'webgpu'];

/** What `auto` may choose from, best first. `reference` is never chosen: it is right and slow. */
const automatic: readonly EngineName[] = ['cpu'];

/**
 * The engine of that name, found to be usable on this machine; `auto` is the first usable one of those meant for training.
 *
 * Throws a `Failure` that says what to type where there is none (E0801 to E0803). Nobody gets another engine than the one asked for.
 */
export async function selectEngine(name: string, among: readonly Engine[] = engines): Promise<Engine> {
  const candidates =
    name === 'auto' ? automatic.map((known) => among.find((engine) => engine.name === known)) : [named(name, among)];
  const refusals: { readonly engine: Engine; readonly reason: string; readonly remedy: string }[] = [];
  for (const engine of candidates) {
    if (engine === undefined) continue;
    const availability = await engine.probe();
    if (availability.isUsable) return engine;
    refusals.push({ engine, ...availability });
  }
  throw new Failure(
    ...refusals.map(({ engine, reason, remedy }) => report.engineNotUsable(null, { engine: engine.name, reason, remedy })),
  );
}

function named(name: string, among: readonly Engine[]): Engine {
  const found = among.find((engine) => engine.name === name);
  if (found !== undefined) return found;
  const known = ['auto', ...among.map((engine) => engine.name)];
  const listed = known.map((word) => `\`${word}\``).join(', ');
  if (namesOfLaterVersions.includes(name)) throw new Failure(report.engineNotInVersion(null, { engine: name, known: listed }));
  throw new Failure(report.unknownEngine(null, { engine: name, known: listed, nearest: nearest(name, known) }));
}
