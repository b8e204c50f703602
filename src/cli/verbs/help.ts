import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import type { Verb } from '../define-verb.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { helpOf, overview } from '../help-text.ts';
import { UsageError } from '../usage-error.ts';
import { verbs } from './index.generated.ts';

export const help = defineVerb({
  name: 'help',
  summary: 'Shows what emoc can do, or what one verb takes.',
  doc: 'Without a verb it lists them all.',
  operands: ['[VERB]'],
  options: {},

  async run(_, [name], console) {
    if (name === undefined) {
      console.print(overview(verbs));
      return exitCodes.success;
    }
    const entry = verbs.find((verb) => verb.name === name);
    if (entry === undefined) {
      const names = verbs.map((verb) => verb.name);
      throw new UsageError(report.unknownVerb(null, { verb: name, nearest: nearest(name, names), known: names.join(', ') }));
    }
    console.print(helpOf((await entry.load()) as Verb));
    return exitCodes.success;
  },
});
