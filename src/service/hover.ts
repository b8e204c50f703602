import type { Parameter, Schema } from '../compiler/catalogue/schema.ts';
import { stepsByName } from '../compiler/check/kinds.ts';
import { shapes } from '../compiler/check/shape.ts';
import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Element } from '../compiler/parse/ast.ts';
import { absenceOf, acceptedBy } from './completion/describe.ts';
import { specLines } from './completion/lines.ts';
import { describeEntity } from './entities.ts';
import { kindOf } from './kinds.ts';
import { typeShown } from './shown.ts';
import type { Snapshot } from './snapshot.ts';
import { nodesAt, type TreeNode } from './tree.ts';
import { settingsIn } from './written.ts';

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** What is known of the word at an offset: a name with its type and size, a kind, a setting, or a word of the language. */
export function hoverAt(snapshot: Snapshot, offset: number): Hover | null {
  const occurrence = snapshot.occurrences().find(({ span }) => span.start <= offset && offset <= span.end);
  if (occurrence !== undefined) return { markdown: describeEntity(occurrence.entity, snapshot), span: occurrence.span };
  const path = nodesAt(snapshot.tree.elements, offset);
  return hoverOfKind(path, snapshot) ?? hoverOfSetting(path) ?? hoverOfWord(path);
}

/** The name of a call: what the kind is, and of a step what goes in, what comes out and what it learns. */
function hoverOfKind(path: readonly TreeNode[], snapshot: Snapshot): Hover | null {
  const called = kindOf(path);
  const innermost = path.at(-1);
  if (called === null || innermost === undefined || innermost.span.start < called.call.callee.span.start) return null;
  if (innermost.span.end > called.call.callee.span.end) return null;
  const { kind, call, leading } = called;
  const step = snapshot.parts.steps.find(({ span }) => span.start === call.span.start);
  const flow =
    step === undefined ? [] : [`\`${typeShown(step.input)}\` → \`${typeShown(step.output)}\`${sizeOf(call.span, snapshot)}`];
  const accepts = stepsByName.get(kind.name) === kind ? [`Takes ${stepsByName.get(kind.name)?.accepts.join(' or ')}.`] : [];
  const parts = [signatureOf(kind.name, kind.schema, leading), ...flow, kind.doc, ...accepts, settingsTable(kind.schema)];
  return { markdown: parts.filter((part) => part !== '').join('\n\n'), span: call.callee.span };
}

const signatureOf = (name: string, { parameters }: Schema, leading: readonly string[]): string =>
  `\`\`\`emo\n${name}(${[...leading, ...Object.keys(parameters)].join(', ')})\n\`\`\``;

/** ` · 703 k parameters` of the step that stands here. */
function sizeOf(span: Span, snapshot: Snapshot): string {
  const size = stepSize(span, snapshot);
  return size === null ? '' : ` · ${size} parameters`;
}

/** Parameters of the step whose call stands at a span. */
export function stepSize({ start }: Span, { parts, sizes }: Snapshot): string | null {
  for (const [owner, steps] of stepsByOwner(parts)) {
    const step = steps.find(({ span }) => span.start === start);
    if (step !== undefined) return sizes().of(`${owner}/${step.name}`);
  }
  return null;
}

function* stepsByOwner({ encoders, fusions, heads }: Snapshot['parts']) {
  for (const { name, frontEnd, steps } of encoders.values()) yield [name, [...frontEnd, ...steps]] as const;
  for (const { name, steps } of [...fusions.values(), ...heads.values()]) yield [name, steps] as const;
}

const settingsTable = (schema: Schema): string =>
  Object.entries(schema.parameters)
    .map(([name, parameter]) => `- \`${name}\`: ${acceptedBy(parameter)}; ${absenceOf(name, parameter, schema)}`)
    .join('\n');

/** The name of a setting or an option: what it means, what it accepts, its default. */
function hoverOfSetting(path: readonly TreeNode[]): Hover | null {
  const innermost = path.at(-1);
  const found = settingsIn(path).find(({ name }) => name.span.start === innermost?.span.start);
  if (found === undefined || innermost === undefined) return null;
  return { markdown: describeParameter(found.name.text, found.parameter, found.schema), span: innermost.span };
}

const describeParameter = (name: string, parameter: Parameter, schema: Schema): string =>
  `\`\`\`emo\n${name}\n\`\`\`\n\n${parameter.doc}\n\n${acceptedBy(parameter)}; ${absenceOf(name, parameter, schema)}`;

/** A word that opens a line. */
function hoverOfWord(path: readonly TreeNode[]): Hover | null {
  const innermost = path.at(-1);
  const element = path.findLast(isElement);
  if (innermost === undefined || !('text' in innermost) || element === undefined) return null;
  const word = element.kind === 'declaration' ? element.word : element.kind === 'setting' ? element.name : null;
  if (word === null || word.span.start !== innermost.span.start) return null;
  const doc = shapes[word.text]?.doc ?? specLines.find((line) => line.word === word.text)?.doc;
  const example = shapes[word.text]?.example;
  if (doc === undefined) return null;
  return { markdown: `${doc}${example === undefined ? '' : `\n\n\`\`\`emo\n${example}\n\`\`\``}`, span: word.span };
}

const isElement = (node: TreeNode): node is Element =>
  'kind' in node && (node.kind === 'declaration' || node.kind === 'setting' || node.kind === 'step');
