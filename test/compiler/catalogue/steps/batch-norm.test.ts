import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../../../src/compiler/compile.ts';
import { compileProgram } from '../../../../src/compiler/compile-program.ts';
import { referenceEngine } from '../../../../src/runtime/engines/reference/reference-engine.ts';
import { initialState } from '../../../../src/runtime/train/initialise.ts';

const spec = (momentum: number): string => `emo 1
experiment statistics {
  seed = 1
}
dataset clips {
  read csv("clips.csv")
  vec    sound = columns(0..1)
  number mood  = column(2)
  split 70% / 15% / 15%
}
encoder tone from clips.sound { batch_norm(momentum = ${momentum}) }
head mood from tone { regress(clips.mood, start = zero) }
loss = mse(mood)
train {
  optimizer = sgd(1e-3)
  batch     = 2
  epochs    = 1
}
`;

/** Batches of two rows of two features; means [0, 2], [4, 6], [8, -2], population variances [1, 4], [0, 9], [4, 1]. */
const batches = [
  [-1, 0, 1, 4],
  [4, 3, 4, 9],
  [6, -1, 10, -3],
];

/** The running statistics after one step a batch. */
async function statisticsAfter(steps: number, momentum: number): Promise<readonly number[][]> {
  const { value, diagnostics } = analyse({ file: 'statistics.emo', text: spec(momentum) });
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const program = compileProgram(value, { isVerified: true });
  const limits = { B: 2 };
  const start = initialState(program, limits, { vectors: new Map(), targets: new Map() });
  const session = await referenceEngine.load(program, start, { limits, threads: 1, constants: new Map(), isTraining: true });
  for (const batch of batches.slice(0, steps)) {
    const fields = new Map([
      ['tone', Float32Array.from(batch)],
      ['target/mood', Float32Array.of(0, 1)],
    ]);
    await session.step({ bindings: limits, fields }, 1e-3);
  }
  const { tensors } = await session.state();
  await session.dispose();
  return ['mean', 'variance'].map((name) => [...(tensors.get(`tone/batch_norm/${name}`)?.data ?? [])]);
}

const isNear = (found: readonly number[][], expected: readonly number[][]): void => {
  for (const [row, values] of expected.entries())
    for (const [place, value] of values.entries())
      assert.ok(
        Math.abs((found[row]?.[place] as number) - value) < 1e-5,
        `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`,
      );
};

test('after one step the running statistics are those of its batch, whatever they started with', async () => {
  isNear(await statisticsAfter(1, 0.9), [
    [0, 2],
    [1, 4],
  ]);
});

test('the first steps count alike', async () => {
  isNear(await statisticsAfter(3, 0.9), [
    [4, 2],
    [5 / 3, 14 / 3],
  ]);
});

test('then a step keeps as much of them as momentum says', async () => {
  isNear(await statisticsAfter(3, 0.5), [
    [(0 + 4) / 4 + 8 / 2, (2 + 6) / 4 - 2 / 2],
    [(1 + 0) / 4 + 4 / 2, (4 + 9) / 4 + 1 / 2],
  ]);
});

test.run();
