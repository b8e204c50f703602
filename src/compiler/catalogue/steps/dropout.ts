import { keepMask } from '../../ops/keep-mask.ts';
import { multiply } from '../../ops/multiply.ts';
import { defineStep } from '../define-step.ts';
import { numberOf, share } from '../schema.ts';

export const dropout = defineStep({
  name: 'dropout',
  doc: 'During training sets a share of the values to 0 and scales the others up, so that the mean stays; otherwise does nothing. The masks follow from the seed, the step and the place in the spec. Srivastava et al. 2014.',
  example: 'dropout(50%)',
  schema: {
    positional: ['share'],
    parameters: {
      share: share('Share of values that are dropped.', { maximum: 0.95, elsewhere: ['rate', 'p', 'probability', 'prob'] }),
    },
  },
  accepts: ['vec', 'seq', 'image'],
  runs: 'graph',
  type: (input) => input,
  build: (input, settings, { g, isTraining, nextSite }) => {
    const dropped = numberOf(settings, 'share');
    if (!isTraining || dropped === 0) return input;
    const mask = g.call(keepMask, [], { site: nextSite(), keep: 1 - dropped, shape: input.value.shape });
    return { ...input, value: g.call(multiply, [input.value, mask]) };
  },
});
