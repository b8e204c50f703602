import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { optimizers } from '../../../../src/compiler/catalogue/optimizers/index.generated.ts';
import { emitSavedModel, type SavedModel } from '../../../../src/compiler/emit/tensorflow/saved-model/saved-model.ts';
import { decodeMessage } from '../../../../src/compiler/emit/tensorflow/tensorflow-schema.ts';
import { sizeOf } from '../../../../src/compiler/graph/tensor.ts';
import type { OptimizerSettings } from '../../../../src/compiler/program.ts';
import { dense, embeddingOuter, embeddingTokens, recurrent, subjects } from '../../../runtime/engines/_programs.ts';
import { subjects as specs } from '../../program/_subjects.ts';

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<
    Record<
      string,
      { readonly func?: { readonly name: string }; readonly b?: boolean; readonly list?: { readonly type: number[] } }
    >
  >;
}

interface Graph {
  readonly node: readonly Node[];
  readonly library: {
    readonly function: readonly {
      readonly signature: { readonly name: string; readonly input_arg: readonly { readonly name: string }[] };
      readonly node_def: readonly Node[];
      readonly ret: Readonly<Record<string, string>>;
    }[];
  };
}

interface MetaGraph {
  readonly graph_def: Graph;
  readonly signature_def: Readonly<
    Record<
      string,
      { readonly inputs: Record<string, { readonly name: string }>; readonly outputs: Record<string, { readonly name: string }> }
    >
  >;
}

const metaGraphOf = ({ bytes }: SavedModel): MetaGraph =>
  (decodeMessage('SavedModel', bytes).meta_graphs as readonly MetaGraph[])[0] as MetaGraph;

const sgd: OptimizerSettings = { rule: 'sgd', rate: 0.1, settings: {}, clipNorm: null, clipValue: null };
const options = { isTraining: true, isCompiled: false, stepsACall: 1, chunkBytes: 2 ** 20 };
const nodeOf = (result: string): string => result.replace(/^\^/, '').replace(/:.*$/, '');

/** Names are unique, every input is a result of an earlier node, every function that is called is there. */
function checkGraph({ node, library }: Graph): void {
  const functions = new Set(library.function.map(({ signature }) => signature.name));
  const check = (nodes: readonly Node[], given: readonly string[]): void => {
    const known = new Set(given);
    for (const { name, op, input, attr } of nodes) {
      assert.not.ok(known.has(name), `${name} is there twice`);
      for (const result of input) assert.ok(known.has(nodeOf(result)), `${name} (${op}) reads ${result} before it is written`);
      known.add(name);
      for (const { func } of Object.values(attr)) if (func) assert.ok(functions.has(func.name), `${name} calls ${func.name}`);
    }
  };
  check(node, []);
  for (const { signature, node_def, ret } of library.function) {
    const inputs = signature.input_arg.map(({ name }) => name);
    check(node_def, inputs);
    const names = new Set([...inputs, ...node_def.map(({ name }) => name)]);
    for (const result of Object.values(ret)) assert.ok(names.has(nodeOf(result)), `${signature.name} returns ${result}`);
  }
}

for (const { name: rule } of optimizers) {
  for (const make of subjects) {
    const subject = make({ ...sgd, rule, clipNorm: 1, clipValue: 0.5 });
    test(`${subject.name} with ${rule}: a whole graph, and signatures that name its nodes`, () => {
      for (const isCompiled of [false, true]) {
        const model = emitSavedModel(subject.program, { ...options, limits: subject.limits, isCompiled, stepsACall: 8 });
        const { graph_def, signature_def } = metaGraphOf(model);
        checkGraph(graph_def);
        assert.ok(signature_def.step !== undefined && signature_def.steps !== undefined);
        const names = new Set(graph_def.node.map(({ name }) => name));
        for (const { inputs, outputs } of Object.values(signature_def))
          for (const { name } of [...Object.values(inputs), ...Object.values(outputs)])
            assert.ok(names.has(nodeOf(name)), `no node ${name}`);
        assert.is(graph_def.node.filter(({ attr }) => attr._XlaMustCompile?.b === true).length, isCompiled ? 2 : 0);
      }
    });
  }
}

for (const { name, program, bindings } of specs()) {
  test(`${name}: a whole graph, the same bytes every time`, () => {
    const emit = (): SavedModel => emitSavedModel(program, { ...options, limits: bindings });
    const model = emit();
    checkGraph(metaGraphOf(model).graph_def);
    assert.equal(Buffer.compare(model.bytes, emit().bytes), 0);
  });
}

test('variables are the tensors of a training state, and fields of the run', () => {
  const { program, limits } = dense({ ...sgd, rule: 'adam' });
  const { variables, step, set, get } = emitSavedModel(program, { ...options, limits });
  const names = (isState: boolean): string[] => variables.filter((one) => one.isState === isState).map(({ name }) => name);
  const trained = program.parameters.filter(({ isTrained }) => isTrained).map(({ name }) => name);
  assert.equal(
    names(true).sort(),
    [...program.parameters.map(({ name }) => name), ...trained.flatMap((name) => [`mean/${name}`, `square/${name}`])].sort(),
  );
  assert.equal(names(false), ['scale']);
  assert.equal(
    set.flatMap(({ inputs }) => inputs.map(({ name }) => name)),
    variables.map(({ name }) => name),
  );
  assert.equal(
    get.flatMap(({ outputs }) => outputs.map(({ name }) => name)),
    names(true),
  );
  assert.equal(step?.inputs.map(({ name }) => name).sort(), ['label', 'run/rate', 'run/step', 'target', 'x']);
  assert.equal(step?.numbers, ['loss', 'loss/one', 'loss/other', 'updated']);
});

