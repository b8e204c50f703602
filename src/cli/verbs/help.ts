import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { findVerb } from '../find-verb.ts';
import { helpOf, helpOfGroup, overview } from '../help-text.ts';
import { verbs } from './index.generated.ts';

export const help = defineVerb({
  name: 'help',
  summary: 'Shows what emoc can do, or what one verb takes.',
  doc: 'Without a verb it lists them all.',
  operands: ['[VERB]', '[VERB]'],
  options: {},

  async run(_, words, console) {
    if (words.length === 0) {
      console.print(overview(verbs));
      return exitCodes.success;
    }
    const found = await findVerb(words);
    console.print(found.kind === 'group' ? helpOfGroup(found.group) : helpOf(found.verb));
    return exitCodes.success;
  },
});
