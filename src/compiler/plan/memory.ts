import { type Bindings, type Dimension, product, symbolsOf } from '../graph/dimension.ts';
import type { Graph } from '../graph/graph.ts';
import { input } from '../ops/input.ts';
import { activationBytes } from '../passes/flops.ts';
import type { Program } from '../program.ts';
import { type Amount, amountOf, known, times, total } from './amount.ts';
import type { PlannedMemory } from './plan-model.ts';

const elementBytes = 4;

/** What a training session holds in memory, with `slots` numbers of optimiser state a trained parameter. */
export function memoryOf(program: Program, slots: number, bindings: Bindings): PlannedMemory {
  const bytesOf = (things: readonly { readonly shape: readonly Dimension[] }[]): Amount =>
    times(total(things.map(({ shape }) => amountOf(product(shape), bindings))), elementBytes);
  const trained = program.parameters.filter(({ isTrained }) => isTrained);
  const stored = {
    parameters: bytesOf(program.parameters),
    buffers: bytesOf(program.buffers),
    gradients: bytesOf(trained.filter(({ name }) => program.training.outputs.has(`gradient/${name}`))),
    optimizer: times(bytesOf(trained), slots),
    batch: bytesOf(program.fields.filter(({ name }) => isRead(program.training, name))),
  };
  const open = openSymbols(program.training, bindings);
  const activations = open.length === 0 ? activationBytes(withoutGradients(program.training), bindings) : null;
  return {
    ...stored,
    optimizerSlots: slots,
    activations,
    total: activations === null ? null : total([...Object.values(stored), known(activations)]),
  };
}

/** Sizes of what a pass computes that are not known. The size of a vocabulary is none of them: only the table itself has it. */
const openSymbols = ({ nodes }: Graph, bindings: Bindings): string[] =>
  nodes
    .filter(({ op }) => op.name !== input.name)
    .flatMap(({ outputs }) => outputs.flatMap(({ shape }) => shape.flatMap(symbolsOf)))
    .filter((symbol) => bindings[symbol] === undefined);

const isRead = ({ nodes }: Graph, field: string): boolean =>
  nodes.some(({ op, attributes }) => op.name === input.name && attributes.name === field);

/** Dense gradients have a place of their own in the session's memory: they do not stay alive in the pass. */
const withoutGradients = ({ nodes, outputs }: Graph): Graph => ({
  nodes,
  outputs: new Map([...outputs].filter(([name]) => !name.startsWith('gradient/'))),
});
