import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bind } from '../../../src/compiler/bind/bind.ts';
import type { CalledElsewhere, Parameter, Schema, Setting } from '../../../src/compiler/catalogue/schema.ts';
import { best, patience } from '../../../src/compiler/check/blocks/_stop.ts';
import { trainSchema, trainSettings } from '../../../src/compiler/check/blocks/train.ts';
import { calledHere } from '../../../src/compiler/check/called-here.ts';
import { CheckContext } from '../../../src/compiler/check/context.ts';
import {
  fusionsByName,
  headKindsByName,
  lossesByName,
  optimizersByName,
  readersByName,
  schedulesByName,
  stepsByName,
} from '../../../src/compiler/check/kinds.ts';
import { defaultOf, readSettings } from '../../../src/compiler/check/settings.ts';
import { readValue } from '../../../src/compiler/check/values.ts';
import type { Call, Element, Expression } from '../../../src/compiler/parse/ast.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { updateRules } from '../../../src/runtime/kernels/optimizers/index.generated.ts';

interface Kind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
}

interface Sort {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Folder of the kinds below the catalogue. */
  readonly folder: string;
  /** Files and folders outside of it that read settings of these kinds. */
  readonly readers: readonly string[];
  /** Arguments of an example before its settings: a target, a head, inputs. */
  readonly arguments: (call: Call) => Call['arguments'];
}

const all = (call: Call): Call['arguments'] => call.arguments;
const afterFirst = (call: Call): Call['arguments'] => call.arguments.slice(1);
const named = (call: Call): Call['arguments'] => call.arguments.filter(({ name }) => name !== null);

const sorts: Readonly<Record<string, Sort>> = {
  step: { kinds: stepsByName, folder: 'steps', readers: ['src/runtime/features'], arguments: all },
  fusion: { kinds: fusionsByName, folder: 'fusions', readers: [], arguments: named },
  head: { kinds: headKindsByName, folder: 'heads', readers: ['src/runtime/train'], arguments: afterFirst },
  loss: { kinds: lossesByName, folder: 'losses', readers: [], arguments: afterFirst },
  optimizer: { kinds: optimizersByName, folder: 'optimizers', readers: ['src/runtime/kernels/optimizers'], arguments: all },
  schedule: { kinds: schedulesByName, folder: 'schedules', readers: [], arguments: all },
  reader: {
    kinds: readersByName,
    folder: 'readers',
    readers: ['src/runtime/data/readers', 'src/runtime/data/synthetic'],
    arguments: all,
  },
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const context = (text: string): CheckContext => new CheckContext(bind(parse({ file: 'example', text }).value).value);

/** A setting as a spec writes it. */
function printed(parameter: Parameter, value: Setting): string {
  const unit = { duration: ' ms', frequency: ' Hz', angle: ' deg' }[parameter.type as 'duration'] ?? '';
  if (typeof value === 'object' && value !== null && 'from' in value) return `${value.from}..${value.to}`;
  return parameter.type === 'text' ? JSON.stringify(value) : `${value}${unit}`;
}

function expressionOf(text: string): Expression {
  const [element] = parse({ file: 'value', text: `f(x = ${text})` }).value.elements;
  const value = element?.kind === 'step' ? element.call.arguments[0]?.value : undefined;
  if (value === undefined) throw new Error(`no value: ${text}`);
  return value;
}

function checkSchema(owner: string, schema: Schema): void {
  for (const name of [...schema.positional, ...(schema.oneOf ?? [])]) assert.ok(name in schema.parameters, `${owner}: ${name}`);
  for (const [name, parameter] of Object.entries(schema.parameters)) {
    assert.match(name, /^[a-z][a-z0-9_]*$/, `${owner}: ${name}`);
    assert.match(parameter.doc, /^[A-Z0-9].*[.:]$/s, `${owner}.${name} is documented by a sentence`);
    const preset = defaultOf(parameter);
    if (preset === undefined) continue;
    const report = context('');
    assert.equal(readValue(owner, name, expressionOf(printed(parameter, preset)), parameter, report), preset, `${owner}.${name}`);
    assert.equal(report.diagnostics, []);
  }
}

/** The call of a kind somewhere in an example. */
function callOf(name: string, example: string): Call {
  const found: Call[] = [];
  const expression = (value: Expression | null): void => {
    if (value?.kind !== 'call') return;
    if (value.callee.path[0]?.text === name) found.push(value);
    for (const argument of value.arguments) expression(argument.value);
  };
  const element = (part: Element): void => {
    if (part.kind === 'setting') expression(part.value);
    else if (part.kind === 'step') expression(part.call);
    else {
      expression(part.subject);
      expression(part.value);
      part.body?.elements.forEach(element);
    }
  };
  const isBlock = /^(fusion|loss)\b/.test(example);
  const { value, diagnostics } = parse({ file: 'example', text: isBlock ? example : `encoder x {\n${example}\n}` });

  assert.equal(
    diagnostics.map(({ message }) => message),
    [],
    example,
  );
  value.elements.forEach(element);
  return found[0] ?? (assert.unreachable(`no ${name} in ${example}`) as never);
}

/** The sources below a path that may read a setting: a kind's own file without its schema, and the runtime's. */
function textBelow(path: string): string {
  if (!existsSync(`${root}${path}`)) return '';
  return readdirSync(`${root}${path}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'))
    .join('\n');
}

const withoutSchema = (text: string): string =>
  text.replace(/^ {4}parameters: \{[\s\S]*?^ {4}\},?$|parameters: \{[^\n]*\} ?\},?$/gm, '');

for (const [sort, { kinds, folder, readers, arguments: argumentsOf }] of Object.entries(sorts)) {
  const runtime = readers.map(textBelow).join('\n');
  for (const kind of kinds.values()) {
    test(`${sort} ${kind.name}: its schema is sound and its defaults are values that it takes`, () => {
      checkSchema(kind.name, kind.schema);
      assert.match(kind.doc, /[.]$/s);
    });

    test(`${sort} ${kind.name}: its example is one`, () => {
      const call = callOf(kind.name, kind.example);
      const report = context('');
      readSettings(kind.name, argumentsOf(call), kind.schema, call.span, report);
      assert.equal(
        report.diagnostics.map(({ message }) => message),
        [],
      );
    });

    test(`${sort} ${kind.name}: something reads each of its settings`, () => {
      const file = `src/compiler/catalogue/${folder}/${kind.name.replace(/_/g, '-')}.ts`;
      const shared = [...readFileSync(`${root}${file}`, 'utf8').matchAll(/from '\.\/(_[\w-]+\.ts)'/g)].map(
        (match) => `${root}src/compiler/catalogue/${folder}/${match[1]}`,
      );
      const own = [`${root}${file}`, ...shared].map((path) => withoutSchema(readFileSync(path, 'utf8'))).join('\n');
      for (const [name, parameter] of Object.entries(kind.schema.parameters)) {
        // A rate is a schedule, whatever it is called: the block \`train\` takes all of them. The runtime's rules are compared below.
        if (parameter.type === 'rate' || sort === 'optimizer') continue;
        const reading = new RegExp(`'${name}'|settings\\.${name}\\b|\\(\\{[^})]*\\b${name}\\b`);
        assert.ok(reading.test(own) || reading.test(runtime), `nothing reads \`${name}\` of \`${kind.name}\``);
      }
    });
  }
}

