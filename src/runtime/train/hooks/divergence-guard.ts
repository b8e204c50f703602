import type { Span } from '../../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Hook } from '../hooks.ts';

/** What the message can say beyond the step. */
export interface RunFacts {
  /** Where a head stands in the spec. */
  readonly spanOf?: (head: string) => Span | null;
  /** The best checkpoint so far, and its epoch; `null` before the first. */
  readonly best?: () => { readonly file: string; readonly epoch: number } | null;
}

/**
 * Ends training when a loss or the gradients' norm is not finite: nothing can be learned from there on, and the weights would be lost.
 *
 * The engine has not updated anything in such a step, and what was saved before stays. Throws a `Failure` that names the step and the head
 * (E0921), or the step and the norm (E0922).
 */
export const divergenceGuard = ({ spanOf = () => null, best = () => null }: RunFacts = {}): Hook => ({
  afterStep({ losses, gradientNorm }, { step, epoch }) {
    const [name, found] = [...losses].filter(([, loss]) => !Number.isFinite(loss)).sort(headsFirst)[0] ?? [];
    const kept = best();
    const where = { step, epoch: epoch + 1, best: kept?.file, bestEpoch: kept?.epoch };
    if (name !== undefined && found !== undefined) {
      const head = name === 'loss' ? null : name.slice('loss/'.length);
      const what = head === null ? 'the sum of all losses' : `the loss of the head \`${head}\``;
      throw new Failure(report.lossNotFinite(head === null ? null : spanOf(head), { ...where, what, found }));
    }
    if (gradientNorm !== null && !Number.isFinite(gradientNorm)) {
      throw new Failure(report.gradientNotFinite(null, { ...where, found: gradientNorm }));
    }
  },
});

/** The sum is only infinite because a head is; a head says more. */
const headsFirst = ([one]: readonly [string, number], [other]: readonly [string, number]): number =>
  Number(one === 'loss') - Number(other === 'loss');
