import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Column, Dataset, Split } from '../../../src/compiler/check/model.ts';
import { loadDataset } from '../../../src/runtime/data/load-dataset.ts';
import { splitDataset } from '../../../src/runtime/data/split.ts';
import { left, roles } from '../../../src/runtime/data/splits/sides.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { byFile, csv, dataset, field, folderOf, group, holdout, label, percent, span } from './_spec.ts';

const test = suite('splits');

const labels = ['calm', 'angry', 'rare'];
const who = group('who', field('rows', 'who'));
const mood = label('mood', field('rows', 'mood'), labels);

interface Row {
  readonly id: number;
  readonly who: string;
  readonly mood: string;
}

/** Rows of a random data set: groups of 1 to `largest` rows, moods 60 / 30 / 10 per cent that differ from group to group. */
function someRows(seed: number, groups: number, largest: number): Row[] {
  const random = createRandom(seed);
  const rows: Row[] = [];
  for (let number = 0; number < groups; number += 1) {
    const lean = random.uniform() * 0.4;
    for (let count = 1 + random.integer(largest); count > 0; count -= 1) {
      const draw = random.uniform() + lean - 0.2;
      rows.push({ id: rows.length, who: `speaker ${number}`, mood: draw < 0.6 ? 'calm' : draw < 0.9 ? 'angry' : 'rare' });
    }
  }
  return rows;
}

const tableOf = (rows: readonly Row[]): string =>
  `id,who,mood\n${rows.map((row) => `${row.id},${row.who},${row.mood}`).join('\n')}\n`;

/** Side of each row. */
function sidesOf(rows: readonly Row[], split: Split, seed = 7, more: Partial<Dataset> = {}): Int8Array {
  const columns: Column[] = [who, mood];
  const set = { ...dataset({ reads: [csv('rows', 'rows.csv')], columns, split }), ...more };
  const loaded = loadDataset(set, { columns, reads: ['rows'] }, folderOf({ 'rows.csv': tableOf(rows) }));
  return splitDataset(set, loaded, createRandom(seed).child('data'));
}

const share = (sides: Int8Array, side: number): number => sides.filter((value) => value === side).length / sides.length;
const wanted = [0.8, 0.1, 0.1];

test('per cent: every share is right to within one row, for any number of rows', () => {
  for (const [count, fractions] of [
    [10, wanted],
    [47, [0.6, 0.2, 0.2]],
    [101, [1 / 3, 1 / 3, 1 / 3]],
    [30, [0.7, 0.1, 0.2]],
  ] as const) {
    const rows = someRows(count, count, 1);
    const [train, validation, held] = fractions as readonly [number, number, number];
    const sides = sidesOf(rows, percent(train, validation, held));
    for (const [side, fraction] of fractions.entries()) {
      assert.ok(
        Math.abs(share(sides, side) - fraction) * count < 1,
        `${count} rows, side ${side}: ${share(sides, side) * count}`,
      );
    }
  }
});

test('stratified: every label has its share on every side to within one row, and so has the whole', () => {
  const rows = someRows(3, 500, 1);
  const sides = sidesOf(rows, percent(0.8, 0.1, 0.1, null, 'mood'));
  for (const name of labels) {
    const of = rows.flatMap((row, index) => (row.mood === name ? [sides[index] as number] : []));
    for (const [side, fraction] of wanted.entries()) {
      assert.ok(Math.abs(of.filter((value) => value === side).length - fraction * of.length) <= 1);
    }
  }
  for (const [side, fraction] of wanted.entries()) assert.ok(Math.abs(share(sides, side) - fraction) * rows.length <= 1);
});

test('by group: no group is on two sides, and the shares are close', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const rows = someRows(seed, 60, 30);
    for (const stratifiedOn of [null, 'mood']) {
      const sides = sidesOf(rows, percent(0.8, 0.1, 0.1, 'who', stratifiedOn), seed);
      const sideOf = new Map<string, number>();
      for (const [index, row] of rows.entries()) {
        const before = sideOf.get(row.who) ?? (sides[index] as number);
        assert.is(sides[index], before, `${row.who} is on two sides`);
        sideOf.set(row.who, before);
      }
      for (const [side, fraction] of wanted.entries()) assert.ok(Math.abs(share(sides, side) - fraction) < 0.02);
    }
  }
});

