import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Optimizer, UpdateRule } from '../../../src/runtime/kernels/define-update-rule.ts';
import { adagrad } from '../../../src/runtime/kernels/optimizers/adagrad.ts';
import { adam } from '../../../src/runtime/kernels/optimizers/adam.ts';
import { adamw } from '../../../src/runtime/kernels/optimizers/adamw.ts';
import { rmsprop } from '../../../src/runtime/kernels/optimizers/rmsprop.ts';
import { sgd } from '../../../src/runtime/kernels/optimizers/sgd.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { createBench, excess, oracle } from './kernels-under-test.ts';

interface Tensors {
  readonly w: readonly number[];
  readonly b: readonly number[];
}
interface Case {
  readonly name: string;
  readonly options: Readonly<Record<string, number>> & { readonly betas?: readonly [number, number] };
  readonly after_step: readonly Tensors[];
}
interface Oracle {
  readonly start: Tensors;
  readonly gradients: readonly Tensors[];
  readonly cases: readonly Case[];
  readonly two_groups_on_an_objective: { readonly after_step: readonly (Tensors & { readonly loss_before: number })[] };
}

const figures = oracle<Oracle>('optimisers/optimisers.json');
const flat = ({ w, b }: Tensors) => [...w, ...b];

/** The configurations of the oracle that these rules offer; AdamW's decay is its own setting, every other's is coupled. */
const offered: Readonly<Record<string, { readonly optimizer: Optimizer; readonly isCoupled?: false }>> = {
  sgd: { optimizer: sgd.configure() },
  sgd_weight_decay: { optimizer: sgd.configure() },
  sgd_momentum: { optimizer: sgd.configure({ momentum: 0.9 }) },
  sgd_nesterov: { optimizer: sgd.configure({ momentum: 0.9, nesterov: true }) },
  sgd_nesterov_wd: { optimizer: sgd.configure({ momentum: 0.9, nesterov: true }) },
  adam: { optimizer: adam.configure() },
  adam_l2: { optimizer: adam.configure() },
  adam_betas_eps: { optimizer: adam.configure({ beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }) },
  adamw: { optimizer: adamw.configure({ weight_decay: 0.05 }), isCoupled: false },
  rmsprop: { optimizer: rmsprop.configure() },
  rmsprop_momentum_wd: { optimizer: rmsprop.configure({ alpha: 0.9, momentum: 0.9 }) },
  rmsprop_centered: { optimizer: rmsprop.configure({ centred: true }) },
  adagrad: { optimizer: adagrad.configure() },
  adagrad_decay_wd_init: { optimizer: adagrad.configure({ start: 0.1 }) },
};

const traces = suite('optimisers against torch');
for (const [name, { optimizer, isCoupled = true }] of Object.entries(offered)) {
  traces(`${name}, definition and kernel`, () => {
    if (figures === undefined) return;
    const found = figures.cases.find((one) => one.name === name)!;
    const { lr = 0, lr_decay: rateDecay = 0, weight_decay: decay = 0 } = found.options;
    const start = flat(figures.start);

    const p = Float64Array.from(start);
    const slots = optimizer.slots.map(({ initial }) => new Float64Array(start.length).fill(initial));

    const { kernels, floats } = createBench();
    const parameters = floats(start);
    const gradient = floats(start.length);
    const stores = optimizer.slots.map(({ initial }) => floats(new Float32Array(start.length).fill(initial)));

    found.after_step.forEach((expected, index) => {
      const rate = lr / (1 + index * rateDecay);
      const step = { step: index + 1, rate, l2: isCoupled ? decay : 0 };
      const g = flat(figures.gradients[index]!);
      optimizer.reference(p, Float64Array.from(g), slots, step);
      assert.ok(excess(p, flat(expected), 1e-12, 1e-12) <= 1, `the definition after step ${index + 1}`);

      gradient.values.set(g);
      const range = { parameters: parameters.at, gradient: gradient.at, slots: stores.map(({ at }) => at), count: start.length };
      optimizer.prepare(step).dense(kernels, range);
      assert.ok(excess(parameters.values, flat(expected), 1e-6, 1e-5) <= 1, `the kernel after step ${index + 1}`);
    });
  });
}

traces('two groups of AdamW with their own rates and decays descend an objective', () => {
  if (figures === undefined) return;
  const w = Float64Array.from(figures.start.w);
  const b = Float64Array.from(figures.start.b);
  const [first, second] = [adamw.configure({ weight_decay: 0 }), adamw.configure({ weight_decay: 0.1 })];
  const slotsOf = (x: Float64Array) => [new Float64Array(x.length), new Float64Array(x.length)];
  const [slotsOfW, slotsOfB] = [slotsOf(w), slotsOf(b)];
  figures.two_groups_on_an_objective.after_step.forEach((expected, index) => {
    const loss = w.reduce((sum, x, i) => sum + ((i + 1) * x * x) / 2, 0) + b.reduce((sum, x) => sum + (x - 1) ** 4, 0);
    assert.ok(excess([loss], [expected.loss_before], 1e-12, 1e-12) <= 1);
    const [gw, gb] = [w.map((x, i) => (i + 1) * x), b.map((x) => 4 * (x - 1) ** 3)];
    first.reference(w, gw, slotsOfW, { step: index + 1, rate: 0.1, l2: 0 });
    second.reference(b, gb, slotsOfB, { step: index + 1, rate: 0.01, l2: 0 });
    assert.ok(excess([...w, ...b], flat(expected), 1e-12, 1e-12) <= 1, `after step ${index + 1}`);
  });
});
traces.run();

