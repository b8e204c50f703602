import { runNumbers } from '../../../graph/run-numbers.ts';
import type { Field, Program } from '../../../program.ts';
import { fieldOf, isOpen, truth, variableOf, type WrittenFunction } from './function-body.ts';
import type { MainGraph, SignatureTensor } from './main-graph.ts';
import { stackAxis } from './steps.ts';

/** What a call is fed, and the name of its placeholder. */
type Fed = Pick<Field, 'name' | 'dtype' | 'shape'> & { readonly key: string };

/** Everything that a call of one batch may be fed, by the name under which a function takes it. */
export const fedFor = ({ fields }: Program): ReadonlyMap<string, Fed> =>
  new Map([
    ...fields.map(({ name, dtype, shape }): [string, Fed] => [fieldOf(name), { key: fieldOf(name), name, dtype, shape }]),
    ...Object.entries(scalars).map(([name, dtype]): [string, Fed] => [name, { key: name, name, dtype, shape: [] }]),
  ]);

const scalars = {
  [runNumbers.rate]: 'f32',
  [runNumbers.step]: 'i32',
  [runNumbers.seed]: 'i32',
  [runNumbers.count]: 'i32',
} as const;

/** The same for a call of several batches, of which each brings its fields and its rate. */
export const stackedFor = (program: Program): ReadonlyMap<string, Fed> =>
  new Map(
    [...fedFor(program)].map(([from, fed]) => {
      const isStacked = from === runNumbers.rate || from === fieldOf(fed.name);
      return [from, isStacked ? { ...fed, key: `steps/${fed.key}`, shape: [stackAxis, ...fed.shape] } : fed];
    }),
  );

/** What stands for the inputs of a function: resources of variables, and what is fed. */
export function feedsOf(
  graph: MainGraph,
  known: ReadonlyMap<string, Fed>,
  { takes }: WrittenFunction,
): { readonly values: readonly string[]; readonly inputs: readonly SignatureTensor[] } {
  const inputs: SignatureTensor[] = [];
  const values = takes.map(({ from, dtype }) => {
    if (dtype === 'resource') return graph.resource(from.slice(variableOf('').length));
    if (from === isOpen) return graph.add(isOpen, 'Const', [], truth);
    const fed = known.get(from);
    if (fed === undefined) throw new Error(`nothing is called ${from} (a bug of emoc)`);
    const { tensor, value } = graph.feed(fed.key, fed.name, fed.dtype, fed.shape);
    inputs.push(tensor);
    return value;
  });
  return { values, inputs };
}
