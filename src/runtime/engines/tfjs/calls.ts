import type { TensorflowAttributes } from '../../../compiler/graph/tensorflow-writer.ts';
import { attribute } from './attributes.ts';
import type { Value } from './values.ts';

/** A compiled graph: takes its inputs, which stay the caller's, and gives its results, held once for the caller. */
export type Body = (inputs: readonly Value[]) => readonly Value[];

/** An operation that runs functions of the graph's library. */
export interface CallKind {
  /** The functions it calls, by name. */
  readonly functions: (attributes: TensorflowAttributes) => readonly string[];
  /** Gives its results as a body does: held once for the caller. */
  readonly run: (inputs: readonly Value[], bodies: readonly Body[], release: (value: Value) => void) => readonly Value[];
}

const functionsNamed =
  (...names: readonly string[]) =>
  (attributes: TensorflowAttributes): readonly string[] =>
    names.map((name) => attribute(attributes, name, 'function'));

/** TensorFlow's operations that call functions. */
export const calls: Readonly<Record<string, CallKind>> = {
  PartitionedCall: {
    functions: functionsNamed('f'),
    run: (inputs, [body]) => (body as Body)(inputs),
  },

  // Conditions are about counters, which the host knows: what is on the device would have to be waited for.
  While: {
    functions: functionsNamed('cond', 'body'),
    run(inputs, [condition, body], release) {
      let state = inputs;
      for (const value of state) value.holders += 1;
      for (;;) {
        const [goesOn] = (condition as Body)(state);
        if (goesOn?.place !== 'host') throw new Error('the end of a loop is computed on the device (a bug of emoc)');
        const isOver = goesOn.values[0] === 0;
        release(goesOn);
        if (isOver) return state;
        const next = (body as Body)(state);
        for (const value of state) release(value);
        state = next;
      }
    },
  },
};