/** Names as `calledHere` compares them. */
const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** A name of another library leads to one thing here, and to none that has this name itself. */
function checkElsewhere(what: string, named: Iterable<readonly [string, CalledElsewhere]>): void {
  const own = [...named];
  const all = own.flatMap(([name, { elsewhere = [] }]) => [name, ...elsewhere]);
  assert.equal(
    all.map(plain).filter((name, place, names) => names.indexOf(name) !== place),
    [],
    what,
  );
  for (const [name, { elsewhere = [] }] of own)
    for (const other of elsewhere) {
      assert.match(other, /^[a-z][a-z0-9_]*$/);
      assert.is(calledHere(other, own), name, `${other} of ${what}`);
    }
}

for (const [sort, { kinds }] of Object.entries(sorts)) {
  test(`what other libraries call a ${sort} or its settings leads to one of them`, () => {
    checkElsewhere(sort, kinds);
    for (const { name, schema } of kinds.values()) {
      checkElsewhere(name, Object.entries(schema.parameters));
      for (const [setting, parameter] of Object.entries(schema.parameters))
        if (parameter.type === 'choice') checkElsewhere(`${name}.${setting}`, Object.entries(parameter.options ?? {}));
    }
  });
}

test('what other libraries call the settings of `train` leads to one of them', () => {
  checkElsewhere('train', Object.entries(trainSettings));
  for (const { word, schema } of [patience, best]) checkElsewhere(word, Object.entries(schema.parameters));
});

test('spelling and axes of a name from elsewhere do not count', () => {
  for (const name of ['BatchNorm1d', 'batch_norm_2D', 'BatchNormalization'])
    assert.is(calledHere(name, stepsByName), 'batch_norm');
  assert.is(calledHere('MaxPool2d', stepsByName), 'max_pool');
  assert.is(calledHere('transformer', stepsByName), undefined);
});

for (const rule of updateRules) {
  test(`optimizer ${rule.name}: the language and its update rule have the same settings with the same defaults`, () => {
    const parameters = Object.entries(optimizersByName.get(rule.name)?.schema.parameters ?? {});
    // The rate and its decay are those of the training loop.
    const own = parameters.filter(([name]) => name !== 'rate' && name !== 'decay');
    assert.is(own.length, parameters.length - 2);
    assert.equal(Object.fromEntries(own.map(([name, parameter]) => [name, defaultOf(parameter)])), { ...rule.defaults });
  });
}

test('every optimizer of the language has an update rule', () => {
  assert.equal([...optimizersByName.keys()].sort(), updateRules.map(({ name }) => name).sort());
});

test('the settings of train are sound', () => checkSchema('train', trainSchema));

test.run();
