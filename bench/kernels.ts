// Times the fused kernels over 5 million parameters, the size of the dense networks that emoc is used for:
//
//   npx tsx bench/kernels.ts
//
// Prints the median of many calls. An update at this size is bound by memory: Adam reads four arrays and writes three.

import { firstFreeOffset, loadKernels } from '../src/runtime/kernels/load-kernels.ts';
import { adam } from '../src/runtime/kernels/optimizers/adam.ts';
import { rmsprop } from '../src/runtime/kernels/optimizers/rmsprop.ts';
import { sgd } from '../src/runtime/kernels/optimizers/sgd.ts';
import { createRandom } from '../src/runtime/kernels/random.ts';
import { keepMaskScalars } from '../src/runtime/kernels/threefry.ts';

const count = 5_000_000;
const bytes = 4 * count;
const rounds = 41;

const memory = new WebAssembly.Memory({ initial: Math.ceil((firstFreeOffset + 4 * bytes) / 65536) });
const [parameters, gradient, first, second] = [0, 1, 2, 3].map((index) => firstFreeOffset + index * bytes) as [
  number,
  number,
  number,
  number,
];
const kernels = loadKernels(memory);
const random = createRandom(1);
for (const at of [parameters, gradient]) {
  const values = new Float32Array(memory.buffer, at, count);
  for (let i = 0; i < count; i += 1) values[i] = random.uniform() - 0.5;
}

const step = { step: 10, rate: 1e-3, l2: 0 };
const range = { parameters, gradient, slots: [first, second], count };
const updates = {
  adam: adam.configure(),
  'rmsprop, momentum': rmsprop.configure({ momentum: 0.9 }),
  'sgd, momentum': sgd.configure({ momentum: 0.9 }),
};
const { lastKept, value } = keepMaskScalars(0.8);

const cases: Readonly<Record<string, () => void>> = {
  ...Object.fromEntries(
    Object.entries(updates).map(([name, optimizer]) => [name, () => optimizer.prepare(step).dense(kernels, range)]),
  ),
  sumOfSquares: () => kernels.sumOfSquares(gradient, count),
  allFinite: () => kernels.allFinite(gradient, count),
  scale: () => kernels.scale(gradient, count, 1),
  keepMask: () => kernels.keepMask(first, count, 1, 2, 3, lastKept, value),
};

for (const [name, run] of Object.entries(cases)) {
  const timesMs = Array.from({ length: rounds }, () => {
    const startMs = performance.now();
    run();
    return performance.now() - startMs;
  }).sort((a, b) => a - b);
  console.log(
    `${name.padEnd(20)} ${(timesMs[(rounds - 1) / 2] as number).toFixed(2).padStart(7)} ms for ${count / 1e6} M float32`,
  );
}
