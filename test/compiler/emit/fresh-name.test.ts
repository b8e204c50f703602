import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freshName } from '../../../src/compiler/emit/fresh-name.ts';

test('a stem is a name once, then it is numbered, and names that are taken are passed over', () => {
  const taken = new Set(['x', 'y_1', 'y_2']);
  const counters = new Map<string, number>();
  const names = ['y', 'y', 'y', 'x', 'x', 'z', 'z_1', 'z'].map((stem) => freshName(stem, taken, counters));
  assert.equal(names, ['y', 'y_3', 'y_4', 'x_1', 'x_2', 'z', 'z_1', 'z_2']);
});

test.run();
