import { ruleSettings } from '../../../catalogue/define-optimizer.ts';
import { optimizers } from '../../../catalogue/optimizers/index.generated.ts';
import type { Value } from '../../../graph/graph.ts';
import { runNumbers } from '../../../graph/run-numbers.ts';
import type { OptimizerSettings, Program } from '../../../program.ts';
import { nodeOf } from '../node-names.ts';
import { FunctionBody, isOpen, type SavedModelContext, type WrittenFunction } from './function-body.ts';
import { type WrittenGradient, writeClipping, writeGradients } from './gradients.ts';
import { sharesOf, type UpdateRule, type UpdateSources, writeNoUpdate, writeUpdate } from './update.ts';

/**
 * The step as a function. Its first output is a vector of numbers, named by `numbers`: the losses, the gradients' norm if it clips by it, and 1
 * or 0 for whether it updated. The second one is whether the next step may update, if this one may.
 */
export interface WrittenStep extends WrittenFunction {
  readonly numbers: readonly string[];
}

/** Names of numbers beside the losses. */
export const gradientNorm = 'gradient norm';
export const updated = 'updated';

export function ruleOf({ rule, settings }: OptimizerSettings): UpdateRule {
  const kind = optimizers.find(({ name }) => name === rule);
  if (kind === undefined) throw new Error(`there is no update rule ${rule} (a bug of emoc)`);
  return { kind, settings: ruleSettings(kind, settings) };
}

/**
 * Forward and backward pass, clipping, and the update in place. Where the loss or the gradients' norm is not finite, or
 * the step is not open, no variable changes.
 *
 * The update begins when everything else has been computed: so no read of a variable can see its new value, and none keeps a second copy of it.
 */
export function writeStep(context: SavedModelContext, program: Program, isVariable: (input: string) => boolean): WrittenStep {
  const { training, optimizer } = program;
  const body = new FunctionBody(context);
  body.write(training, isVariable);
  return body.writer.within('update', () => {
    const { gradients, norm } = writeClipping(body, writeGradients(body, program), optimizer);
    const numbers = [
      ...lossesOf(program).map(([name, value]) => ({ name, result: body.writer.name(value) })),
      ...(norm === null ? [] : [{ name: gradientNorm, result: norm }]),
    ];
    const rule = ruleOf(optimizer);
    const gathered = writeGathered(body, rule);
    const sources: UpdateSources = {
      rate: body.take(runNumbers.rate, 'f32'),
      gathered,
      gradients,
      buffers: nextBuffers(body, program),
    };
    const loss = numbers.find(({ name }) => name === 'loss') as (typeof numbers)[number];
    const isSound = writeIsFinite(body, [loss.result, ...(norm === null ? [] : [norm])]);
    const everything = [...numbers.map(({ result }) => result), ...sources.buffers.values(), ...resultsOf(gradients)];
    const mayUpdate = body.call('LogicalAnd', [isSound, body.take(isOpen, 'bool')]);
    const isUpdated = body.call('Identity', [mayUpdate, ...waitFor(body, everything)]);
    // As a number among the others it is read with them: TensorFlow leaves out what nobody reads.
    const done = { name: updated, result: writeBranches(context, body, isUpdated, writeUpdate(context, rule, sources)) };
    const all = [...numbers, done];
    const vector = body.call(
      'Pack',
      all.map(({ result }) => result),
      { axis: { int: 0 } },
    );
    const results = [
      { name: 'numbers', dtype: 'f32', from: vector },
      { name: 'stays_open', dtype: 'bool', from: isUpdated },
    ] as const;
    return { ...body.finish(results), numbers: all.map(({ name }) => name) };
  });
}

const lossesOf = ({ training }: Program): [string, Value][] =>
  [...training.outputs].filter(([name]) => name === 'loss' || name.startsWith('loss/'));

const nextBuffers = (body: FunctionBody, { buffers, training }: Program): ReadonlyMap<string, string> =>
  new Map(
    buffers.flatMap(({ name }) => {
      const value = training.outputs.get(`buffer/${name}`);
      return value === undefined ? [] : [[name, body.writer.name(value)] as const];
    }),
  );

/** Calls the update, or what stands in for it where nothing may change. Returns 1 or 0. */
function writeBranches(context: SavedModelContext, body: FunctionBody, isUpdated: string, update: WrittenFunction): string {
  const branch = (name: string, { content }: WrittenFunction) => ({ function: context.library.define(name, content) });
  const values = update.takes.map(({ from, dtype }) => (dtype === 'resource' ? body.take(from, dtype) : from));
  return body.call('If', [isUpdated, ...values], {
    Tin: { types: update.takes.map(({ dtype }) => dtype) },
    Tout: { types: ['f32'] },
    then_branch: branch('update', update),
    else_branch: branch('no_update', writeNoUpdate(context, update)),
    output_shapes: { shapes: [[]] },
    // Written in place by TensorFlow's executor: that spares a call a step.
    _lower_using_switch_merge: { bool: true },
  });
}

/** `1 - share^t` as `-expm1(t ln share)`: exact for shares close to 1, where the power itself has lost its last digits. */
function writeGathered(body: FunctionBody, rule: UpdateRule): ReadonlyMap<number, string> {
  const shares = sharesOf(rule);
  if (shares.length === 0) return new Map();
  const done = body.call('Cast', [body.take(runNumbers.step, 'i32')], { DstT: { type: 'f32' } });
  const number = body.call('AddV2', [done, body.number(1)]);
  return new Map(
    shares.map((share) => {
      const power =
        share === 0 ? body.number(-1) : body.call('Expm1', [body.call('Mul', [number, body.number(Math.log(share))])]);
      return [share, body.call('Neg', [power])];
    }),
  );
}

const writeIsFinite = (body: FunctionBody, results: readonly string[]): string =>
  results.map((result) => body.call('IsFinite', [result])).reduce((one, other) => body.call('LogicalAnd', [one, other]));

const resultsOf = (gradients: readonly WrittenGradient[]): string[] =>
  gradients.flatMap(({ gradient, rows }) => (rows === null ? [gradient] : [gradient, rows]));

/** Control inputs that wait for results; what comes from outside is there anyway. */
function waitFor(body: FunctionBody, results: readonly string[]): string[] {
  const own = results.filter((result) => !body.isTaken(result));
  return [...new Set(own.map((result) => `^${nodeOf(result)}`))];
}
