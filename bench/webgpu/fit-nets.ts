import type * as layers from '@tensorflow/tfjs-layers';

/** A net as tfjs-layers trains it, with the shapes of its fields. */
export interface FitNet {
  /** Name of the case of bench/cases that is the same net in emoc. */
  readonly case: string;
  readonly input: readonly number[];
  readonly outputs: number;
  readonly build: (tf: typeof layers) => layers.LayersModel;
}

const heads = 3;

/** The nets of the cases `dense-tall-32` and `lstm-20`, layer by layer. */
export const fitNets: readonly FitNet[] = [
  {
    case: 'dense-tall-32',
    input: [1360],
    outputs: heads,
    build(tf) {
      const relu = (units: number) => tf.layers.dense({ units, activation: 'relu' });
      const input = tf.input({ shape: [1360] });
      const trunk = relu(256).apply(relu(512).apply(input)) as layers.SymbolicTensor;
      const outputs = Array.from(
        { length: heads },
        () => tf.layers.dense({ units: 1 }).apply(relu(170).apply(trunk)) as layers.SymbolicTensor,
      );
      return tf.model({ inputs: input, outputs });
    },
  },
  {
    case: 'lstm-20',
    input: [20, 74],
    outputs: 1,
    build(tf) {
      const input = tf.input({ shape: [20, 74] });
      const state = tf.layers
        .lstm({ units: 128, recurrentActivation: 'sigmoid', recurrentInitializer: 'glorotUniform' })
        .apply(input);
      return tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(state) as layers.SymbolicTensor });
    },
  },
];
