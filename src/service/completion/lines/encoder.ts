import { printType } from '../../../compiler/catalogue/types.ts';
import { dotted } from '../dotted.ts';
import { defineLine } from '../line.ts';
import { stepsOf } from '../pipeline.ts';
import { balanced, newName, sequence, word } from '../rule.ts';
import type { Scope } from '../scope.ts';

export const encoder = defineLine({
  word: 'encoder',
  snippet: 'encoder <words> from <clips.said> {\n  <>\n}',
  rule: (scope) =>
    sequence(
      newName('name of the encoder', 'words'),
      word('from'),
      dotted(() => inputs(scope)),
      balanced('{'),
    ),
  body: stepsOf,
});

/** Columns that an encoder may start from. */
const inputs = ({ snapshot: { parts } }: Scope) =>
  [...parts.datasets.values()].flatMap(({ name: dataset, columns }) =>
    columns.flatMap(({ name, type }) =>
      type === null ? [] : [{ path: [dataset, name], proposal: { kind: 'column', detail: printType(type) } as const }],
    ),
  );
