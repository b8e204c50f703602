import { dirname } from 'node:path';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { defineVerb } from '../define-verb.ts';
import { findProject } from '../project.ts';

export const lsp = defineVerb({
  name: 'lsp',
  summary: 'Serves editors: diagnostics, completion, hover, rename, formatting and more.',
  doc: `Speaks the Language Server Protocol over standard input and output, for as long as the editor wants.
Files that specs read are looked at for the names of their columns; nothing is written.`,
  operands: [],
  options: { stdio: { type: 'flag', doc: 'Standard input and output, which is also what is used without it.' } },

  async run(_, __, console) {
    const { startOverStdio } = await import('../../lsp/start.ts');
    return startOverStdio({
      dataRootOf: async (specFile) => {
        const own = { folder: dirname(specFile), isStated: false };
        try {
          const { dataRoot } = await findProject(specFile, undefined, console);
          return dataRoot === null ? own : { folder: dataRoot, isStated: true };
        } catch (error) {
          // A manifest with a mistake is reported by the verbs that need it.
          if (!(error instanceof Failure)) throw error;
          return own;
        }
      },
    });
  },
});
