import type { Expression } from '../parse/ast.ts';

/** Values of a kind's parameters after checking, by name: what was written, or the default. `null`: left out, and it has no default. */
export type Settings = Readonly<Record<string, Setting>>;

export type Setting = number | boolean | string | null | Interval | CallSetting;

/** `-1..1` */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A value that is itself a kind with settings: `patience(10, on = val.loss)`. */
export interface CallSetting {
  readonly kind: string;
  readonly settings: Settings;
}

/** Units of numbers. A `duration` is held in milliseconds, a `frequency` in hertz, a `share` as a fraction of 1. */
export type Quantity = 'count' | 'number' | 'duration' | 'frequency' | 'share' | 'angle';

/** Of kinds and settings alike. */
export interface CalledElsewhere {
  /** What other libraries call it: whoever writes one of these names is told the one here. */
  readonly elsewhere?: readonly string[];
}

interface Common extends CalledElsewhere {
  /** One or two sentences for hover, reference and `plan`. */
  readonly doc: string;
  /** May be left out without a default; its value is then `null`. */
  readonly isOptional?: boolean;
}

/** One parameter of a kind: what it accepts, and what it is when left out. A parameter with neither default nor `isOptional` must be written. */
export type Parameter = Common &
  (
    | {
        readonly type: Quantity;
        readonly default?: number;
        readonly minimum?: number;
        readonly maximum?: number;
        readonly isMinimumExcluded?: boolean;
      }
    | { readonly type: 'flag'; readonly default?: boolean }
    /** With `isFile` it is a path relative to the data root, which editors complete. */
    | { readonly type: 'text'; readonly default?: string; readonly isFile?: boolean }
    /** One of a few words. */
    | {
        readonly type: 'choice';
        readonly of: readonly string[];
        readonly default?: string;
        /** By option, where other libraries have names for them. */
        readonly options?: Readonly<Record<string, CalledElsewhere>>;
      }
    | { readonly type: 'interval'; readonly default?: Interval }
    /** `0.96 per epoch`: a factor with what it is counted by, held as a `CallSetting` named `epoch` or `step`. */
    | { readonly type: 'rate' }
    /** A reference such as `val.loss`, held as its text. */
    | { readonly type: 'reference'; readonly default?: string }
  );

/**
 * The closed set of a kind's parameters. The order is the order of positional arguments, of which there may be as many as `positional`
 * says; the rest are named. A positional value goes to the first free parameter that takes its unit: `fit(10 s)`, `fit(40)`. A bare word that names a flag, or an option of a `choice`, may stand alone: `dense(512, relu)`, `lstm(64, bidirectional)`.
 */
export interface Schema {
  readonly positional: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Parameters of which exactly one must be written. */
  readonly oneOf?: readonly string[];
  /** Parameters that change nothing under the given settings, with the reason. Writing one of them is an error. */
  readonly idle?: (settings: Settings) => Readonly<Record<string, string>>;
}

/** No parameters at all: `flatten()`. */
export const noParameters: Schema = { positional: [], parameters: {} };

export const count = (doc: string, rest: Omit<Extract<Parameter, { type: Quantity }>, 'doc' | 'type'> = {}): Parameter => ({
  type: 'count',
  doc,
  minimum: 1,
  ...rest,
});
export const number = (doc: string, rest: Omit<Extract<Parameter, { type: Quantity }>, 'doc' | 'type'> = {}): Parameter => ({
  type: 'number',
  doc,
  ...rest,
});
export const duration = (doc: string, rest: Omit<Extract<Parameter, { type: Quantity }>, 'doc' | 'type'> = {}): Parameter => ({
  type: 'duration',
  doc,
  minimum: 0,
  isMinimumExcluded: true,
  ...rest,
});
export const share = (doc: string, rest: Omit<Extract<Parameter, { type: Quantity }>, 'doc' | 'type'> = {}): Parameter => ({
  type: 'share',
  doc,
  minimum: 0,
  maximum: 1,
  ...rest,
});
export const flag = (doc: string, preset = false, rest: CalledElsewhere = {}): Parameter => ({
  type: 'flag',
  doc,
  default: preset,
  ...rest,
});
export const text = (
  doc: string,
  rest: { readonly default?: string; readonly isOptional?: boolean; readonly isFile?: boolean } & CalledElsewhere = {},
): Parameter => ({
  type: 'text',
  doc,
  ...rest,
});
export const choice = (
  doc: string,
  of: readonly string[],
  preset?: string,
  rest: CalledElsewhere & { readonly options?: Readonly<Record<string, CalledElsewhere>> } = {},
): Parameter => ({
  type: 'choice',
  doc,
  of,
  ...rest,
  ...(preset === undefined ? {} : { default: preset }),
});
/** A choice of one of these kinds by its name. */
export const choiceOf = (
  doc: string,
  kinds: readonly ({ readonly name: string } & CalledElsewhere)[],
  preset?: string,
): Parameter =>
  choice(
    doc,
    kinds.map(({ name }) => name),
    preset,
    { options: Object.fromEntries(kinds.map(({ name, elsewhere = [] }) => [name, { elsewhere }])) },
  );

export const interval = (doc: string, preset?: Interval): Parameter => ({
  type: 'interval',
  doc,
  ...(preset === undefined ? {} : { default: preset }),
});

/** Reads a setting that the schema guarantees; what is missing here is a bug of the kind's own file. */
export function numberOf(settings: Settings, name: string): number {
  const value = settings[name];
  if (typeof value !== 'number') throw new Error(`the setting ${name} is not a number (a bug of emoc)`);
  return value;
}

export function wordOf(settings: Settings, name: string): string {
  const value = settings[name];
  if (typeof value !== 'string') throw new Error(`the setting ${name} is not a word (a bug of emoc)`);
  return value;
}

export const flagOf = (settings: Settings, name: string): boolean => settings[name] === true;

export function intervalOf(settings: Settings, name: string): Interval {
  const value = settings[name];
  if (typeof value !== 'object' || value === null || !('from' in value))
    throw new Error(`the setting ${name} is not a range (a bug of emoc)`);
  return value;
}

/** Settings with the expression each came from, for reporting; what the reader of settings gives to rules. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly places: ReadonlyMap<string, Expression>;
}
