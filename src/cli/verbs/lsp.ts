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
        try {
          return (await findProject(specFile, undefined, console)).dataRoot ?? dirname(specFile);
        } catch (error) {
          // A manifest with a mistake is reported by the verbs that need it.
          if (!(error instanceof Failure)) throw error;
          return dirname(specFile);
        }
      },
    });
  },
});
