import { type CalledElsewhere, noParameters, type Schema } from '../compiler/catalogue/schema.ts';
import { best, type Choice, patience } from '../compiler/check/blocks/_stop.ts';
import { imageSchema } from '../compiler/check/dataset/column.ts';
import { patternSchema } from '../compiler/check/dataset/source.ts';
import {
  fusionsByName,
  headKindsByName,
  lossesByName,
  optimizersByName,
  readersByName,
  schedulesByName,
  stepsByName,
} from '../compiler/check/kinds.ts';
import type { Call, Element } from '../compiler/parse/ast.ts';
import { isCall, type TreeNode } from './tree.ts';

/** What every kind of the catalogue says of itself. */
export interface Described extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
}

/** A kind that a call names, and how many arguments stand before its settings. */
export interface CalledKind {
  readonly kind: Described;
  /** What stands before the settings, as a signature shows it: `target`. */
  readonly leading: readonly string[];
}

type Table = ReadonlyMap<string, CalledKind>;

const tableOf = (kinds: Iterable<Described>, ...leading: readonly string[]): Table =>
  new Map([...kinds].map((kind) => [kind.name, { kind, leading }]));

const described = (name: string, doc: string, example: string, schema: Schema): Described => ({ name, doc, example, schema });

const sources: Table = new Map([
  ...tableOf(
    [described('column', 'A field of each row, by name or by number from 0.', 'column(transcript)', patternSchema)],
    'column',
  ),
  ...tableOf([described('pixels', 'An array of images.', 'pixels(x, height = 48, width = 48)', imageSchema)], 'column'),
  ...tableOf(
    [described('columns', 'Numeric columns side by side, both ends included.', 'columns(0..72)', noParameters)],
    'first..last',
  ),
  ...tableOf(
    [described('file', 'One file a row; columns of the read stand in braces.', 'file("{wav}")', noParameters)],
    '"path"',
  ),
]);

/** `patience(…)` and `best(…)` are no kinds of the catalogue: what they say of themselves is what their first setting says. */
export const kindOfChoice = ({ word, example, schema }: Choice): Described =>
  described(word, Object.values(schema.parameters)[0]?.doc ?? '', example, schema);

const endings = tableOf([patience, best].map(kindOfChoice));

/** `weighted_sum(…)` is no kind of the catalogue: it takes no head, and checks the weights of what is in it. */
export const weightedSum: Described = {
  name: 'weighted_sum',
  doc: 'The sum in the parentheses; its weights are checked: each from 0 to 1, together at most 1.',
  example: 'weighted_sum(0.5 * mse(valence) + 0.5 * mse(arousal))',
  schema: noParameters,
};

const steps = tableOf(stepsByName.values());

/** Calls that the blocks of a spec know; what stands in a value comes first, then what stands in a body. */
const tables: Readonly<Record<string, { readonly value: Table; readonly body: Table }>> = {
  dataset: { value: sources, body: new Map([...tableOf(readersByName.values()), ...sources]) },
  encoder: { value: new Map(), body: steps },
  fusion: { value: tableOf(fusionsByName.values(), 'input', '…'), body: steps },
  head: { value: new Map(), body: new Map([...tableOf(headKindsByName.values(), 'target'), ...steps]) },
  loss: {
    value: new Map([...tableOf(lossesByName.values(), 'head'), ...tableOf([weightedSum], 'sum')]),
    body: new Map(),
  },
  train: {
    value: new Map(),
    body: new Map([...tableOf(optimizersByName.values()), ...tableOf(schedulesByName.values()), ...endings]),
  },
};

/** The kind of this name in a block; `isInBody` says on which side of the opening brace. */
export function kindNamed(name: string, block: string, isInBody: boolean): CalledKind | null {
  const table = tables[block];
  if (table === undefined) return null;
  return (isInBody ? table.body : table.value).get(name) ?? null;
}

/** The kind that the innermost call of a path names. */
export function kindOf(path: readonly TreeNode[]): (CalledKind & { readonly call: Call }) | null {
  const call = path.findLast(isCall);
  const [element] = path as readonly Element[];
  if (call === undefined || element === undefined) return null;
  const block = element.kind === 'declaration' ? element.word.text : element.kind === 'setting' ? element.name.text : '';
  const body = element.kind === 'declaration' ? element.body : null;
  const isInBody = body !== null && call.span.start >= body.span.start;
  const found = kindNamed(call.callee.path.at(-1)?.text ?? '', block, isInBody);
  return found === null ? null : { ...found, call };
}
