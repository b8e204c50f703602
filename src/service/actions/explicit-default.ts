import type { Schema } from '../../compiler/catalogue/schema.ts';
import { trainSchema } from '../../compiler/check/blocks/train.ts';
import type { Span, TextEdit } from '../../compiler/diagnostics/diagnostic.ts';
import type { Action, ActionSource } from '../action.ts';
import { presetOf } from '../completion/describe.ts';
import { worsenedBy } from '../edits.ts';
import { kindOf } from '../kinds.ts';
import type { Snapshot } from '../snapshot.ts';
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
    return writing(snapshot, kind.schema, written, at, kind.name, (settings) => `${isEmpty ? '' : ', '}${settings.join(', ')}`);
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
  return writing(snapshot, trainSchema, written, at, 'train', (settings) => settings.map((setting) => `\n  ${setting}`).join(''));
};

const nameIn = (schema: Schema, parameter: unknown): string | undefined =>
  Object.entries(schema.parameters).find(([, other]) => other === parameter)?.[0];

function writing(
  snapshot: Snapshot,
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
  const editsFor = (settings: readonly string[]): readonly TextEdit[] => [{ span: at, text: textOf(settings) }];
  const action = (title: string, settings: readonly string[]): Action => ({
    title,
    kind: 'refactor.rewrite',
    edits: editsFor(settings),
  });
  // A setting that changes nothing under the others may not be written.
  const isSound = (settings: readonly string[]): boolean => worsenedBy(snapshot, editsFor(settings)) === null;
  const sound = isSound(defaults) ? defaults : defaults.filter((setting) => isSound([setting]));
  return [
    ...sound.map((setting) => action(`Make the default \`${setting}\` explicit`, [setting])),
    ...(sound.length > 1 ? [action(`Make all defaults of \`${owner}\` explicit`, sound)] : []),
  ];
}
