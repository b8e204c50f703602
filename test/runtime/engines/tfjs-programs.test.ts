import { test } from 'uvu';
import { randomInputs } from '../../compiler/program/_random.ts';
import { subjects } from '../../compiler/program/_subjects.ts';
import { compare } from './_op-suite.ts';
import { runTfjs } from './_tfjs.ts';

for (const { name, program, bindings, labelCounts } of subjects()) {
  const inputs = randomInputs(program, bindings, labelCounts);
  for (const part of ['training', 'inference'] as const)
    test(`tfjs on its cpu backend, ${name}, ${part}: as the definitions say`, () =>
      compare(runTfjs, program[part], inputs, bindings));
}

test.run();
