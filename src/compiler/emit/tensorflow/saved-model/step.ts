import { ruleSettings } from '../../../catalogue/define-optimizer.ts';
import { optimizers } from '../../../catalogue/optimizers/index.generated.ts';
import type { OptimizerSettings, Program } from '../../../program.ts';
import { FunctionBody, type SavedModelContext, type WrittenFunction } from './function-body.ts';
import { type WrittenGradient, writeClipping, writeGradients } from './gradients.ts';
import { sharesOf, type UpdateRule, writeNoUpdate, writeUpdate } from './update.ts';

/** The step as a function. Its one output is a vector of numbers, named by `numbers`: the losses, then the gradients' norm if it clips by it. */
export interface WrittenStep extends WrittenFunction {
  readonly numbers: readonly string[];
}

export const gradientNorm = 'gradient norm';

export function ruleOf({ rule, settings }: OptimizerSettings): UpdateRule {
  const kind = optimizers.find(({ name }) => name === rule);
  if (kind === undefined) throw new Error(`there is no update rule ${rule} (a bug of emoc)`);
  return { kind, settings: ruleSettings(kind, settings) };
}

/**
 * Forward and backward pass, clipping, and the update in place. Where the loss or the gradients' norm is not finite no variable changes.
 *
 * The update begins when everything else has been computed: so no read of a variable can see its new value, and none keeps a second copy of it.
 */
export function writeStep(context: SavedModelContext, program: Program, isVariable: (input: string) => boolean): WrittenStep {
  const { training, optimizer, buffers } = program;
  const body = new FunctionBody(context);
  body.write(training, isVariable);
  const losses = [...training.outputs].filter(([name]) => name === 'loss' || name.startsWith('loss/'));
  const rule = ruleOf(optimizer);
  return body.writer.within('update', () => {
    const { gradients, norm } = writeClipping(body, writeGradients(body, program), optimizer);
    const numbers = [
      ...losses.map(([name, value]) => ({ name, result: body.writer.name(value) })),
      ...(norm === null ? [] : [{ name: gradientNorm, result: norm }]),
    ];
    const next = new Map(
      buffers.flatMap(({ name }) => {
        const value = training.outputs.get(`buffer/${name}`);
        return value === undefined ? [] : [[name, body.writer.name(value)] as const];
      }),
    );
    const sources = { rate: body.take('rate', 'f32'), gathered: writeGathered(body, rule), gradients, buffers: next };
    const update = writeUpdate(context, rule, sources);
    const isSound = writeIsFinite(body, [numbers.find(({ name }) => name === 'loss')!.result, ...(norm === null ? [] : [norm])]);
    const isUpdated = body.call('Identity', [
      isSound,
      ...waitFor(body, [...numbers.map(({ result }) => result), ...next.values()], gradients),
    ]);
    const branches = [update, writeNoUpdate(context, update)].map(({ content }, place) =>
      context.library.define(place === 0 ? 'update' : 'no_update', content),
    );
    const [updated] = body.writer.add(
      'If',
      [isUpdated, ...update.takes.map(({ from, dtype }) => (dtype === 'resource' ? body.take(from, dtype) : from))],
      {
        Tin: { types: update.takes.map(({ dtype }) => dtype) },
        Tout: { types: ['i32'] },
        then_branch: { function: branches[0] as string },
        else_branch: { function: branches[1] as string },
        output_shapes: { shapes: [[]] },
        // Written in place by TensorFlow: a function called for every step would be looked up for every step.
        _lower_using_switch_merge: { bool: true },
      },
    );
    const vector = body.call(
      'Pack',
      numbers.map(({ result }) => result),
      { axis: { int: 0 } },
    );
    const result = body.call('Identity', [vector, `^${updated}`]);
    return { ...body.finish([{ name: 'numbers', dtype: 'f32', from: result }]), numbers: numbers.map(({ name }) => name) };
  });
}

/** `1 - share^t` as `-expm1(t ln share)`: exact for shares close to 1, where the power itself has lost its last digits. */
function writeGathered(body: FunctionBody, rule: UpdateRule): ReadonlyMap<number, string> {
  const shares = sharesOf(rule);
  if (shares.length === 0) return new Map();
  const done = body.call('Cast', [body.take('step', 'i32')], { DstT: { type: 'f32' } });
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

/** Control inputs that wait for results; what comes from outside is there anyway. */
function waitFor(body: FunctionBody, results: readonly string[], gradients: readonly WrittenGradient[]): string[] {
  const all = [...results, ...gradients.flatMap(({ gradient, rows }) => (rows === null ? [gradient] : [gradient, rows]))];
  return [...new Set(all.filter((result) => !body.isTaken(result)).map((result) => `^${result.replace(/:\d+$/, '')}`))];
}
