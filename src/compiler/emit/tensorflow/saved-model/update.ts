import { coupledL2, type OptimizerKind, type RuleSettings } from '../../../catalogue/define-optimizer.ts';
import { Builder } from '../../../graph/builder.ts';
import { type Dimension, product } from '../../../graph/dimension.ts';
import { graphOf, type Value } from '../../../graph/graph.ts';
import { input } from '../../../ops/input.ts';
import type { Parameter } from '../../../program.ts';
import { FunctionBody, type SavedModelContext, variableOf, type WrittenFunction } from './function-body.ts';
import type { WrittenGradient } from './gradients.ts';

export interface UpdateRule {
  readonly kind: OptimizerKind;
  readonly settings: RuleSettings;
}

/** What an update takes from the step, by the step's names. */
export interface UpdateSources {
  readonly rate: string;
  /** f32 []: `1 - share^t`, by share. */
  readonly gathered: ReadonlyMap<number, string>;
  readonly gradients: readonly WrittenGradient[];
  /** Next values of buffers, by buffer. */
  readonly buffers: ReadonlyMap<string, string>;
}

/** The shares that a rule with these settings asks `gathered` for. */
export function sharesOf({ kind, settings }: UpdateRule): readonly number[] {
  const g = new Builder();
  const shares = new Set<number>();
  const read = (name: string): Value => g.call(input, [], { name });
  const gathered = (share: number): Value => {
    shares.add(share);
    return read('gathered');
  };
  const slots = kind.slots(settings).map(read);
  kind.update(g, { parameter: read('parameter'), gradient: read('gradient'), slots, rate: read('rate'), gathered }, settings);
  return [...shares];
}

/**
 * The function that changes the variables: parameters and their slots by the rule, then buffers. Its inputs are results of the step and the
 * resources of variables; its one output is 1.
 */
export function writeUpdate(context: SavedModelContext, rule: UpdateRule, sources: UpdateSources): WrittenFunction {
  const body = new FunctionBody(context);
  const effects = sources.gradients.flatMap((gradient) =>
    body.writer.within(gradient.parameter.name, () =>
      gradient.rows === null ? updateWhole(body, rule, gradient, sources) : updateRows(body, rule, gradient, sources),
    ),
  );
  for (const [name, next] of sources.buffers)
    effects.push(body.effect('AssignVariableOp', [body.take(variableOf(name), 'resource'), body.take(next, 'f32')]));
  return body.finish([{ name: 'updated', dtype: 'f32', from: done(body, 1, effects) }], true);
}

/** The function for a step that must change nothing; it takes what the update takes, and its output is 0. */
export function writeNoUpdate(context: SavedModelContext, { takes }: WrittenFunction): WrittenFunction {
  const body = new FunctionBody(context);
  for (const { from, dtype } of takes) body.take(from, dtype);
  return body.finish([{ name: 'updated', dtype: 'f32', from: done(body, 0, []) }], true);
}

const done = (body: FunctionBody, value: number, effects: readonly string[]): string =>
  body.call('Identity', [body.number(value), ...effects]);

function updateWhole(
  body: FunctionBody,
  rule: UpdateRule,
  { parameter, gradient }: WrittenGradient,
  sources: UpdateSources,
): string[] {
  const { kind, settings } = rule;
  const handles = handlesOf(body, rule, parameter.name);
  const read = (handle: string): string => body.call('ReadVariableOp', [handle], { dtype: { type: 'f32' } });
  let known: string | null = null;
  const value = (): string => {
    known ??= read(handles[0] as string);
    return known;
  };
  const complete = withPenalty(body, body.take(gradient, 'f32'), parameter.l2, value);
  const [handle, ...slots] = handles as [string, ...string[]];
  const own = kind.tensorflow?.(
    body.writer,
    {
      parameter: handle,
      value,
      gradient: complete,
      slots,
      rate: body.take(sources.rate, 'f32'),
      gathered: gatheredIn(body, sources),
    },
    settings,
  );
  if (own !== undefined && own !== null) return [...own];
  const next = writeRule(body, rule, sources, parameter, parameter.shape, [value(), complete, ...slots.map(read)]);
  return handles.map((one, place) => body.effect('AssignVariableOp', [one, next[place] as string]));
}

/** Touched rows only: the others keep their values and their slots, and no decay, penalty or momentum reaches them. */
function updateRows(
  body: FunctionBody,
  rule: UpdateRule,
  { parameter, gradient, rows }: WrittenGradient,
  sources: UpdateSources,
): string[] {
  const handles = handlesOf(body, rule, parameter.name);
  const ids = body.take(rows as string, 'i32');
  const [value, ...slots] = handles.map((handle) => body.call('ResourceGather', [handle, ids], { dtype: { type: 'f32' } }));
  const complete = withPenalty(body, body.take(gradient, 'f32'), parameter.l2, () => value as string);
  const shape = ['touched', product(parameter.shape.slice(1))];
  const next = writeRule(body, rule, sources, parameter, shape, [value as string, complete, ...slots]);
  return handles.map((handle, place) => body.effect('ResourceScatterUpdate', [handle, ids, next[place] as string]));
}

/** The parameter's resource, then those of its slots. */
const handlesOf = (body: FunctionBody, { kind, settings }: UpdateRule, name: string): string[] =>
  [name, ...kind.slots(settings).map((slot) => `${slot}/${name}`)].map((one) => body.take(variableOf(one), 'resource'));

function withPenalty(body: FunctionBody, gradient: string, l2: number, value: () => string): string {
  return l2 === 0 ? gradient : body.call('AddV2', [gradient, body.call('Mul', [value(), body.number(coupledL2(l2))])]);
}

const gatheredIn =
  (body: FunctionBody, { gathered }: UpdateSources) =>
  (share: number): string =>
    body.take(gathered.get(share) as string, 'f32');

/** The rule as ops: from parameter, gradient and slots to the next parameter and slots. */
function writeRule(
  body: FunctionBody,
  { kind, settings }: UpdateRule,
  sources: UpdateSources,
  { name }: Parameter,
  shape: readonly Dimension[],
  from: readonly string[],
): string[] {
  const { writer } = body;
  const g = new Builder(name);
  const bind = (what: string, result: string, ownShape: readonly Dimension[] = shape): Value => {
    const unique = `${name}/${what}`;
    writer.bind(unique, result, 'f32', ownShape);
    return g.call(input, [], { name: unique, shape: ownShape });
  };
  const [parameter, gradient, ...slots] = from.map((result, place) => bind(`operand_${place}`, result));
  const rate = bind('rate', body.take(sources.rate, 'f32'), []);
  const gathered = (share: number): Value => bind(`gathered_${share}`, gatheredIn(body, sources)(share), []);
  const next = kind.update(g, { parameter: parameter!, gradient: gradient!, slots, rate, gathered }, settings);
  const values = [next.parameter, ...next.slots];
  for (const node of graphOf(new Map(values.map((one, place) => [`${place}`, one]))).nodes) writer.write(node);
  return values.map((one) => writer.name(one));
}
