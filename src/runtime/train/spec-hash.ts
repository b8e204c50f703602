import type { TypedSpec } from '../../compiler/check/model.ts';
import { isSpan, type Place } from '../../compiler/diagnostics/diagnostic.ts';
import { hashBytes } from '../files/hash.ts';

/** What says nothing about a model: where things stand in the text, and comments. */
const silent: ReadonlySet<string> = new Set(['span', 'doc', 'file']);

/**
 * Identity of a spec for checkpoints: 64 hexadecimal digits over every name, kind, type and setting, written or default.
 *
 * Comments, line breaks and the file's name do not change it; anything that changes the model, its data or its training does.
 */
export function hashSpec(spec: TypedSpec): string {
  return hashBytes(JSON.stringify(plain(spec)));
}

/** The spec as plain data: kinds of the catalogue by their names, maps as lists. What the lockfile keeps as resolved settings. */
export function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isKind(value)) return value.name;
  const entries = Object.entries(value).filter(([key, item]) => !silent.has(key) && !isPlace(item) && typeof item !== 'function');
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}

/** A place in the text, under whatever name. */
const isPlace = (item: unknown): boolean => typeof item === 'object' && item !== null && isSpan(item as Place);

/** A kind of the catalogue has a schema; nothing else does. */
const isKind = (value: object): value is { readonly name: string } => 'schema' in value && 'name' in value;
