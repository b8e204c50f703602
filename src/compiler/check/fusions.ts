import { report } from '../diagnostics/report.generated.ts';
import type { Source } from './blocks/_source.ts';
import { checkFusion } from './blocks/fusion.ts';
import type { CheckContext } from './context.ts';
import type { Encoder, Fusion } from './model.ts';

/** Fusions in the order in which they can be made: one may take another that stands below it. */
export function checkFusions(encoders: ReadonlyMap<string, Encoder>, context: CheckContext): ReadonlyMap<string, Fusion> {
  const done = new Set<string>();
  const sound = new Map<string, Fusion>();
  const open = new Set<string>();
  const visit = (name: string): Source | null => {
    const encoder = encoders.get(name);
    if (encoder !== undefined) return sourceOf(encoder, encoders, new Map());
    const symbol = context.bound.symbols.get(name);
    if (symbol?.role !== 'fusion') return null;
    if (open.has(name)) {
      context.add(report.cyclicReference(symbol.name.span, { name }));
      done.add(name);
    }
    if (!done.has(name)) {
      open.add(name);
      const fusion = checkFusion(symbol.declaration, visit, context);
      open.delete(name);
      if (!done.has(name)) {
        done.add(name);
        if (fusion !== null) sound.set(name, fusion);
      }
    }
    return sourceOf(sound.get(name), encoders, sound);
  };
  for (const declaration of context.declarationsOf('fusion')) {
    const name = context.ownName(declaration);
    if (name !== null) visit(name.text);
  }
  return sound;
}

/** What a head or a fusion sees of an encoder or a fusion. */
export function sourceOf(
  node: Encoder | Fusion | undefined,
  encoders: ReadonlyMap<string, Encoder>,
  fusions: ReadonlyMap<string, Fusion>,
): Source | null {
  if (node === undefined) return null;
  if ('dataset' in node) return { name: node.name, dataset: node.dataset, output: node.output };
  const first = node.inputs[0] ?? '';
  const below = sourceOf(encoders.get(first) ?? fusions.get(first), encoders, fusions);
  return below === null ? null : { name: node.name, dataset: below.dataset, output: node.output };
}
