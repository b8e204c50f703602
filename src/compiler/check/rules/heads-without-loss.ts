import { report } from '../../diagnostics/report.generated.ts';
import type { HeadOutline } from '../blocks/head.ts';
import type { CheckContext } from '../context.ts';
import { lossesByName } from '../kinds.ts';
import { mentionsIn } from './mentions.ts';

/** A head that no summand of the loss names would keep its random weights. */
export function reportHeadsWithoutLoss(outlines: ReadonlyMap<string, HeadOutline>, context: CheckContext): void {
  // The loss may name a head in a summand that is wrong for another reason.
  const mentioned = mentionsIn({ ...context.bound, elements: context.bound.settings }).names;
  for (const { name, kind } of outlines.values()) {
    if (mentioned.has(name) || context.presumed.has(name)) continue;
    const symbol = context.bound.symbols.get(name);
    const fitting = [...lossesByName.values()].find((loss) => loss.for === kind.target);
    if (symbol !== undefined)
      context.add(report.headNotInLoss(symbol.name.span, { name, suggestion: `${fitting?.name ?? 'mse'}(${name})` }));
  }
}
