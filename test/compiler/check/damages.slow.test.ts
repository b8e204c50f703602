import { test } from 'uvu';
import { checkDamages } from './_analysed.ts';
import { damages } from './_mutations.ts';
import { specs } from './_specs.ts';

for (const { file, text } of specs) {
  test(`${file}: a damaged token costs six messages at most, three as a rule`, () => checkDamages([...damages(text)]));
}

test.run();
