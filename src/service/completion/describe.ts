import type { Parameter, Quantity, Schema } from '../../compiler/catalogue/schema.ts';
import { printQuantity, units } from '../../compiler/check/quantities.ts';
import { defaultOf } from '../../compiler/check/settings.ts';
import { printText } from '../../compiler/parse/print-expression.ts';

export type QuantityParameter = Extract<Parameter, { readonly type: Quantity }>;

export const isQuantity = (parameter: Parameter): parameter is QuantityParameter => parameter.type in units;

export const unitsOf = ({ type }: QuantityParameter): readonly string[] => Object.keys(units[type]);

const whats: Readonly<Record<Parameter['type'], string>> = {
  count: 'whole number',
  number: 'number',
  duration: 'duration',
  frequency: 'frequency',
  share: 'share',
  angle: 'angle',
  flag: 'true or false',
  text: 'text',
  choice: 'one of',
  interval: 'range',
  rate: 'factor per epoch or per step',
  reference: 'reference',
};

/** What a parameter accepts, in a few words: `whole number, 1 to 4096`, `one of relu, tanh`. */
export function acceptedBy(parameter: Parameter): string {
  if (parameter.type === 'choice') return `one of ${parameter.of.join(', ')}`;
  if (parameter.type === 'text' && parameter.isFile === true) return 'file';
  return isQuantity(parameter) ? `${whats[parameter.type]}${rangeOf(parameter)}` : whats[parameter.type];
}

function rangeOf({ type, minimum, maximum, isMinimumExcluded = false }: QuantityParameter): string {
  const show = (value: number): string => printQuantity(value, type);
  if (minimum === undefined) return maximum === undefined ? '' : `, at most ${show(maximum)}`;
  if (isMinimumExcluded) return `, above ${show(minimum)}${maximum === undefined ? '' : ` and at most ${show(maximum)}`}`;
  return maximum === undefined ? `, at least ${show(minimum)}` : `, ${show(minimum)} to ${show(maximum)}`;
}

/** The default of a parameter as a spec writes it; `null` where it has none. */
export function presetOf(parameter: Parameter): string | null {
  const preset = defaultOf(parameter);
  if (preset === undefined || preset === null) return null;
  if (typeof preset === 'number')
    return isQuantity(parameter) ? printQuantity(preset, parameter.type).replace(/^(\d+)000 ms$/, '$1 s') : String(preset);
  if (typeof preset === 'object') return 'from' in preset ? `${preset.from}..${preset.to}` : null;
  return parameter.type === 'text' ? printText(String(preset)) : String(preset);
}

/** What a parameter is when it is left out: `default 50 ms`, `required`, `optional`. */
export function absenceOf(name: string, parameter: Parameter, { oneOf = [] }: Pick<Schema, 'oneOf'> = {}): string {
  const preset = presetOf(parameter);
  if (preset !== null) return `default ${preset}`;
  return parameter.isOptional === true ? (oneOf.includes(name) ? `one of ${oneOf.join(', ')}` : 'optional') : 'required';
}
