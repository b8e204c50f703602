import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stepsByName } from '../../../src/compiler/check/kinds.ts';
import { shapes } from '../../../src/compiler/check/shape.ts';
import { datasetLines } from '../../../src/service/completion/lines/dataset.ts';
import { bodies, specLines } from '../../../src/service/completion/lines.ts';
import { complete } from '../../../src/service/completion.ts';
import { takeSnapshot } from '../../../src/service/snapshot.ts';
import { dataOf } from '../_data.ts';
import { marked, spec } from '../_marked.ts';

const data = dataOf({
  'clips.csv': { text: ['hi'], mood: ['0', '1'], val: ['3'], 'two words': ['x'] },
  'audio/train.txt': {},
  'audio/test.txt': {},
});

function labelsAt(written: string): readonly string[] {
  const { text, cursor, snapshot } = marked(written);
  return complete({ text, offset: cursor, snapshot, data })
    .filter(({ kind }) => kind !== 'sign')
    .map(({ label }) => label);
}

const cases: readonly (readonly [what: string, written: string, expected: readonly string[], absent: readonly string[]])[] = [
  ['blocks that are not there yet', 'emo 1\n<|>', ['experiment', 'dataset', 'encoder', 'train'], ['emo', 'read', 'seed']],
  ['settings that are not written', 'emo 1\ntrain {\n  batch = 8\n  <|>\n}\n', ['epochs', 'optimizer', 'stop'], ['batch']],
  ['settings that stand below', 'emo 1\ntrain {\n  <|>\n  epochs = 8\n}\n', ['batch'], ['epochs']],
  ['kinds of optimisers', 'emo 1\ntrain {\n  optimizer = <|>\n}\n', ['adam', 'sgd'], ['cosine', 'dense']],
  [
    'arguments that are left',
    'emo 1\ntrain { optimizer = adam(1e-3, beta1 = 0.9, <|>) }\n',
    ['beta2', 'decay'],
    ['beta1', 'rate'],
  ],
  [
    'options without a name',
    spec({ encoder: 'encoder words from clips.said {\n  words()\n  embed()\n  pool(mean)\n  dense(8, <|>)\n}\n' }),
    ['relu', 'activation', 'bias'],
    ['width'],
  ],
  [
    'columns of an encoder by type',
    spec({ encoder: 'encoder words from <|> { }\n' }),
    ['clips.said'],
    ['clips.feeling', 'clips.valence', 'words'],
  ],
  ['members after a point', spec({ encoder: 'encoder words from clips.<|> { }\n' }), ['said'], ['valence', 'clips.said']],
  [
    'steps that fit the type',
    spec({ encoder: 'encoder words from clips.said {\n  words()\n  <|>\n}\n' }),
    ['embed'],
    ['lstm', 'conv', 'clean'],
  ],
  [
    'targets of a classifier',
    spec({ head: 'head mood_head from words { classify(<|>) }\n' }),
    ['clips.feeling'],
    ['clips.valence', 'clips.said'],
  ],
  ['heads that a loss can judge', spec({ loss: 'loss = mse(<|>)\n' }), ['value'], ['mood_head', 'words']],
  [
    'what can be watched',
    spec({ train: 'train { optimizer = adam(1e-3) stop = patience(3, on = <|>) }\n' }),
    ['val.loss', 'val.mood_head.macro_f1'],
    ['loss'],
  ],
  [
    'columns of the file',
    'emo 1\ndataset clips {\n  read csv("clips.csv")\n  text said = column(<|>)\n}\n',
    ['text', 'mood', '"two words"'],
    ['clips'],
  ],
  [
    'values of the column in a map',
    spec({ dataset: 'dataset clips {\n  read csv("clips.csv")\n  label feeling: mood = column(mood) { <|> }\n}\n' }),
    ['0', '1', 'sad'],
    ['drop'],
  ],
  [
    'labels behind an arrow',
    spec({ dataset: 'dataset clips {\n  read csv("clips.csv")\n  label feeling: mood = column(mood) { 0 -> <|> }\n}\n' }),
    ['sad', 'happy', 'drop'],
    ['0'],
  ],
  [
    'files, and families of files',
    'emo 1\ndataset clips {\n  read csv("<|>")\n}\n',
    ['"clips.csv"', '"audio/{split}.txt"'],
    ['text'],
  ],
  [
    'units behind a number',
    spec({ encoder: 'encoder words from clips.said {\n  pyaudio(window = 50 <|>)\n}\n' }),
    ['50 ms', '50 s'],
    ['50 Hz', '50%'],
  ],
  ['a word in the middle of a broken call', 'emo 1\ntrain { optimizer = adam(oops oops, <|>) }\n', ['beta1'], ['seed']],
  [
    'constants with their values',
    spec({ start: 'emo 1\nlet alpha = 0.5\n', loss: 'loss = <|>\n' }),
    ['alpha', 'mse', 'weighted_sum'],
    ['clips'],
  ],
];

for (const [what, written, expected, absent] of cases) {
  test(what, () => {
    const labels = labelsAt(written);
    for (const label of expected) assert.ok(labels.includes(label), `no ${label} among ${labels.join(' ')}`);
    for (const label of absent) assert.not.ok(labels.includes(label), `${label} among ${labels.join(' ')}`);
  });
}

test('nothing is proposed in comments', () => {
  assert.equal(labelsAt('emo 1\n// tra<|>'), []);
});

test('answers come from an older snapshot too', () => {
  const before = takeSnapshot({ file: 'spec.emo', text: spec() });
  const { text, cursor } = marked(spec({ head: 'head mood_head from <|> { }\n' }));
  const found = complete({ text, offset: cursor, snapshot: before, data });
  assert.ok(found.some(({ label }) => label === 'words'));
});

test('every step of the catalogue is proposed where its type flows, with its documentation', () => {
  const text = 'emo 1\nencoder a from b.c {\n  ';
  const labels = complete({ text, offset: text.length, snapshot: takeSnapshot({ file: 'a', text: 'emo 1\n' }), data });
  for (const [name, { doc }] of stepsByName) {
    const found = labels.find(({ label }) => label === name);
    assert.ok(found?.doc?.startsWith(doc), name);
  }
});

test('every word that the checker has a shape for has a line here', () => {
  const words = [...specLines, ...datasetLines].map(({ word }) => word);
  assert.equal(
    Object.keys(shapes).filter((word) => !words.includes(word)),
    [],
  );
  for (const [word, { body }] of Object.entries(shapes)) if (body !== undefined) assert.ok(bodies.has(word), word);
});

test.run();
