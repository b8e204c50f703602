import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { printShape } from '../../../src/compiler/graph/dimension.ts';
import type { Graph } from '../../../src/compiler/graph/graph.ts';
import { subjects } from './_subjects.ts';

const test = suite('structure of programs');

const inputsOf = ({ nodes }: Graph) =>
  nodes
    .filter(({ op }) => op.name === 'input')
    .map(({ attributes, outputs: [value] }) => ({
      name: attributes.name as string,
      role: attributes.role as string,
      type: `${value?.dtype}${printShape(value?.shape ?? [])}`,
    }));

for (const { name, spec, program } of subjects()) {
  const declared = new Map<string, string>([
    ...program.fields.map((field) => [`field ${field.name}`, `${field.dtype}${printShape(field.shape)}`] as const),
    ...program.parameters.map((parameter) => [`parameter ${parameter.name}`, `f32${printShape(parameter.shape)}`] as const),
    ...program.buffers.map((buffer) => [`buffer ${buffer.name}`, `f32${printShape(buffer.shape)}`] as const),
  ]);
  const heads = spec.heads.map((head) => head.name);

  test(`${name}: training and inference read what is declared, with its type`, () => {
    for (const graph of [program.training, program.inference])
      for (const { name: input, role, type } of inputsOf(graph)) assert.is(declared.get(`${role} ${input}`), type, input);
  });

  test(`${name}: inference reads neither truths nor class weights`, () => {
    for (const { name: input } of inputsOf(program.inference)) assert.not.match(input, /^(target|class-weights)\//);
  });

  test(`${name}: the loss reads outputs, truths and class weights only`, () => {
    for (const { name: input, role } of inputsOf(program.loss)) {
      assert.is(role, 'field');
      assert.match(input, /^(output|target|class-weights)\//);
    }
  });

  test(`${name}: every parameter and field is read by the training graph, every buffer is kept up to date`, () => {
    const read = new Set(inputsOf(program.training).map((input) => `${input.role} ${input.name}`));
    for (const thing of declared.keys()) if (!thing.startsWith('buffer')) assert.ok(read.has(thing), thing);
    for (const buffer of program.buffers) assert.ok(program.training.outputs.has(`buffer/${buffer.name}`), buffer.name);
  });

  test(`${name}: outputs are those that a program has`, () => {
    const losses = ['loss', ...heads.map((head) => `loss/${head}`)];
    assert.equal(
      [...program.inference.outputs.keys()],
      heads.map((head) => `output/${head}`),
    );
    assert.equal([...program.loss.outputs.keys()].sort(), losses.sort());
    for (const parameter of program.parameters) {
      const has = (kind: string): boolean => program.training.outputs.has(`${kind}/${parameter.name}`);
      assert.is(has('gradient') || (has('ids') && (has('rows') || (has('scaled-rows') && has('scale')))), parameter.isTrained);
      if (has('ids')) assert.ok(parameter.isSparse);
    }
  });

  test(`${name}: every symbol of a shape is declared, once`, () => {
    const symbols = program.symbols.map((symbol) => symbol.name);
    assert.equal(symbols, [...new Set(symbols)]);
    const used = [...declared.values()].join(' ').match(/\b(B|[TV]_\w+)\b/g) ?? [];
    assert.equal([...new Set(used)].sort(), [...symbols].sort());
  });
}

test.run();
