import type { Schema } from '../../compiler/catalogue/schema.ts';
import { trainSchema } from '../../compiler/check/blocks/train.ts';
import type { Span } from '../../compiler/diagnostics/diagnostic.ts';
import type { Action, ActionSource } from '../action.ts';
import { presetOf } from '../completion/describe.ts';
import { kindOf } from '../kinds.ts';
import { nodesAt } from '../tree.ts';
import { settingsIn } from '../written.ts';

/** Writes a setting that has its default, so that the spec says what a later version of emoc might choose otherwise. */
export const explicitDefault: ActionSource = (snapshot, start) => {
  const path = nodesAt(snapshot.tree.elements, start);
  const called = kindOf(path);
  if (called !== null) {
    const { kind, call } = called;
    if (snapshot.text[call.span.end - 1] !== ')') return [];
    const written = new Set(
      settingsIn(path)
        .filter(({ schema }) => schema === kind.schema)
        .map(({ name, parameter }) => nameIn(kind.schema, parameter) ?? name.text),
    );
    const isEmpty = call.arguments.length === 0;
    const at = { ...call.span, start: call.span.end - 1, end: call.span.end - 1 };
    return writing(kind.schema, written, at, kind.name, (settings) => `${isEmpty ? '' : ', '}${settings.join(', ')}`);
  }
  const [block] = path;
  if (
    block === undefined ||
    !('kind' in block) ||
    block.kind !== 'declaration' ||
    block.word.text !== 'train' ||
    block.body?.close == null
  )
    return [];
  const last = block.body.elements.at(-1);
  if (last === undefined) return [];
  const written = new Set(settingsIn(path).map(({ name }) => name.text));
  const at = { ...last.span, start: last.span.end };
  return writing(trainSchema, written, at, 'train', (settings) => settings.map((setting) => `\n  ${setting}`).join(''));
};

const nameIn = (schema: Schema, parameter: unknown): string | undefined =>
  Object.entries(schema.parameters).find(([, other]) => other === parameter)?.[0];

function writing(
  schema: Schema,
  written: ReadonlySet<string>,
  at: Span,
  owner: string,
  textOf: (settings: readonly string[]) => string,
): readonly Action[] {
  const defaults = Object.entries(schema.parameters).flatMap(([name, parameter]) => {
    const preset = presetOf(parameter);
    return written.has(name) || preset === null ? [] : [`${name} = ${preset}`];
  });
  const action = (title: string, settings: readonly string[]): Action => ({
    title,
    kind: 'refactor.rewrite',
    edits: [{ span: at, text: textOf(settings) }],
  });
  return [
    ...defaults.map((setting) => action(`Make the default \`${setting}\` explicit`, [setting])),
    ...(defaults.length > 1 ? [action(`Make all defaults of \`${owner}\` explicit`, defaults)] : []),
  ];
}
