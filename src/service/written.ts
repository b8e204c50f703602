import type { Parameter, Schema } from '../compiler/catalogue/schema.ts';
import { meantByPosition } from '../compiler/check/arguments.ts';
import { experimentSchema } from '../compiler/check/blocks/experiment.ts';
import { trainSchema } from '../compiler/check/blocks/train.ts';
import type { Argument, Expression, Name } from '../compiler/parse/ast.ts';
import { kindOf } from './kinds.ts';
import type { TreeNode } from './tree.ts';

/** A setting that is written in a call or a block. */
export interface WrittenSetting {
  /** Its name where it is written; of an argument without a name, the word that means it. */
  readonly name: Name;
  readonly parameter: Parameter;
  readonly schema: Schema;
  readonly value: Expression;
}

const schemasByBlock: Readonly<Record<string, Schema>> = { experiment: experimentSchema, train: trainSchema };

/** The settings of the innermost call around a place, and of the block around it. */
export function settingsIn(path: readonly TreeNode[]): readonly WrittenSetting[] {
  const called = kindOf(path);
  const inCall = called === null ? [] : settingsOfCall(called.call.arguments.slice(leadingCount(called)), called.kind.schema);
  return [...inCall, ...settingsOfBlock(path)];
}

const leadingCount = ({ call, leading, kind }: NonNullable<ReturnType<typeof kindOf>>): number =>
  leading.includes('…')
    ? call.arguments.filter(({ name, value }) => name === null && meantBy(value, kind.schema, new Set()) === null).length
    : leading.length;

const meantBy = (value: Expression, schema: Schema, used: ReadonlySet<string>): string | null =>
  meantByPosition(value, schema, (name) => !used.has(name));

/** Which settings the arguments of a call are, as the checker reads them. */
export function settingsOfCall(args: readonly Argument[], schema: Schema): readonly WrittenSetting[] {
  const used = new Set<string>();
  return args.flatMap(({ name, value }): WrittenSetting[] => {
    const key = name?.text ?? meantBy(value, schema, used);
    const parameter = key === null ? undefined : schema.parameters[key];
    if (key === null || parameter === undefined) return [];
    used.add(key);
    return [{ name: name ?? { text: key, span: value.span }, parameter, schema, value }];
  });
}

function settingsOfBlock([block]: readonly TreeNode[]): readonly WrittenSetting[] {
  if (block === undefined || !('kind' in block) || block.kind !== 'declaration') return [];
  const schema = schemasByBlock[block.word.text];
  if (schema === undefined) return [];
  return (block.body?.elements ?? []).flatMap((element): WrittenSetting[] => {
    const parameter = element.kind === 'setting' ? schema.parameters[element.name.text] : undefined;
    return element.kind === 'setting' && parameter !== undefined
      ? [{ name: element.name, parameter, schema, value: element.value }]
      : [];
  });
}
