import { fusions } from '../../compiler/catalogue/fusions/index.generated.ts';
import { headKinds } from '../../compiler/catalogue/heads/index.generated.ts';
import { lossKinds } from '../../compiler/catalogue/losses/index.generated.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/index.generated.ts';
import { schedules } from '../../compiler/catalogue/schedules/index.generated.ts';
import type { Schema } from '../../compiler/catalogue/schema.ts';
import { steps } from '../../compiler/catalogue/steps/index.generated.ts';
import type { Source } from '../../compiler/compile.ts';
import type { Span } from '../../compiler/diagnostics/diagnostic.ts';
import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { Call, Declaration, Element, Expression, Step } from '../../compiler/parse/ast.ts';
import { parse } from '../../compiler/parse/parse.ts';

/** What a `--set PATH=VALUE` changes: the text of a value that is there, or a place where a setting may be added. */
type Target = { readonly kind: 'value'; readonly span: Span } | { readonly kind: 'body'; readonly end: number };

/**
 * Applies `PATH=VALUE` overrides to the text of a spec, one after the other. The result is a spec like any other: it is checked as one, and it
 * is what the run folder keeps.
 *
 * Paths: `alpha` (a `let`), `loss`, `train.batch`, `experiment.seed`, `train.optimizer.rate`, `tone.dense_1.width`: the name of a block, or its
 * word where it is the only one; then a setting, or a step by its name in `emoc plan`; then an argument. A setting of a block that is not
 * written yet is added to it.
 *
 * Throws a `Failure` for something that is not `PATH=VALUE` (E1021) and for a path that leads nowhere (E1022).
 */
export function applyOverrides(source: Source, overrides: readonly string[]): Source {
  return overrides.reduce((current, override) => ({ file: source.file, text: applyOne(current, override) }), source);
}

function applyOne(source: Source, override: string): string {
  const { path, value } = split(override);
  const targets = targetsIn(parse(source).value.elements);
  const target = targets.get(path) ?? additionTo(targets, path);
  if (target === null) {
    const known = [...targets].filter(([, { kind }]) => kind === 'value').map(([name]) => name);
    throw new Failure(
      report.unknownPath(null, { path, file: source.file, nearest: nearest(path, known), known: known.join(', ') }),
    );
  }
  const { text } = source;
  if (target.kind === 'value') return `${text.slice(0, target.span.start)}${value}${text.slice(target.span.end)}`;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return `${text.slice(0, target.end)}\n  ${name} = ${value}\n${text.slice(target.end)}`;
}

function split(override: string): { readonly path: string; readonly value: string } {
  const match = /^\s*([A-Za-z_][\w.]*)\s*=(?!=)\s*(\S.*?)\s*$/s.exec(override);
  const [, path, value] = match ?? [];
  // A comment or a line break in a value would swallow or cut what comes after it.
  if (path === undefined || value === undefined || /[\r\n]|\/\//.test(value.replace(texts, ''))) {
    throw new Failure(report.malformedOverride(null, { found: override }));
  }
  return { path, value };
}

const texts = /"(?:[^"\\]|\\.)*"/g;

/** A setting that a block could have but has not: `train.clip_norm`. */
function additionTo(targets: ReadonlyMap<string, Target>, path: string): Target | null {
  const dot = path.indexOf('.');
  const block = dot > 0 && !path.includes('.', dot + 1) ? targets.get(`${path.slice(0, dot)}.`) : undefined;
  return block?.kind === 'body' ? block : null;
}

/** Everything that a path can lead to. Bodies of blocks that hold settings stand under `BLOCK.`. */
function targetsIn(elements: readonly Element[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const element of elements) {
    if (element.kind === 'setting') addValue(targets, element.name.text, element.value);
    if (element.kind === 'declaration') addDeclaration(targets, element);
  }
  return targets;
}

/** Blocks that a spec has once and that are made of settings: they go by their word. */
const settingBlocks: readonly string[] = ['experiment', 'train'];

function addDeclaration(targets: Map<string, Target>, { word, subject, value, body }: Declaration): void {
  const own = subject?.kind === 'reference' && subject.path.length === 1 ? subject.path[0]?.text : undefined;
  if (word.text === 'let' && own !== undefined && value !== null) addValue(targets, own, value);
  if (body === null) return;
  const name = settingBlocks.includes(word.text) ? word.text : own;
  if (name === undefined) return;
  for (const element of body.elements)
    if (element.kind === 'setting') addValue(targets, `${name}.${element.name.text}`, element.value);
  const pipeline = body.elements.filter((element): element is Step => element.kind === 'step');
  for (const [index, { call }] of pipeline.entries()) addCall(targets, `${name}.${stepName(pipeline, index)}`, call);
  if (settingBlocks.includes(word.text) && body.close !== null) targets.set(`${name}.`, { kind: 'body', end: body.close.start });
}

const calleeOf = ({ callee }: Call): string => callee.path.map(({ text }) => text).join('.');

/** As the checker names steps: bare where the kind stands once in the pipeline, numbered from 1 where it stands again. */
function stepName(pipeline: readonly Step[], index: number): string {
  const kinds = pipeline.map(({ call }) => calleeOf(call));
  const kind = kinds[index] as string;
  if (kinds.filter((other) => other === kind).length === 1) return kind;
  return `${kind}_${kinds.slice(0, index + 1).filter((other) => other === kind).length}`;
}

function addValue(targets: Map<string, Target>, path: string, value: Expression): void {
  if (value.kind !== 'missing') targets.set(path, { kind: 'value', span: value.span });
  if (value.kind === 'call') addCall(targets, path, value);
}

interface Named {
  readonly name: string;
  readonly schema: Schema;
}

/** Names that kinds give to arguments without one. `patience` is no kind of the catalogue. */
const positionals = new Map<string, readonly string[]>([
  ...([steps, fusions, headKinds, lossKinds, optimizers, schedules] as readonly (readonly Named[])[])
    .flat()
    .map(({ name, schema }): [string, readonly string[]] => [name, schema.positional]),
  ['patience', ['epochs']],
]);

/** Arguments by their names; those without one by the names that the kind gives to its first arguments. */
function addCall(targets: Map<string, Target>, path: string, call: Call): void {
  const positional = positionals.get(calleeOf(call)) ?? [];
  for (const [index, { name, value }] of call.arguments.entries()) {
    const word = name?.text ?? (value.kind === 'reference' ? undefined : positional[index]);
    if (word !== undefined) addValue(targets, `${path}.${word}`, value);
  }
}
