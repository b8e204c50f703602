import { figuresOf, lensesOf } from '../../service/lens.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf } from '../places.ts';

/** Above the experiment: its figures, and `plan` and `train` as commands `emoc.plan` and `emoc.train`, which the client runs with the URI. */
export const codeLens = defineFeature({
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register: ({ connection, document, specs, answer }) => {
    connection.onCodeLens(
      answer(null, ({ textDocument }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return lensesOf(specs.current(open)).map(({ span, kind }) => ({
          range: rangeOf(open, span),
          ...(kind === 'figures'
            ? { data: open.uri }
            : { command: { title: kind, command: `emoc.${kind}`, arguments: [open.uri] } }),
        }));
      }),
    );
    connection.onCodeLensResolve(async (lens, token) => {
      const open = typeof lens.data === 'string' ? document(lens.data) : undefined;
      if (open === undefined) return lens;
      const title = await answer<null, string | null>(null, () => figuresOf(specs.current(open)))(null, token);
      return { ...lens, command: { title: typeof title === 'string' ? title : 'not planned', command: '' } };
    });
  },
});
