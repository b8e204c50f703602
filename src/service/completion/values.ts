import type { Parameter } from '../../compiler/catalogue/schema.ts';
import { monitorsOf } from '../../compiler/check/blocks/_monitor.ts';
import { NumberToken, Text } from '../../compiler/parse/tokens.ts';
import type { Proposal } from '../proposal.ts';
import type { Snapshot } from '../snapshot.ts';
import { acceptedBy, isQuantity, presetOf, unitsOf } from './describe.ts';
import { dotted } from './dotted.ts';
import { filesIn } from './files.ts';
import { either, lazily, ofType, type Rule, repeated, sequence, sign, word } from './rule.ts';
import type { Scope } from './scope.ts';

/** What may be written for a parameter. */
export function valueFor(parameter: Parameter, scope: Scope): Rule {
  if (isQuantity(parameter)) return constant(scope, () => numbersOf(parameter));
  const preset = presetOf(parameter);
  const option = (name: string): Rule => word(name, { kind: 'option', ...(name === preset ? { detail: 'default' } : {}) });
  switch (parameter.type) {
    case 'flag':
      return either(option('true'), option('false'));
    case 'choice':
      return either(...parameter.of.map(option));
    case 'text':
      return text(() => (parameter.isFile === true ? filesIn(scope) : preset === null ? [] : [{ kind: 'text', label: preset }]));
    case 'interval':
      return range(scope);
    case 'rate':
      return sequence(
        constant(scope, () => [{ kind: 'number', label: '0.96', detail: 'factor', units: ['', '%'] }]),
        word('per'),
        either(word('epoch', { kind: 'option' }), word('step', { kind: 'option' })),
      );
    case 'reference':
      return watched(scope);
  }
}

/** A text in quotes; an empty one is always among the proposals. */
export const text = (propose: () => readonly Proposal[]): Rule =>
  ofType(Text, () => [...propose(), { kind: 'text', label: '"…"', insert: '"<>"', isSnippet: true, detail: 'text' }]);

/** Ways to write a number: the default, and one a unit. */
export function numbersOf(parameter: Parameter): readonly Proposal[] {
  if (!isQuantity(parameter)) return [];
  const preset = presetOf(parameter);
  const units = unitsOf(parameter);
  const detail = acceptedBy(parameter);
  return [
    ...(preset === null ? [] : [{ kind: 'number', label: preset, detail: 'default', units } as const]),
    ...units.map((unit) => aNumber(unit, detail)),
  ];
}

/** A number to be filled in, with a unit. */
export function aNumber(unit: string, detail: string): Proposal {
  const behind = unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`;
  return { kind: 'number', label: `0${behind}`, insert: `<0>${behind}`, isSnippet: true, detail, units: [unit] };
}

export const plainNumber = (detail: string): Rule => ofType(NumberToken, () => [aNumber('', detail)]);

/** Numbers, constants and arithmetic on them. */
export function constant(scope: Scope, numbers: () => readonly Proposal[]): Rule {
  const operand: Rule = lazily(() =>
    either(
      ofType(NumberToken, numbers),
      dotted(() => constantsIn(scope)),
      sequence(sign('-'), operand),
      sequence(sign('('), expression, sign(')')),
    ),
  );
  const expression: Rule = lazily(() => sequence(operand, repeated(sequence(either(...'+-*/'.split('').map(sign)), operand))));
  return expression;
}

const constantsIn = ({ snapshot: { bound, parts } }: Scope) =>
  [...bound.symbols.values()]
    .filter(({ role }) => role === 'constant')
    .map(({ name: { text: name } }) => {
      const value = parts.constants.get(name);
      const detail = value === undefined ? 'constant' : `= ${value.value}${value.unit === null ? '' : ` ${value.unit}`}`;
      return { path: [name], proposal: { kind: 'name', detail } as const };
    });

/** `-1..1` */
export const range = (scope: Scope): Rule => {
  const end = constant(scope, () => [aNumber('', 'end of a range')]);
  return sequence(end, sign('..'), end);
};

/** `val.loss`, or a metric of a head. */
export const watched = ({ snapshot }: Scope): Rule =>
  dotted(() => [
    { path: ['val', 'loss'], proposal: { kind: 'name', detail: 'loss on the validation split' } },
    ...monitorNames(snapshot),
  ]);

const monitorNames = ({ parts }: Snapshot) =>
  [...monitorsOf(parts.heads).keys()]
    .filter((name) => name !== 'val.loss')
    .map((name) => ({ path: name.split('.'), proposal: { kind: 'name', detail: 'metric on the validation split' } as const }));
