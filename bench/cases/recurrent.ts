import { compiledCase } from '../compiled.ts';
import { type BenchCase, defineCase } from './case.ts';

const [inputs, usualBatchSize] = [74, 32];

/** All sequences have the full length, as the peer's. */
const caseOf = (length: number): BenchCase =>
  defineCase({
    name: `lstm-${length}`,
    summary: `LSTM 74 to 128 over ${length} steps, one output from the last state; batch 32`,
    target: 1,
    peer: {
      net: 'Recurrent',
      gates: 'gifo',
      names: {
        audio: 'audio',
        target: 'target/sentiment',
        kernel: 'audio/lstm/forward_kernel',
        recurrent: 'audio/lstm/forward_recurrent',
        bias: 'audio/lstm/forward_bias',
        'sentiment.weight': 'sentiment/regress/kernel',
        'sentiment.bias': 'sentiment/regress/bias',
      },
      // Compiling brings nothing here: PyTorch's LSTM is one operator that the compiler leaves as it is.
      variants: ['eager', 'compiled'],
    },
    make: (batchSize = usualBatchSize) =>
      compiledCase({
        spec: 'lstm',
        types: { audio: { kind: 'seq', length: { kind: 'exact', size: length }, width: inputs, clock: 'frame', periodMs: null } },
        sizes: { B: batchSize },
      }),
  });

export const lstm20 = caseOf(20);
export const lstm50 = caseOf(50);
export const lstm200 = caseOf(200);
