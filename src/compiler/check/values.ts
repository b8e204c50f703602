import type { Parameter, Quantity, Setting } from '../catalogue/schema.ts';
import { rewording } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Expression } from '../parse/ast.ts';
import { printExpression } from '../parse/print-expression.ts';
import { meantBy, namedOption } from './called-here.ts';
import { constantOf, plainRangeOf, shareOf } from './constants.ts';
import type { CheckContext } from './context.ts';
import { type Measured, printQuantity, units } from './quantities.ts';
import { type Renamed, waysOut } from './ways-out.ts';

/** How a quantity is asked for: "a duration such as 50 ms". */
const wanted: Readonly<Record<Quantity, string>> = {
  count: 'a whole number',
  number: 'a number',
  duration: 'a duration such as 50 ms or 10 s',
  frequency: 'a frequency such as 16 kHz',
  share: 'a share such as 20% or 0.2',
  angle: 'an angle such as 10 deg',
};

/**
 * The value of one setting in the unit it is held in, or `undefined` after reporting why it is none. `rename` says under which other name the argument
 * would be right, if there is one.
 */
export function readValue(
  owner: string,
  name: string,
  value: Expression,
  parameter: Parameter,
  context: CheckContext,
  rename: () => Renamed | null = () => null,
): Setting | undefined {
  const fail = (expected: string, found = describe(value)): undefined => {
    const { holes, more } = waysOut(value, parameter, rename());
    context.add(report.wrongValue(value.span, { name, owner, expected, found, ...holes }, more));
    return undefined;
  };
  const failOption = (at: Expression, word: string | null, options: readonly string[]): undefined => {
    const { meant, isKnown } = meantBy(
      word ?? '',
      options.map((option) => namedOption(parameter, option)),
    );
    const fix = rewording(at.span, word ?? '', meant, options, isKnown);
    context.add(
      report.unknownOption(at.span, { name, owner, found: describe(at), options: options.join(', '), nearest: meant }, fix),
    );
  };
  switch (parameter.type) {
    case 'flag': {
      const word = wordIn(value);
      return word === 'true' || word === 'false' ? word === 'true' : failOption(value, word, ['true', 'false']);
    }
    case 'text':
      return value.kind === 'string' ? value.value : fail('a text in double quotes');
    case 'choice': {
      const word = wordIn(value);
      return word !== null && parameter.of.includes(word) ? word : failOption(value, word, parameter.of);
    }
    case 'interval': {
      if (value.kind !== 'range') return fail('a range such as -1..1');
      const ends = plainRangeOf(value, context);
      if (ends === null) return undefined;
      const [from, to] = ends;
      return from < to ? { from, to } : fail('a range whose left end is the smaller one');
    }
    case 'rate': {
      if (value.kind !== 'binary' || value.operator !== 'per') return fail('a factor with its period, such as 0.96 per epoch');
      const [measured, period] = [constantOf(value.left, context), wordIn(value.right)];
      if (measured === null) return undefined;
      if (period !== 'epoch' && period !== 'step') return failOption(value.right, period, ['epoch', 'step']);
      const factor = shareOf(measured);
      return (measured.unit === null || measured.unit === '%') && factor > 0 && factor <= 1
        ? { kind: period, settings: { factor } }
        : fail('a factor above 0 and at most 1');
    }
    case 'reference':
      return value.kind === 'reference' && value.version === null
        ? value.path.map(({ text }) => text).join('.')
        : fail('a reference such as val.loss');
    default: {
      // A number in quotes is a slip of its own: it can be taken out of them.
      if (value.kind === 'string') return fail(wanted[parameter.type]);
      const measured = constantOf(value, context);
      if (measured === null) return undefined;
      const isLiteral = value.kind === 'number' || value.kind === 'negative';
      const found = isLiteral ? describe(value) : `${describe(value)}, which is ${printMeasured(measured)}`;
      return inUnit(measured, parameter, (expected) => fail(expected, found));
    }
  }
}

const printMeasured = ({ value, unit }: Measured): string =>
  unit === null ? String(value) : unit === '%' ? `${value}%` : `${value} ${unit}`;

/** Whether a number with this unit (`''` for none) can be a value of the parameter. */
export const takesUnit = ({ type }: Parameter, unit: string): boolean =>
  type in units && units[type as Quantity][unit] !== undefined;

/** Converts a number to the unit its quantity is held in and checks its range. */
function inUnit(
  measured: Measured,
  parameter: Extract<Parameter, { type: Quantity }>,
  fail: (expected: string) => undefined,
): number | undefined {
  const factor = units[parameter.type][measured.unit ?? ''];
  if (factor === undefined) {
    const isPlain = parameter.type === 'count' || parameter.type === 'number';
    return fail(isPlain ? `${wanted[parameter.type]} without a unit` : wanted[parameter.type]);
  }
  // 70 / 100 is 0.7, and 70 * 0.01 is not.
  const value = measured.unit === '%' ? shareOf(measured) : measured.value * factor;
  if (parameter.type === 'count' && !Number.isInteger(value)) return fail(wanted.count);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, isMinimumExcluded = false } = parameter;
  const isInside = (isMinimumExcluded ? value > minimum : value >= minimum) && value <= maximum;
  if (isInside) return value;
  const [low, high] = [printQuantity(minimum, parameter.type), printQuantity(maximum, parameter.type)];
  const least = isMinimumExcluded ? `above ${low}` : `at least ${low}`;
  const bounds = [
    ...(minimum === Number.NEGATIVE_INFINITY ? [] : [least]),
    ...(maximum === Number.POSITIVE_INFINITY ? [] : [`at most ${high}`]),
  ];
  return fail(`${wanted[parameter.type]}, ${bounds.join(' and ')}`);
}

export function wordIn(value: Expression): string | null {
  return value.kind === 'reference' && value.path.length === 1 && value.version === null ? (value.path[0]?.text ?? null) : null;
}

/** What stands there, in the user's words, as it goes into a sentence. */
export function describe(value: Expression): string {
  if (value.kind === 'missing') return 'nothing';
  if (value.kind === 'string') return `the text "${value.value}"`;
  return `\`${value.kind === 'call' ? `${printExpression(value.callee)}(…)` : printExpression(value)}\``;
}