test('several steps a call read what one reads, stacked but for what counts steps', () => {
  const { program, limits } = dense({ ...sgd, rule: 'adam' });
  const { step, steps } = emitSavedModel(program, { ...options, limits, stepsACall: 8 });
  const shapes = (given: typeof step): Record<string, readonly unknown[]> =>
    Object.fromEntries((given?.inputs ?? []).map(({ name, shape }) => [name, shape]));
  const isAlone = ({ name }: { readonly name: string }): boolean => name === 'run/step' || name === 'run/seed';
  assert.equal(shapes(steps), {
    ...shapes(step),
    ...Object.fromEntries(
      (step?.inputs ?? []).filter((one) => !isAlone(one)).map(({ name, shape }) => [name, ['steps', ...shape]]),
    ),
    'run/count': [],
  });
  assert.equal(steps?.numbers, step?.numbers);
  assert.equal(steps?.outputs[0]?.shape, [8, 4]);
  assert.is(emitSavedModel(program, { ...options, limits }).steps, null);
});

test('a session that only answers has neither slots nor a step', () => {
  const { program, limits } = dense({ ...sgd, rule: 'adam' });
  const { variables, step, steps } = emitSavedModel(program, { ...options, limits, isTraining: false, stepsACall: 8 });
  assert.is(step, null);
  assert.is(steps, null);
  assert.not.ok(variables.some(({ name }) => name.startsWith('mean/')));
});

test('variables are set and read in chunks', () => {
  const { program, limits } = dense(sgd);
  const chunkBytes = 160;
  const { variables, set } = emitSavedModel(program, { ...options, limits, chunkBytes });
  const bytes = new Map(variables.map(({ name, shape }) => [name, 4 * sizeOf(shape)]));
  assert.ok(set.length > 1);
  for (const { inputs } of set) {
    const total = inputs.reduce((sum, { name }) => sum + (bytes.get(name) as number), 0);
    assert.ok(total <= chunkBytes || inputs.length === 1, `${inputs.map(({ name }) => name)} are ${total} bytes`);
  }
  assert.is(emitSavedModel(program, { ...options, limits }).set.length, 1);
});

test('rules with a kernel of TensorFlow use it for whole tensors, and none for rows', () => {
  const kernels = { sgd: 'ResourceApplyGradientDescent', adam: 'ResourceApplyAdam', adagrad: 'ResourceApplyAdagradV2' };
  for (const [rule, kernel] of Object.entries(kernels)) {
    for (const make of [dense, embeddingTokens, embeddingOuter]) {
      const { program, limits } = make({ ...sgd, rule });
      const { library } = metaGraphOf(emitSavedModel(program, { ...options, limits })).graph_def;
      const ops = library.function.flatMap(({ node_def }) => node_def.map(({ op }) => op));
      const tables = program.training.outputs.has('ids/words/table') ? 1 : 0;
      assert.is(
        ops.filter((op) => op === kernel).length,
        program.parameters.filter(({ isTrained }) => isTrained).length - tables,
      );
      assert.is(ops.includes('ResourceScatterUpdate'), tables === 1);
    }
  }
});

test('what is fed is copied before a variable holds it', () => {
  const { program, limits } = dense(sgd);
  const { node } = metaGraphOf(emitSavedModel(program, { ...options, limits })).graph_def;
  const assigned = node.filter(({ op }) => op === 'AssignVariableOp');
  assert.ok(assigned.length > 0);
  for (const { input } of assigned) assert.is(node.find(({ name }) => name === input[1])?.op, 'DeepCopy');
});

test('nothing makes a number of what is none: there is no Relu', () => {
  for (const make of subjects) {
    const { program, limits } = make(sgd);
    const { node } = metaGraphOf(emitSavedModel(program, { ...options, limits })).graph_def;
    assert.not.ok(node.some(({ op }) => op === 'Relu'));
  }
});

test('a compiled step has no loop or branch that the executor would take apart', () => {
  const { program, limits } = recurrent(sgd);
  for (const isCompiled of [false, true]) {
    const model = emitSavedModel(program, { ...options, limits, isCompiled, stepsACall: 8 });
    const { node, library } = metaGraphOf(model).graph_def;
    const inStep = [
      ...library.function.flatMap(({ node_def }) => node_def),
      ...node.filter(({ name }) => /^steps?\//.test(name)),
    ];
    const lowered = inStep.filter(({ attr }) => attr._lower_using_switch_merge !== undefined);
    assert.ok(lowered.some(({ op }) => op === 'While') && lowered.some(({ op }) => op === 'If'));
    for (const { name, attr } of lowered) assert.is(attr._lower_using_switch_merge?.b, !isCompiled, name);
  }
});

test.run();
