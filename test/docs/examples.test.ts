import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { quantities } from '../../scripts/generate-docs.ts';
import { fusions } from '../../src/compiler/catalogue/fusions/index.generated.ts';
import { headKinds } from '../../src/compiler/catalogue/heads/index.generated.ts';
import { lossKinds } from '../../src/compiler/catalogue/losses/index.generated.ts';
import { optimizers } from '../../src/compiler/catalogue/optimizers/index.generated.ts';
import { protocols } from '../../src/compiler/catalogue/protocols/index.generated.ts';
import { readers } from '../../src/compiler/catalogue/readers/index.generated.ts';
import { schedules } from '../../src/compiler/catalogue/schedules/index.generated.ts';
import { steps } from '../../src/compiler/catalogue/steps/index.generated.ts';
import type { ModalityKind } from '../../src/compiler/catalogue/types.ts';
import { takesUnit } from '../../src/compiler/check/values.ts';
import { analyse } from '../../src/compiler/compile.ts';
import { units } from '../../src/compiler/parse/tokens.ts';

/** A column of each kind that an encoder may start from, and steps that lead from there to each type. */
const starts: Readonly<Partial<Record<ModalityKind, { readonly column: string; readonly before: string }>>> = {
  text: { column: 'said', before: '' },
  tokens: { column: 'said', before: 'words()' },
  audio: { column: 'speech', before: '' },
  seq: { column: 'speech', before: 'pyaudio()' },
  image: { column: 'face', before: '' },
  vec: { column: 'features', before: '' },
};

/** Steps that lead from a type to a vector. */
const ends: Readonly<Partial<Record<ModalityKind, string>>> = {
  text: 'words() embed() pool(mean)',
  tokens: 'embed() pool(mean)',
  audio: 'pyaudio() pool(mean)',
  seq: 'pool(mean)',
  image: 'flatten()',
  vec: '',
};

const columns: Readonly<Record<string, string>> = {
  said: 'text said = table.column(said)',
  speech: 'audio speech = table.file("{wav}")',
  face: 'image face = faces.pixels(x, height = 48, width = 48)',
  features: 'vec features = table.columns(0..9)',
};

interface Parts {
  readonly column: string;
  readonly model: string;
  readonly protocol?: string;
  readonly target?: string;
  readonly train?: string;
}

/** A whole spec round an example. */
function specOf({ column, model, protocol = '', target = 'number', train = 'optimizer = sgd(0.1)' }: Parts): string {
  const truth = target === 'label' ? 'label truth: kinds = table.column(y)' : 'number truth = table.column(y) in -3..3';
  const reads = column === 'face' ? 'read npz("faces.npz") as faces' : '';
  return `emo 1
experiment example { ${protocol} }
${target === 'label' ? 'labels kinds = no | yes' : ''}
dataset clips {
  read csv("clips.csv") as table
  ${reads}
  ${columns[column]}
  ${truth}
  split 80% / 10% / 10%
}
${model}
train { ${train} }
`;
}

function mistakesIn(text: string): readonly string[] {
  return analyse({ file: 'example.emo', text }).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const plain = 'encoder code from clips.features { dense(4) }\n';
const answer = 'head answer from code { regress(clips.truth) }\nloss = mse(answer)';
const isSound = (name: string, parts: Parts): void => assert.equal(mistakesIn(specOf(parts)), [], `${name}\n${specOf(parts)}`);

for (const { name, example, accepts } of steps) {
  test(`the example of the step ${name} can be written`, () => {
    const outcomes = accepts.map((kind) => {
      const { column, before } = starts[kind] as NonNullable<(typeof starts)[ModalityKind]>;
      const mistakes = Object.values(ends).map((end) =>
        mistakesIn(specOf({ column, model: `encoder code from clips.${column} { ${before} ${example} ${end} }\n${answer}` })),
      );
      return mistakes.find(({ length }) => length === 0) ?? mistakes.flat();
    });
    assert.ok(
      outcomes.some(({ length }) => length === 0),
      outcomes.flat().join('\n'),
    );
  });
}

for (const { name, example } of fusions) {
  test(`the example of the fusion ${name} can be written`, () => {
    const [, inputs = ''] = /\(([^)]*)\)/.exec(example) ?? [];
    const encoders = inputs.split(',').filter((word) => /^\s*\w+\s*$/.test(word));
    const made = encoders.map((encoder) => `encoder ${encoder.trim()} from clips.features { dense(4) }`).join('\n');
    const [, fused = ''] = /^fusion (\w+)/.exec(example) ?? [];
    isSound(name, { column: 'features', model: `${made}\n${example}\n${answer.replace('code', fused)}` });
  });
}

for (const { name, example, target } of headKinds) {
  test(`the example of the head ${name} can be written`, () => {
    const head = `head answer from code { ${example.replace(/\((\w+)\.(\w+)/, '(clips.truth')} }`;
    const loss = `loss = ${target === 'label' ? 'bce' : 'mse'}(answer)`;
    isSound(name, { column: 'features', target, model: `${plain}${head}\n${loss}` });
  });
}

for (const loss of lossKinds) {
  test(`the example of the loss ${loss.name} can be written`, () => {
    const [, head = ''] = /\((\w+)/.exec(loss.example) ?? [];
    const kind = loss.for === 'label' ? 'classify' : 'regress';
    const model = `${plain}head ${head} from code { ${kind}(clips.truth) }\n${loss.example}`;
    isSound(loss.name, { column: 'features', target: loss.for, model });
  });
}

for (const { name, example } of optimizers) {
  test(`the example of the optimizer ${name} can be written`, () =>
    isSound(name, { column: 'features', model: `${plain}${answer}`, train: `optimizer = ${example}` }));
}

for (const { name, example } of schedules) {
  test(`the example of the schedule ${name} can be written`, () =>
    isSound(name, { column: 'features', model: `${plain}${answer}`, train: `optimizer = sgd(0.1) schedule = ${example}` }));
}

for (const { name, version, for: scored } of protocols) {
  test(`the protocol ${name}@${version} can be asked for`, () => {
    const target = scored === 'classify' ? 'label' : 'number';
    const model = `${plain}head answer from code { ${scored}(clips.truth) }\nloss = ${target === 'label' ? 'bce' : 'mse'}(answer)`;
    isSound(name, { column: 'features', target, protocol: `protocol = ${name}@${version}`, model });
  });
}

for (const { name, example } of readers) {
  test(`the example of the reader ${name} can be written`, () => {
    const split = example.includes('{split}') ? 'split by file { train -> train, test -> test }' : 'split 80% / 10% / 10%';
    const dataset = `dataset clips {\n  ${example} as table\n  text said = table.column(0)\n  number truth = table.column(1)\n  ${split}\n}`;
    const model = `encoder code from clips.said { words() embed() pool(mean) }\n${answer}\ntrain { optimizer = sgd(0.1) }`;
    assert.equal(mistakesIn(`emo 1\nexperiment example {}\n${dataset}\n${model}\n`), [], example);
  });
}

test('the reference names the units that the checker takes', () => {
  for (const [type, { units: shown }] of Object.entries(quantities)) {
    const taken = Object.keys(units).filter((unit) => takesUnit({ type, doc: '' } as Parameters<typeof takesUnit>[0], unit));
    assert.equal([...shown].sort(), taken.sort(), type);
  }
});

test.run();