test('by group and stratified: labels are spread better than by group alone', () => {
  const spread = (stratifiedOn: string | null): number => {
    let error = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const rows = someRows(seed, 40, 20);
      const sides = sidesOf(rows, percent(0.6, 0.2, 0.2, 'who', stratifiedOn), seed);
      for (const name of labels) {
        const of = rows.flatMap((row, index) => (row.mood === name ? [sides[index] as number] : []));
        for (const [side, fraction] of [0.6, 0.2, 0.2].entries()) {
          error += (of.filter((value) => value === side).length / of.length - fraction) ** 2;
        }
      }
    }
    return error;
  };
  const [stratified, plain] = [spread('mood'), spread(null)];
  assert.ok(stratified < plain / 2, `${stratified} against ${plain}`);
});

test('the same seed gives the same split, another seed another one', () => {
  const rows = someRows(1, 50, 10);
  for (const split of [percent(0.8, 0.1, 0.1), percent(0.8, 0.1, 0.1, null, 'mood'), percent(0.8, 0.1, 0.1, 'who', 'mood')]) {
    assert.equal(sidesOf(rows, split, 7), sidesOf(rows, split, 7));
    assert.not.equal(sidesOf(rows, split, 7), sidesOf(rows, split, 8));
  }
});

test('splits are the same in every version: runs must stay reproducible', () => {
  const rows = someRows(1, 12, 3);
  const letters = (sides: Int8Array): string => Array.from(sides, (side) => 'tvx'[side]).join('');
  const found = [percent(0.6, 0.2, 0.2), percent(0.6, 0.2, 0.2, null, 'mood'), percent(0.6, 0.2, 0.2, 'who', 'mood')].map(
    (split) => letters(sidesOf(rows, split)),
  );
  assert.equal(found, ['ttttxxttttxvxttvttvxtvvt', 'vtxtttvvxttttttxxtxtvttv', 'ttttttvvxvvttttttvvttxxx']);
});

test('a split by group does not depend on the order of the rows', () => {
  const rows = someRows(1, 50, 10);
  const split = percent(0.8, 0.1, 0.1, 'who', 'mood');
  const sides = sidesOf(rows, split);
  const order = createRandom(5).shuffle(rows.map((_, index) => index));
  const shuffled = sidesOf(
    order.map((index) => rows[index] as Row),
    split,
  );
  assert.equal(
    Array.from(shuffled),
    order.map((index) => sides[index]),
  );
});

test('holdout takes its share from training alone, in whole groups, and leaves the test rows alone', () => {
  const rows = someRows(9, 80, 20);
  const isTest = (row: Row): boolean => Number(row.who.slice(8)) >= 60;
  const files = { 'rows_a.csv': tableOf(rows.filter((row) => !isTest(row))), 'rows_b.csv': tableOf(rows.filter(isTest)) };
  const columns: Column[] = [who, mood];
  const set = dataset({
    reads: [csv('rows', 'rows_{split}.csv')],
    columns,
    split: byFile({ a: 'train', b: 'test' }),
    holdout: holdout(0.2, 'who', 'mood'),
  });
  const loaded = loadDataset(set, { columns, reads: ['rows'] }, folderOf(files));
  const sides = splitDataset(set, loaded, createRandom(7).child('data'));
  const ordered = [...rows.filter((row) => !isTest(row)), ...rows.filter(isTest)];
  const held = new Set(ordered.filter((_, index) => roles[sides[index] as number] === 'validation').map((row) => row.who));
  for (const [index, row] of ordered.entries()) {
    assert.is(roles[sides[index] as number], isTest(row) ? 'test' : held.has(row.who) ? 'validation' : 'train');
  }
  const training = ordered.filter((row) => !isTest(row)).length;
  assert.ok(Math.abs(sides.filter((side) => side === 1).length / training - 0.2) < 0.02);
});

test('by column: the values say the side, and may leave rows out', () => {
  const rows = someRows(2, 30, 1);
  const split: Split = {
    kind: 'column',
    source: field('rows', 'mood'),
    values: [
      { value: 'calm', role: 'train' },
      { value: 'angry', role: 'test' },
      { value: 'rare', role: null },
    ],
    span,
  };
  const sides = sidesOf(rows, split);
  for (const [index, row] of rows.entries()) {
    assert.is(sides[index], row.mood === 'calm' ? 0 : row.mood === 'angry' ? 2 : left);
  }
});

test('by column: a star stands for every value that is not named', () => {
  const rows = someRows(2, 30, 1);
  const values = [
    { value: '*', role: 'train' },
    { value: 'angry', role: 'test' },
  ] as const;
  const sides = sidesOf(rows, { kind: 'column', source: field('rows', 'mood'), values, span });
  for (const [index, row] of rows.entries()) assert.is(sides[index], row.mood === 'angry' ? 2 : 0);
});

test.run();
