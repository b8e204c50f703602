import type { Parameter, Schema, Setting, Settings } from '../catalogue/schema.ts';
import { defaultOf } from '../check/settings.ts';
import { printText } from '../parse/print-expression.ts';
import type { PlannedSetting } from './plan-model.ts';
import { unbroken } from './print-table.ts';

/** Every setting of a kind, in the order of its schema. Those that change nothing under the others (a window that is not used) are left out. */
export function plannedSettings(settings: Settings, schema: Schema): PlannedSetting[] {
  const idle = schema.idle?.(settings) ?? {};
  return Object.entries(schema.parameters)
    .filter(([name]) => !(name in idle))
    .map(([name, parameter]) => {
      const value = settings[name] ?? null;
      const isDefault = JSON.stringify(value) === JSON.stringify(defaultOf(parameter) ?? null);
      return { name, text: printSetting(value, parameter), isDefault };
    });
}

/** A call with all of its settings: `huber(arousal, delta = 1)`. */
export const printCallOf = (name: string, settings: readonly PlannedSetting[], ...first: readonly string[]): string =>
  `${name}(${[...first, ...settings.map((setting) => `${setting.name} = ${setting.text}`)].join(', ')})`;

/** `width = 64, activation = relu`: the settings that are at their defaults, or those that are not. */
export const listed = (settings: readonly PlannedSetting[], isDefault: boolean): string =>
  settings
    .filter((setting) => setting.isDefault === isDefault)
    .map(({ name, text }) => unbroken(`${name} = ${text}`))
    .join(', ');

/** The value as a spec writes it, with its unit. */
function printSetting(value: Setting, parameter: Parameter): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return parameter.type === 'text' ? printText(value) : value;
  if (typeof value === 'number') return printQuantity(value, parameter);
  if ('from' in value) return `${value.from}..${value.to}`;
  return parameter.type === 'rate' ? `${String(value.settings.factor)} per ${value.kind}` : value.kind;
}

function printQuantity(value: number, { type }: Parameter): string {
  switch (type) {
    case 'duration':
      return value >= 1000 ? `${trim(value / 1000)} s` : `${trim(value)} ms`;
    case 'frequency':
      return value >= 1000 ? `${trim(value / 1000)} kHz` : `${trim(value)} Hz`;
    case 'share':
      return `${trim(value * 100)}%`;
    case 'angle':
      return `${trim(value)} deg`;
    default:
      return String(value);
  }
}

/** Without the rounding errors of a change of unit. */
const trim = (value: number): number => Number(value.toPrecision(12));
