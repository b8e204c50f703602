import type { Amount } from './amount.ts';
import type { Plan } from './plan-model.ts';

/**
 * What `emoc plan --json` prints: `Plan` with the names of `plan-model.ts`, in which
 *
 * - `format_version` stands first and grows when a field changes its meaning or goes; new fields may come at any time;
 * - an amount is a number where it is known, else `{ "constant": 100102, "terms": [{ "factor": 100, "symbols": ["V_words"] }] }`, which means
 *   `100102 + 100 * V_words`;
 * - operations are floating-point operations a sample, memory is bytes;
 * - what is not known, or not there, is `null`.
 *
 * The order of keys is the same for every spec, so that two plans can be compared as text.
 */
export interface JsonPlan extends Json<Omit<Plan, 'formatVersion'>> {
  readonly format_version: 1;
}

/** A plan with its amounts as numbers where they are known. */
export type Json<Value> = Value extends Amount
  ? number | Amount
  : Value extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value;

export function planJson({ formatVersion, ...plan }: Plan): JsonPlan {
  return { format_version: formatVersion, ...(toJson(plan) as Json<Omit<Plan, 'formatVersion'>>) };
}

export function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (isAmount(value)) return value.terms.length === 0 ? value.constant : value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
}

const isAmount = (value: object): value is Amount => 'constant' in value && 'terms' in value;
