import { fusions } from '../../../src/compiler/catalogue/fusions/index.generated.ts';
import { lossKinds } from '../../../src/compiler/catalogue/losses/index.generated.ts';
import { optimizers } from '../../../src/compiler/catalogue/optimizers/index.generated.ts';
import { readers } from '../../../src/compiler/catalogue/readers/index.generated.ts';
import { schedules } from '../../../src/compiler/catalogue/schedules/index.generated.ts';
import type { Parameter, Schema } from '../../../src/compiler/catalogue/schema.ts';
import { steps } from '../../../src/compiler/catalogue/steps/index.generated.ts';
import { pseudoRandom } from '../../runtime/pseudo-random.ts';

// Random specs of the language's forms and the catalogue's kinds, written as carelessly as the syntax allows. One file, because every
// part draws from the same stream, so that a seed names a spec.

/** A spec that has no syntax error. The same seed gives the same spec. */
export function randomSpec(seed: number): string {
  const random = pseudoRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const chance = (share: number): boolean => random() < share;
  const pick = <One>(list: readonly One[]): One => list[below(list.length)] as One;
  const times = <One>(most: number, make: () => One): One[] => Array.from({ length: below(most + 1) }, make);

  const names = ['tone', 'words', 'face', 'hate_speech', 'a', 'valence_of_the_third_annotator', 'x2'];
  const name = (): string => pick(names);
  /** Between two signs on one line. */
  const blank = (): string => pick(['', ' ', ' ', '  ', '\t']);
  const space = (): string => pick([' ', ' ', '   ', '\t']);
  const comment = (): string =>
    `${pick(['//', '// ', '///', '/// ', '////'])}${pick(['', 'why', 'a -> "b"', 'seq[t, 136]   -> vec[1]', '…'])}`;
  let margin = 4;
  /** A further line of a statement: indented more than any before it, so that it belongs to whatever was begun. */
  const nextLine = (): string => {
    margin += 1 + below(2);
    return `\n${' '.repeat(margin)}`;
  };
  /** Between two signs in brackets, where lines may be broken. */
  const loose = (): string => {
    if (chance(0.05)) return `${chance(0.4) ? ` ${comment()}` : ''}${nextLine()}`;
    return chance(0.02) ? `${nextLine()}${comment()}${nextLine()}` : blank();
  };

  const numeral = (): string =>
    pick(['0', '1', '32', '0.5', '1e-3', '2E+4', '10s', '50 ms', '16kHz', '80%', '20 %', '2 min', '5 MB']);
  const text = (): string => pick(['""', '"a/{split}.csv"', '"say \\"no\\" \\\\"', '"\\u{1F600} // no comment"', '"naïve 表情"']);
  const path = (): string => (chance(0.3) ? `${name()}.${name()}` : name());

  function settingOf(parameter: Parameter, depth: number): string {
    switch (parameter.type) {
      case 'flag':
        return pick(['true', 'false']);
      case 'text':
        return text();
      case 'choice':
        return pick(parameter.of);
      case 'interval':
        return `-1${blank()}..${blank()}1`;
      case 'rate':
        return `0.96${space()}per${space()}${pick(['epoch', 'step'])}`;
      case 'reference':
        return 'val.loss';
      default:
        return chance(0.2) ? expression(depth + 1) : numeral();
    }
  }

  function list(open: string, close: string, items: readonly string[]): string {
    const trailing = items.length > 0 && chance(0.2) ? `${loose()},` : '';
    return `${open}${loose()}${items.join(`${loose()},${loose()}`)}${trailing}${loose()}${close}`;
  }

  function call(kind: { readonly name: string; readonly schema: Schema }, depth = 0): string {
    const args = Object.entries(kind.schema.parameters)
      .filter(() => chance(0.5))
      .map(([label, parameter]) => {
        const value = settingOf(parameter, depth);
        return chance(0.6) ? `${label}${blank()}=${loose()}${value}` : value;
      });
    return `${kind.name}${list('(', ')', args)}`;
  }

  function operand(depth: number): string {
    if (depth > 3) return name();
    return pick([
      numeral,
      numeral,
      text,
      path,
      path,
      () => `-${blank()}${pick(['1', 'alpha'])}`,
      () => `${name()}@${1 + below(9)}`,
      () => call(pick(lossKinds), depth + 1),
      () =>
        `${name()}${list(
          '(',
          ')',
          times(4, () => expression(depth + 1)),
        )}`,
      () =>
        list(
          '[',
          ']',
          times(6, () => expression(depth + 1)),
        ),
      () => `(${loose()}${expression(depth + 1)}${loose()})`,
    ])();
  }

  function expression(depth = 0): string {
    const operators = ['+', '-', '*', '/', '|', '..', '<=', '==', ' per '];
    const rest = chance(0.6)
      ? ''
      : times(chance(0.1) ? 12 : 3, () => `${space()}${pick(operators)}${space()}${operand(depth)}`).join('');
    return operand(depth) + rest;
  }

  const clause = (): string =>
    `${pick(['from', 'in', 'by', 'on', 'as', 'of', 'stratified on', 'step'])}${space()}${chance(0.8) ? path() : `${numeral()}..${numeral()}`}`;

  const pattern = (): string =>
    pick([name, text, () => '*', () => `${pick(['<', '>=', '=='])}${blank()}0.5`, () => '-1', () => '7', () => 'train'])();

  const entry = (): string =>
    `${[pattern(), ...times(3, pattern)].join(`${blank()},${blank()}`)}${blank()}->${blank()}${pick([name, text, () => '-1', () => 'drop'])()}`;

  /** Members on lines of their own, or all on one. */
  function body(members: readonly string[], joint: string): string {
    if (chance(0.3)) return `{${blank()}${members.join(joint)}${blank()}}`;
    const lines = members.map((member) => {
      const above = times(chance(0.2) ? 2 : 0, () => `    ${comment()}\n`).join('');
      const empty = '\n'.repeat(chance(0.15) ? 1 + below(3) : 0);
      const behind = chance(0.25) ? `${blank()}${comment()}` : pick(['', '', ' ', '\t']);
      return `${empty}${above}${pick(['  ', '\t', '    '])}${member}${behind}\n`;
    });
    return `{${chance(0.2) ? ` ${comment()}` : ''}\n${lines.join('')}${chance(0.1) ? `   ${comment()}\n` : ''}}`;
  }

  const setting = (): string =>
    `${pick(['batch', 'epochs', 'optimizer', 'stop', 'fused', 'on'])}${blank()}=${blank()}${chance(0.4) ? call(pick([...optimizers, ...schedules])) : expression()}`;
  const entries = (): string => body([entry(), ...times(5, entry)], `${blank()},${space()}`);
  const column = (): string =>
    `${chance(0.1) ? 'optional ' : ''}${pick(['text', 'audio', 'number', 'label', 'vec', 'group'])}${space()}${name()}${chance(0.2) ? `${blank()}:${space()}${name()}` : ''}${space()}=${space()}${path()}(${name()})${chance(0.3) ? ` ${clause()}` : ''}${chance(0.2) ? ` ${entries()}` : ''}`;
  const read = (): string => `read${space()}${call(pick(readers))}${chance(0.3) ? ' as main' : ''}`;
  const split = (): string => pick([() => '80% / 10%/10 %', () => 'by file'])();
  const step = (): string => call(pick(steps));
  const pipeline = (): string => body(times(7, step), ' ');

  const block = (): string => {
    margin = 4;
    return pick([
      () => `experiment${space()}${name()} ${body(times(3, setting), '  ')}`,
      () => `let${space()}${name()}${blank()}=${blank()}${expression()}`,
      () => `labels ${name()} = ${[name(), ...times(12, name)].join(`${blank()}|${blank()}`)}`,
      () => `dataset ${name()}${blank()}${body([read(), ...times(6, column), `split ${split()}`], '  ')}`,
      () => `encoder${space()}${name()}${space()}from ${path()} ${pipeline()}`,
      () => `fusion ${name()}${blank()}=${blank()}${call(pick(fusions))}${chance(0.6) ? pipeline() : ''}`,
      () => `head ${name()} from ${name()} ${pipeline()}`,
      () => `loss${blank()}=${blank()}${expression()}`,
      () => `train ${body(times(6, setting), '  ')}`,
      () =>
        `tune {\n  where${space()}(${name()} + ${name()})${space()}/ 2${space()}<= 1\n  ${name()}${space()}in 0..1 step 0.1\n}`,
    ])();
  };

  const blocks = [`emo${space()}1`, ...times(8, block)].map((one) => {
    const above = chance(0.3) ? times(3, () => `${comment()}\n`).join('') : '';
    return `${above}${one}${chance(0.15) ? ` ${comment()}` : ''}${'\n'.repeat(1 + below(4))}`;
  });
  return `${blocks.join('')}${chance(0.2) ? comment() : ''}`;
}
