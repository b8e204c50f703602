import type { Parameter, Quantity, Schema } from '../catalogue/schema.ts';
import type { Fix, More, Span } from '../diagnostics/diagnostic.ts';
import type { Argument, Expression } from '../parse/ast.ts';
import { printQuantity, units } from './quantities.ts';

/** What could stand in the place of a value that does not fit: the holes of `wrong-value`, and the edits that go with them. */
interface WaysOut {
  readonly holes: { readonly instead?: string; readonly preset?: string };
  readonly more: More;
}

/** An argument under the name of another setting, and the argument that it would replace. */
export interface Renamed {
  readonly text: string;
  readonly span: Span;
}

/** A value near the one that was written, or else the setting that was meant, if one is known; and the default. */
export function waysOut(value: Expression, parameter: Parameter, renamed: Renamed | null): WaysOut {
  const near = isQuantity(parameter) ? nearValue(value, parameter) : null;
  const preset = presetOf(parameter);
  const instead = near === null ? renamed : { text: near.text, span: value.span };
  const way = (edit: Renamed, sure = false): Fix => ({ fix: [edit], sure });
  return {
    holes: {
      ...(instead === null ? {} : { instead: instead.text }),
      ...(preset === null || preset === instead?.text ? {} : { preset }),
    },
    more: {
      fixFor: {
        ...(instead === null ? {} : { instead: way(instead, near?.isSure) }),
        ...(preset === null ? {} : { preset: way({ text: preset, span: value.span }) }),
      },
    },
  };
}

/**
 * The argument under the name that was probably meant, where its value does not fit the setting it was read for. `embed(64)` means the only setting
 * that takes such a value, and `decay = 0.01` the one with a longer name.
 */
export function renamedArgument(
  { name: label, value, span }: Argument,
  schema: Schema,
  isFree: (name: string) => boolean,
  textOf: (span: Span) => string,
): Renamed | null {
  const isMeant = (name: string): boolean => label === null || name.split('_').includes(label.text);
  const takers = Object.entries(schema.parameters).filter(
    ([name, parameter]) => isFree(name) && name !== label?.text && isMeant(name) && takes(parameter, value),
  );
  const [only, ...others] = takers;
  return only === undefined || others.length > 0 ? null : { text: `${only[0]} = ${textOf(value.span)}`, span };
}

/** Whether a literal is a value of the parameter. */
function takes(parameter: Parameter, value: Expression): boolean {
  if (isQuantity(parameter)) return value.kind === 'number' && fits(value.value, value.unit, parameter);
  if (parameter.type === 'text') return value.kind === 'string';
  if (parameter.type === 'interval') return value.kind === 'range';
  return parameter.type === 'rate' && value.kind === 'binary' && value.operator === 'per';
}

/** A number as a spec writes it, inside of quotes. */
const quoted = /^\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(%|ms|s|min|Hz|kHz|deg)?\s*$/;

type QuantityParameter = Extract<Parameter, { readonly type: Quantity }>;

const isQuantity = (parameter: Parameter): parameter is QuantityParameter => parameter.type in units;

const presetOf = (parameter: Parameter): string | null => {
  if (!('default' in parameter) || parameter.default === undefined) return null;
  if (isQuantity(parameter)) return printQuantity(parameter.default as number, parameter.type);
  return typeof parameter.default === 'string' && parameter.type === 'choice' ? parameter.default : null;
};

/**
 * The number that was meant: the one inside of quotes, the one with the unit that it lacks, the nearest whole one, or the nearest bound of the
 * range. Only quotes are sure to be a slip.
 */
function nearValue(value: Expression, parameter: QuantityParameter): { readonly text: string; readonly isSure: boolean } | null {
  if (value.kind === 'string') {
    const [, size, unit] = quoted.exec(value.value) ?? [];
    const isFitting = size !== undefined && fits(Number(size), unit ?? null, parameter);
    return isFitting ? { text: value.value.trim(), isSure: true } : null;
  }
  const literal = value.kind === 'negative' && value.operand.kind === 'number' ? negated(value.operand) : value;
  if (literal.kind !== 'number') return null;
  const { value: size, unit } = literal;
  const known = units[parameter.type];
  if (known[unit ?? ''] === undefined) {
    const fitting = Object.keys(known).find((other) => fits(size, other, parameter));
    return fitting === undefined ? null : { text: withUnit(size, fitting), isSure: false };
  }
  const held = size * (known[unit ?? ''] as number);
  const bound = boundNear(held, parameter);
  const whole = parameter.type === 'count' ? Math.round(bound) : bound;
  return Number.isFinite(whole) && whole !== held && fits(whole, null, parameter, 1)
    ? { text: printQuantity(whole, parameter.type), isSure: false }
    : null;
}

const withUnit = (size: number, unit: string): string => `${size}${unit === '' || unit === '%' ? unit : ` ${unit}`}`;

const negated = <Literal extends { readonly value: number }>(literal: Literal): Literal => ({
  ...literal,
  value: -literal.value,
});

function boundNear(held: number, { minimum, maximum, isMinimumExcluded = false }: QuantityParameter): number {
  if (maximum !== undefined && held > maximum) return maximum;
  if (minimum !== undefined && held < minimum) return isMinimumExcluded ? Number.NaN : minimum;
  return held;
}

/** Whether a number with a unit is a value of the parameter; with `factor` it is already in the unit that the parameter is held in. */
function fits(size: number, unit: string | null, parameter: QuantityParameter, factor?: number): boolean {
  const inUnit = factor ?? units[parameter.type][unit ?? ''];
  if (inUnit === undefined) return false;
  const held = size * inUnit;
  if (parameter.type === 'count' && !Number.isInteger(held)) return false;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, isMinimumExcluded = false } = parameter;
  return (isMinimumExcluded ? held > minimum : held >= minimum) && held <= maximum;
}
