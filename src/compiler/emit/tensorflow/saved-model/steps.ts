import type { Dtype } from '../../../graph/graph.ts';
import { runNumbers } from '../../../graph/run-numbers.ts';
import type { TensorflowWriter } from '../../../graph/tensorflow-writer.ts';
import type { Field } from '../../../program.ts';
import { nodeOf } from '../node-names.ts';
import { FunctionBody, fieldOf, isOpen, type SavedModelContext, type Taken, type WrittenFunction } from './function-body.ts';
import type { WrittenStep } from './step.ts';

/** The first axis of what a call of several steps is given for each of them. */
export const stackAxis = 'steps';

/**
 * Up to `most` whole steps as one function: a loop whose body is the step. What differs from step to step (fields, the rate) comes stacked along a
 * first axis, `run/step` is the number of the first one, and `run/count` says how many there are. Its one output has a row of the step's numbers for
 * each of `most` steps; those beyond their count are zeros.
 *
 * A step whose loss is not finite changes nothing, and neither do those behind it.
 */
export function writeSteps(
  context: SavedModelContext,
  fields: readonly Field[],
  step: WrittenStep,
  most: number,
): WrittenFunction {
  const body = new FunctionBody(context);
  const { writer } = body;
  const stacked = new Map<string, readonly number[]>([
    ...fields.map(({ name, shape }): [string, number[]] => [
      fieldOf(name),
      shape.map((size) => (typeof size === 'number' ? size : -1)),
    ]),
    [runNumbers.rate, []],
  ]);
  const shapeIn = (one: TensorflowWriter, from: string): string | null => {
    const shape = stacked.get(from);
    return shape === undefined ? null : one.integers(shape, [shape.length]);
  };
  const sources = step.takes.filter(({ from }) => from !== isOpen);
  const rows = writer.integers([step.numbers.length]);
  const list = body.call('TensorListReserve', [rows, writer.integers([most], [])], { element_dtype: { type: 'f32' } });
  const state = [
    { name: writer.integers([0], []), dtype: 'i32' },
    { name: body.take(runNumbers.count, 'i32'), dtype: 'i32' },
    { name: body.truth(), dtype: 'bool' },
    { name: list, dtype: 'variant' },
    ...sources.map(({ from, dtype }) => {
      const given = body.take(from, dtype);
      const shape = shapeIn(writer, from);
      return shape === null
        ? { name: given, dtype }
        : ({ name: body.call('TensorListFromTensor', [given, shape]), dtype: 'variant' } as const);
    }),
  ] as const;
  const [, , , numbers] = writer.loop(
    state,
    (condition, [place, count]) => condition.add('Less', [place!, count!])[0] as string,
    (loop, [place, count, open, written, ...given]) => {
      const own = new Map(sources.map((source, index) => [source.from, ofOneStep(loop, source, given[index]!, place!)]));
      const values = step.takes.map(({ from }) => (from === isOpen ? open! : own.get(from)!));
      const [row, staysOpen] = loop.inline(step.content, values);
      const [next] = loop.add('TensorListSetItem', [written!, place!, row!]);
      // The row has been written when the step has updated: only then may the next one read a variable.
      const [nextPlace] = loop.add('AddV2', [place!, loop.integers([1], []), `^${nodeOf(next!)}`]);
      return [nextPlace!, count!, staysOpen!, next!, ...given];
    },
  );
  const all = body.call('TensorListStack', [numbers!, rows], { element_dtype: { type: 'f32' } });
  return body.finish([{ name: 'numbers', dtype: 'f32', from: all }]);

  function ofOneStep(loop: TensorflowWriter, { from, dtype }: Taken, given: string, place: string): string {
    const shape = shapeIn(loop, from);
    if (shape !== null)
      return loop.add('TensorListGetItem', [given, place, shape], { element_dtype: { type: dtype as Dtype } })[0] as string;
    return from === runNumbers.step ? (loop.add('AddV2', [given, place])[0] as string) : given;
  }
}
