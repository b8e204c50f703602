// tfjs-node's own way: `tf.train.adam().minimize()` op by op, on the same package and the same TensorFlow. `tsx eager.ts BATCH`
import type * as tfjs from '@tensorflow/tfjs-core';
import { findPackage, packageName } from '../../src/runtime/engines/cuda/tensorflow-addon.ts';
import { engineVersions, processSurroundings } from '../../src/runtime/engines/engine-folder.ts';
import { denseTall32 } from '../cases/dense-tall.ts';
import { serveTurns } from './side.ts';

const found = findPackage(processSurroundings());
if (found === null) throw new Error('the engine cuda is not installed');
const tf = found.require(packageName) as typeof tfjs;

const batchSize = Number(process.argv[2]);
const { program, start, batch } = denseTall32.make(batchSize);
const heads = ['valence', 'arousal', 'dominance'];
const weights = new Map(
  [...start.tensors].map(([name, { shape, data }]) => [name, tf.variable(tf.tensor(data, [...shape]), true, name)] as const),
);
const { beta1, beta2, epsilon } = program.optimizer.settings as Readonly<Record<string, number>>;
const optimizer = tf.train.adam(program.optimizer.rate, beta1, beta2, epsilon);

const dense = (x: tfjs.Tensor, layer: string): tfjs.Tensor =>
  tf.add(
    tf.matMul(x as tfjs.Tensor2D, weights.get(`${layer}/kernel`) as unknown as tfjs.Tensor2D),
    weights.get(`${layer}/bias`)!,
  );
const field = (name: string, width: number): tfjs.Tensor =>
  tf.tensor2d(batch.fields.get(name) as Float32Array, [batchSize, width]);

function step(): number {
  const loss = tf.tidy(() => {
    const x = field('trunk', 1360);
    const targets = heads.map((head) => field(`target/${head}`, 1));
    return optimizer.minimize(() => {
      const trunk = tf.relu(dense(tf.relu(dense(x, 'trunk/dense_1')), 'trunk/dense_2'));
      const losses = heads.map((head, place) => {
        const output = dense(tf.relu(dense(trunk, `${head}/dense`)), `${head}/regress`);
        return tf.mean(tf.square(tf.sub(output, targets[place] as tfjs.Tensor)));
      });
      return tf.addN(losses) as tfjs.Scalar;
    }, true) as tfjs.Scalar;
  });
  const [value] = loss.dataSync();
  loss.dispose();
  return value as number;
}

await serveTurns(engineVersions.cuda, step);
