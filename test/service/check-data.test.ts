import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inspect } from '../../src/compiler/compile.ts';
import { applyEdits } from '../../src/compiler/diagnostics/apply-fixes.ts';
import { isSpan } from '../../src/compiler/diagnostics/diagnostic.ts';
import { checkData, type PresentFiles } from '../../src/service/check-data.ts';
import { nearestPath } from '../../src/service/nearest-path.ts';

const test = suite('headers against specs');

/** Files with their columns; `null`: one that is there and cannot be read. */
function filesOf(files: Readonly<Record<string, readonly string[] | null>>): PresentFiles {
  const paths = Object.keys(files);
  return {
    has: (path) => path in files,
    columns: ({ settings }, splitNames) => {
      const path = String(settings.path).replaceAll('{split}', splitNames[0] ?? '');
      return files[path]?.map((name, position) => ({ name: /^\d+$/.test(name) ? null : name, position, values: [] })) ?? null;
    },
    list: (folder) => {
      const inside = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length).split('/'));
      const entries = new Map(inside.map(([first = '', ...rest]) => [first, rest.length > 0]));
      return [...entries].map(([name, isFolder]) => ({ path: `${folder}${name}${isFolder ? '/' : ''}`, isFolder }));
    },
  };
}

const specOf = (dataset: string, from = 'clips.said', steps = 'words() embed(width = 8) pool(mean)'): string => `emo 1
experiment one { seed = 1 }
dataset clips {
${dataset}
}
encoder code from ${from} { ${steps} }
head valence from code { regress(clips.valence) }
loss = mse(valence)
train { optimizer = adam(1e-3) }
`;

/** What is said: code, the letters that are marked, and the text after the first fix where there is one. */
function said(text: string, files: PresentFiles): readonly (readonly (string | undefined)[])[] {
  const inspection = inspect({ file: 'spec.emo', text });
  assert.equal(inspection.diagnostics, []);
  return checkData(inspection, files, 'data').map(({ code, at, help }) => {
    const marked = isSpan(at) ? text.slice(at.start, at.end) : '';
    const fix = help[0]?.fix;
    return fix === undefined ? [code, marked] : [code, marked, fix[0]?.text];
  });
}

const table = '  read csv("tables/clips.csv")\n';
const lines = '  text said = column(text)\n  number valence = column("val ence")\n  split 80% / 10% / 10%';

test('columns by name, quoted names too; a name that needs quotes gets them', () => {
  const spec = specOf(table + lines);
  assert.equal(said(spec, filesOf({ 'tables/clips.csv': ['text', 'val ence'] })), []);
  assert.equal(said(spec, filesOf({ 'tables/clips.csv': ['texts', 'val-ence'] })), [
    ['E0617', 'text', 'texts'],
    ['E0617', '"val ence"', '"val-ence"'],
  ]);
});

test('columns by number, and the end of a range', () => {
  const spec = specOf(
    '  read csv("x.csv", header = false)\n  vec said = columns(0..9)\n  number valence = column(10)\n  split 80% / 10% / 10%',
    'clips.said',
    'dense(4)',
  );
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));
  assert.equal(said(spec, filesOf({ 'x.csv': numbered(11) })), []);
  assert.equal(said(spec, filesOf({ 'x.csv': numbered(9) })), [
    ['E0618', '9', '8'],
    ['E0618', '10', '8'],
  ]);
});

test('a file for each name of the split; its path is proposed with {split}', () => {
  const split =
    '  text said = column(text)\n  number valence = column(v)\n  split by file { train -> train, dev -> validation, test -> test }';
  const spec = specOf(`  read csv("set/text_{split}.csv")\n${split}`);
  const there = Object.fromEntries(['train', 'dev', 'test'].map((name) => [`set/texts_${name}.csv`, ['text', 'v']]));
  assert.equal(said(spec, filesOf(there)), [['E0601', '"set/text_{split}.csv"', '"set/texts_{split}.csv"']]);
  const { 'set/texts_dev.csv': _, ...without } = there;
  const right = spec.replace('text_{split}', 'texts_{split}');
  assert.is(said(right, filesOf(without))[0]?.[0], 'E0601');
  assert.equal(said(right, filesOf(there)), []);
});

test('the columns in the path of a clip are columns', () => {
  const spec = specOf(
    '  read csv("c.csv")\n  audio speech = file("wav/{speaker}/{clp}.wav")\n  number valence = column(v)\n  split 80% / 10% / 10%',
    'clips.speech',
    'pyaudio() pool(mean)',
  );
  const files = filesOf({ 'c.csv': ['speaker', 'clip', 'v'] });
  assert.equal(said(spec, files), [['E0617', 'clp', 'clip']]);
  const diagnostic = checkData(inspect({ file: 'spec.emo', text: spec }), files, 'data')[0];
  assert.match(applyEdits(spec, diagnostic?.help[0]?.fix ?? []), /\{speaker\}\/\{clip\}\.wav/);
});

test('columns of joins and of a split by column, and arrays', () => {
  const spec = specOf(
    '  read npz("a.npz") as arrays\n  read csv("b.csv") as people\n  join people on column(who) = arrays.column(speaker)\n  vec said = arrays.columns(0..3)\n  number valence = arrays.column(truth)\n  group speaker = people.column(name)\n  split by people.column(side) { train -> train, test -> test, dev -> validation }',
    'clips.said',
    'dense(4)',
  );
  assert.equal(said(spec, filesOf({ 'a.npz': ['x', 'truths', 'speaker'], 'b.csv': ['whom', 'name', 'sides'] })), [
    ['E0617', 'who', 'whom'],
    ['E0737', 'truth', 'truths'],
    ['E0617', 'side', 'sides'],
  ]);
});

test('files of steps; of a spec with mistakes, and of files that cannot be read, nothing is said', () => {
  const spec = specOf(table + lines, 'clips.said', 'words() embed("vectors/glove.txt", width = 8) pool(mean)');
  const files = { 'tables/clips.csv': null, 'vectors/glove.6B.txt': null };
  assert.equal(said(spec, filesOf(files)), [['E0601', '"vectors/glove.txt"', '"vectors/glove.6B.txt"']]);
  assert.equal(checkData(inspect({ file: 'spec.emo', text: spec.replace('pool', 'pol') }), filesOf({}), 'data'), []);
});

test('the nearest path goes folder by folder', () => {
  const files = filesOf({ 'audio/train/a.csv': null, 'audio/test/b.csv': null });
  assert.equal(nearestPath('adio/train/a.csv', files), { path: 'audio/train/a.csv', isSure: true });
  assert.equal(nearestPath('audio/train/q.csv', files), { path: 'audio/train/a.csv', isSure: false });
  assert.is(nearestPath('elsewhere/a.csv', files), undefined);
});

test.run();
