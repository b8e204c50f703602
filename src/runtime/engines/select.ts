import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { cpuEngine } from './cpu/cpu-engine.ts';
import { cudaEngine } from './cuda/cuda-engine.ts';
import { type Availability, type Engine, type EngineName, type EngineSettings, ownWay } from './engine.ts';
import { referenceEngine } from './reference/reference-engine.ts';
import { webgpuEngine } from './webgpu/webgpu-engine.ts';

/** Every engine of this version, in the order in which `emoc doctor` lists them. */
export const engines: readonly Engine[] = [cpuEngine, cudaEngine, webgpuEngine, referenceEngine];

/** What `auto` may choose from, best first. `reference` is never chosen: it is right and slow. */
const automatic: readonly EngineName[] = ['cuda', 'webgpu', 'cpu'];

/**
 * The engine of that name as the settings want it, found to be usable on this machine; `auto` is the first usable one of those meant for
 * training.
 *
 * Throws a `Failure` that says what to type where there is none (E0801 to E0803, or an engine's own reason), or where a setting is none of the
 * engine's (E0817). Nobody gets another engine than the one asked for.
 */
export async function selectEngine(
  name: string,
  settings: EngineSettings = ownWay,
  among: readonly Engine[] = engines,
): Promise<Engine> {
  const candidates =
    name === 'auto' ? automatic.map((known) => among.find((engine) => engine.name === known)) : [named(name, among)];
  const refusals: { readonly engine: Engine; readonly availability: Extract<Availability, { readonly isUsable: false }> }[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const engine = withSettings(candidate, settings, among);
    const availability = await engine.probe();
    if (!availability.isUsable) refusals.push({ engine, availability });
    else if (name !== 'auto' || availability.isOnlyByName !== true) return engine;
  }
  // Of `auto`, the engine that comes with emoc is the one to mend first.
  throw new Failure(
    ...refusals
      .reverse()
      .map(
        ({ engine, availability: { reason, remedy, diagnostic } }) =>
          diagnostic ?? report.engineNotUsable(null, { engine: engine.name, reason, remedy }),
      ),
  );
}

function withSettings(engine: Engine, settings: EngineSettings, among: readonly Engine[]): Engine {
  const said = (Object.keys(settings) as (keyof EngineSettings)[]).filter((setting) => settings[setting] !== null);
  const unknown = said.filter((setting) => engine.settings?.names.includes(setting) !== true);
  if (unknown.length > 0)
    throw new Failure(
      ...unknown.map((setting) => {
        const having = among.filter((one) => one.settings?.names.includes(setting) === true).map((one) => `\`${one.name}\``);
        return report.engineWithoutSetting(null, { engine: engine.name, setting, having: having.join(', ') });
      }),
    );
  return said.length === 0 || engine.settings === undefined ? engine : engine.settings.apply(settings);
}

function named(name: string, among: readonly Engine[]): Engine {
  const found = among.find((engine) => engine.name === name);
  if (found !== undefined) return found;
  const known = ['auto', ...among.map((engine) => engine.name)];
  const listed = known.map((word) => `\`${word}\``).join(', ');
  throw new Failure(report.unknownEngine(null, { engine: name, known: listed, nearest: nearest(name, known) }));
}
