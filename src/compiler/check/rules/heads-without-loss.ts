import { report } from '../../diagnostics/report.generated.ts';
import type { HeadOutline } from '../blocks/head.ts';
import type { CheckContext } from '../context.ts';
import { mentionsIn } from './mentions.ts';

/** The loss that is proposed for each kind of target. */
const usual = { label: 'cross_entropy', number: 'mse' } as const;

/** A head that no summand of the loss names would keep its random weights. */
export function reportHeadsWithoutLoss(outlines: ReadonlyMap<string, HeadOutline>, context: CheckContext): void {
  // The loss may name a head in a summand that is wrong for another reason.
  const mentioned = mentionsIn({ ...context.bound, elements: context.bound.settings }).names;
  for (const { name, kind } of outlines.values()) {
    if (mentioned.has(name) || context.presumed.has(name)) continue;
    const symbol = context.bound.symbols.get(name);
    if (symbol !== undefined)
      context.add(report.headNotInLoss(symbol.name.span, { name, suggestion: `${usual[kind.target]}(${name})` }));
  }
}
