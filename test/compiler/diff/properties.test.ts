import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../../src/compiler/compile.ts';
import { align, alignByKey } from '../../../src/compiler/diff/align.ts';
import { specs } from '../check/_specs.ts';
import { compared } from './_compared.ts';

const test = suite('properties of comparisons');

/** Changes of one token that leave a spec without mistakes: other numbers, other words. */
function* variants(text: string): Generator<string> {
  const swaps: Readonly<Record<string, string>> = {
    relu: 'tanh',
    mean: 'max',
    max: 'mean',
    adam: 'adamw',
    mse: 'mae',
    true: 'false',
  };
  for (const { 0: word, index } of text.matchAll(/(?<![\w".])(\d+(?:\.\d+)?|[a-z_]+)(?![\w"])/g)) {
    const other = /^\d/.test(word) ? [String(Number(word) + 1), String(Number(word) * 2)] : [swaps[word] ?? []].flat();
    for (const by of other) {
      const changed = text.slice(0, index) + by + text.slice(index + word.length);
      if (changed !== text && analyse({ file: 'variant.emo', text: changed }).value !== null) yield changed;
    }
  }
}

for (const { file, text } of specs) {
  test(`${file}: what changes the identity of a run is listed, and nothing else`, () => {
    let count = 0;
    for (const [index, changed] of [...variants(text)].entries()) {
      // Each is compiled: a third of them shows as much.
      if (index % 3 !== 0) continue;
      const { diff, isSameMeaning } = compared(text, changed);
      const lines = [...diff.experiment, ...diff.data, ...diff.loss, ...diff.train];
      const isListed = lines.some(({ path }) => path !== 'order') || diff.declarations.some(({ sign }) => sign !== '=');
      assert.is(isListed, !isSameMeaning, changed);
      assert.is(diff.isSame, isSameMeaning);
      assert.is(diff.classes.length === 0, isSameMeaning, changed);
      count += 1;
    }
    assert.ok(count > 5, `only ${count} variants`);
  });

  test(`${file}: comments and blank lines are no change`, () => {
    const other = text.replace(/\/\/.*/g, '').replace(/^(train|dataset)/m, '// A comment.\n\n\n$1');
    const { diff } = compared(text, other);
    assert.ok(diff.isSame && diff.checkpoints.isResumable && diff.results.verdict === 'all');
  });
}

test('the order of declarations is said, since the identity of a run counts it', () => {
  const text = readFileSync('specs/mosi-joint.emo', 'utf8');
  const [first = '', second = ''] = text.match(/^encoder .*\n/gm) ?? [];
  const other = text.replace(first, '\u0000').replace(second, first).replace('\u0000', second);
  assert.not.equal(other, text);
  const { diff } = compared(text, other);
  assert.equal(
    diff.experiment.map(({ path }) => path),
    ['order'],
  );
  assert.not(diff.isSame);
});

test('align keeps both orders, pairs nothing unlike, and pairs as much as can be', () => {
  const likeness = (one: string, other: string): number => (one[0] === other[0] ? (one === other ? 2 : 1) : 0);
  const rows = align(['a1', 'b1', 'c1', 'a2'], ['b1', 'x1', 'c2', 'a2', 'a3'], likeness);
  assert.equal(
    rows.map(({ before, after }) => `${before ?? '-'} ${after ?? '-'}`),
    ['a1 -', 'b1 b1', '- x1', 'c1 c2', 'a2 a2', '- a3'],
  );
  assert.equal(align([], ['a'], likeness), [{ before: null, after: 'a' }]);
});

test('alignByKey follows the newer order and keeps what is gone beside its old neighbour', () => {
  const rows = alignByKey(['a', 'b', 'c'], ['c', 'a', 'd'], (item) => item);
  assert.equal(
    rows.map(({ before, after }) => `${before ?? '-'} ${after ?? '-'}`),
    ['c c', 'a a', 'b -', '- d'],
  );
});

test.run();
