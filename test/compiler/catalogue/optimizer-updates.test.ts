import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type RuleSettings, ruleSettings } from '../../../src/compiler/catalogue/define-optimizer.ts';
import { optimizers } from '../../../src/compiler/catalogue/optimizers/index.generated.ts';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import { graphOf, type Value } from '../../../src/compiler/graph/graph.ts';
import { tensor } from '../../../src/compiler/graph/tensor.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { optimizerOf } from '../../../src/runtime/engines/optimizer-of.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';

/** Settings that switch parts of a rule on and off; every number that a schema has is moved off its default somewhere. */
const variants: readonly (readonly [string, RuleSettings])[] = [
  ['sgd', {}],
  ['sgd', { momentum: 0.9 }],
  ['sgd', { momentum: 0.8, nesterov: true }],
  ['adam', {}],
  ['adam', { beta1: 0.7, beta2: 0.95, epsilon: 1e-3 }],
  ['adamw', { weight_decay: 0.2 }],
  ['adamw', { weight_decay: 0, epsilon: 1e-2 }],
  ['rmsprop', {}],
  ['rmsprop', { alpha: 0.8, epsilon: 1e-3, momentum: 0.5 }],
  ['rmsprop', { centred: true }],
  ['rmsprop', { centred: true, momentum: 0.6 }],
  ['adagrad', {}],
  ['adagrad', { epsilon: 1e-2, start: 0.3 }],
];

const count = 17;
const steps = 5;

for (const [rule, given] of variants) {
  const kind = optimizers.find(({ name }) => name === rule) as (typeof optimizers)[number];
  const settings = ruleSettings(kind, given);
  const runtime = optimizerOf({ rule, rate: 1, settings: given, clipNorm: null, clipValue: null });

  test(`${rule} ${JSON.stringify(given)}: the slots are those of the kernels`, () => {
    assert.equal(
      kind.slots(settings),
      runtime.slots.map(({ name }) => name),
    );
  });

  test(`${rule} ${JSON.stringify(given)}: the ops compute the definition for ${steps} steps`, () => {
    const g = new Builder();
    const read = (name: string, shape: readonly number[]): Value => g.call(input, [], { name, shape });
    const shares = new Set<number>();
    const next = kind.update(
      g,
      {
        parameter: read('parameter', [count]),
        gradient: read('gradient', [count]),
        slots: runtime.slots.map(({ name }) => read(name, [count])),
        rate: read('rate', []),
        gathered: (share) => {
          shares.add(share);
          return read(`gathered/${share}`, []);
        },
      },
      settings,
    );
    const graph = graphOf(
      new Map([
        ['parameter', next.parameter],
        ...next.slots.map((slot, place): [string, Value] => [runtime.slots[place]!.name, slot]),
      ]),
    );
    const random = createRandom(3).child(rule);
    const draw = (): Float64Array => Float64Array.from({ length: count }, () => random.normal());
    const [values, expected] = [draw(), new Float64Array(count)];
    expected.set(values);
    const slots = new Map(runtime.slots.map(({ name, initial }) => [name, new Float64Array(count).fill(initial)]));
    const expectedSlots = runtime.slots.map(({ initial }) => new Float64Array(count).fill(initial));
    for (let step = 1; step <= steps; step += 1) {
      const [gradient, rate] = [draw(), 0.01 * step];
      runtime.reference(expected, gradient, expectedSlots, { step, rate, l2: 0 });
      const inputs = new Map([
        ['parameter', tensor([count], values)],
        ['gradient', tensor([count], gradient)],
        ['rate', tensor([], Float64Array.of(rate))],
        ...[...slots].map(([name, data]) => [name, tensor([count], data)] as const),
        ...[...shares].map((share) => [`gathered/${share}`, tensor([], Float64Array.of(1 - share ** step))] as const),
      ]);
      const found = evaluate(graph, { inputs, bindings: {} });
      values.set(found.get('parameter')!.data);
      for (const [name, data] of slots) data.set(found.get(name)!.data);
    }
    near(values, expected, 'parameter');
    for (const [place, { name }] of runtime.slots.entries()) near(slots.get(name)!, expectedSlots[place]!, name);
  });
}

function near(found: Float64Array, expected: Float64Array, what: string): void {
  for (const [place, value] of expected.entries())
    assert.ok(
      Math.abs(found[place]! - value) <= 1e-12 * Math.max(1, Math.abs(value)),
      `${what}[${place}]: ${found[place]}, ${value}`,
    );
}

test.run();