const shapes = suite('optimiser kernels against their definitions');
for (const [name, { optimizer }] of Object.entries(offered)) {
  shapes(`${name}: every length, unaligned, neighbours untouched`, () => {
    const random = createRandom(3).child(name);
    for (const count of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100]) {
      const { kernels, floats } = createBench();
      const guard = 1234.5;
      const guarded = (values: ArrayLike<number>) => floats([guard, ...Array.from(values), guard], 4);
      const draw = () => Float64Array.from({ length: count }, () => Math.fround(random.normal()));
      const p = draw();
      const slots = optimizer.slots.map(({ initial }) => new Float64Array(count).fill(Math.fround(initial)));
      const parameters = guarded(p);
      const gradient = guarded(p);
      const stores = slots.map(guarded);
      for (let step = 1; step <= 3; step += 1) {
        const g = draw();
        gradient.values.set(g, 1);
        const now = { step, rate: 0.01, l2: 0.02 };
        optimizer.reference(p, g, slots, now);
        const offsets = stores.map(({ at }) => at + 4);
        optimizer
          .prepare(now)
          .dense(kernels, { parameters: parameters.at + 4, gradient: gradient.at + 4, slots: offsets, count });
        assert.equal(Array.from(gradient.values.subarray(1, -1)), Array.from(g), 'the gradient is only read');
        for (const [store, definition] of [[parameters, p] as const, ...stores.map((store, i) => [store, slots[i]!] as const)]) {
          assert.is(store.values[0], guard);
          assert.is(store.values[count + 1], guard);
          // Cancellation in the centred root enlarges rounding, hence the wider absolute margin than the traces have.
          assert.ok(excess(store.values.subarray(1, -1), definition, 3e-6, 1e-5) <= 1, `${count} elements, step ${step}`);
        }
      }
    }
  });
}

shapes('the tail is rounded as if it had neighbours', () => {
  const random = createRandom(4);
  const values = Array.from({ length: 8 }, () => random.normal());
  const gradients = values.map(() => random.normal());
  const update = adamw.configure({ weight_decay: 0.1 }).prepare({ step: 1, rate: 0.1, l2: 0.01 });
  const results = [8, 7, 3].map((count) => {
    const { kernels, floats } = createBench();
    const [p, g, m, v] = [floats(values), floats(gradients), floats(8), floats(8)] as const;
    update.dense(kernels, { parameters: p.at, gradient: g.at, slots: [m.at, v.at], count });
    return Array.from(p.values.subarray(0, count));
  });
  assert.equal(results[1], results[0]!.slice(0, 7));
  assert.equal(results[2], results[0]!.slice(0, 3));
});

shapes('centred RMSprop stays finite under a steady gradient', () => {
  const { kernels, floats } = createBench();
  const values = [0.3, 0.1, 0.7, 1.1, 3.3];
  const [p, g, square, mean] = [floats(5), floats(values), floats(5), floats(5)] as const;
  const optimizer = rmsprop.configure({ centred: true, alpha: 0.5 });
  for (let step = 1; step <= 200; step += 1) {
    optimizer
      .prepare({ step, rate: 1e-12, l2: 0 })
      .dense(kernels, { parameters: p.at, gradient: g.at, slots: [square.at, mean.at], count: 5 });
  }
  assert.is(kernels.allFinite(p.at, 5), 1);
});

shapes('every rule takes the names of its defaults and no other', () => {
  const rules: readonly UpdateRule[] = [sgd, adam, adamw, rmsprop, adagrad];
  for (const rule of rules) {
    assert.is(rule.configure(rule.defaults).name, rule.name);
    assert.throws(() => rule.configure({ weightdecay: 1 }), /has no setting weightdecay/);
  }
});

shapes('settings decide the state that is kept', () => {
  const names = (optimizer: Optimizer) => optimizer.slots.map(({ name }) => name);
  assert.equal(names(sgd.configure()), []);
  assert.equal(names(sgd.configure({ momentum: 0.5 })), ['velocity']);
  assert.equal(names(rmsprop.configure({ momentum: 0.5, centred: true })), ['square', 'mean', 'velocity']);
  assert.equal(adagrad.configure({ start: 0.1 }).slots, [{ name: 'total', initial: 0.1 }]);
});
shapes.run();
