import { parseArgs } from 'node:util';
import { nearest } from '../compiler/diagnostics/nearest.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import type { OptionSpec, OptionSpecs, OptionValues, Verb } from './define-verb.ts';
import { UsageError } from './usage-error.ts';

export interface ParsedArguments {
  readonly options: OptionValues<OptionSpecs>;
  readonly operands: readonly string[];
  /** `--help` was among them: nothing else was looked at. */
  readonly isHelpWanted: boolean;
}

/** Reads the words after a verb. Throws a `UsageError` for the first that does not fit. */
export function parseArguments(verb: Verb, words: readonly string[]): ParsedArguments {
  const types = Object.entries(verb.options).map(([name, { type }]) => [name, { type: type === 'flag' ? 'boolean' : 'string' }]);
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') return { options: {}, operands: [], isHelpWanted: true };
    const spec = verb.options[token.name];
    if (spec === undefined) throw unknownOption(verb, token.rawName);
    if (spec.type === 'flag' && token.value !== undefined) {
      throw new UsageError(report.flagWithValue(null, { flag: token.rawName, value: token.value }));
    }
    // A word that looks like an option is one: `--run --json` misses the folder.
    const isMissing = token.value === undefined || (!token.inlineValue && /^--\w/.test(token.value));
    if (spec.type !== 'flag' && isMissing) {
      throw new UsageError(report.flagWithoutValue(null, { flag: token.rawName, expected: valueName(spec) }));
    }
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  checkOperands(verb, operands);
  const options = Object.entries(verb.options).map(([name, spec]) => [name, readValue(name, spec, given.get(name) ?? [])]);
  return { options: Object.fromEntries(options), operands, isHelpWanted: false };
}

function readValue(
  name: string,
  spec: OptionSpec,
  texts: readonly string[],
): boolean | string | number | readonly string[] | undefined {
  const [first, second] = texts;
  if (spec.type === 'flag') return first !== undefined;
  if (spec.type === 'text' && spec.isRepeatable === true) return texts;
  if (second !== undefined) throw new UsageError(report.flagTwice(null, { flag: `--${name}`, first: first ?? '', second }));
  if (first === undefined) return undefined;
  const wrong = (expected: string, meant?: string): UsageError =>
    new UsageError(report.wrongFlagValue(null, { flag: `--${name}`, expected, found: first, nearest: meant }));
  if (spec.type === 'choice' && !spec.of.includes(first)) throw wrong(`one of ${spec.of.join(', ')}`, nearest(first, spec.of));
  if (spec.type === 'text' && first === '') throw wrong(valueName(spec));
  if (spec.type !== 'count') return first;
  const isInside = /^\d+$/.test(first) && Number(first) >= spec.minimum && Number(first) <= spec.maximum;
  if (!isInside) throw wrong(`a whole number from ${spec.minimum} to ${spec.maximum}`);
  return Number(first);
}

function unknownOption(verb: Verb, written: string): UsageError {
  const known = [...Object.keys(verb.options), 'help'].map((name) => `--${name}`);
  const holes = { flag: written, verb: verb.name, nearest: nearest(written, known), known: known.join(', ') };
  return new UsageError(report.unknownFlag(null, holes));
}

function checkOperands(verb: Verb, operands: readonly string[]): void {
  const needed = verb.operands.filter((name) => !name.startsWith('['));
  const missing = needed[operands.length];
  if (missing !== undefined) {
    throw new UsageError(report.missingOperand(null, { verb: verb.name, expected: missing.replace('...', '') }));
  }
  const isOpen = verb.operands.some((name) => name.includes('...'));
  const extra = operands[verb.operands.length];
  if (extra !== undefined && !isOpen) throw new UsageError(report.extraOperand(null, { verb: verb.name, found: extra }));
}

/** What help shows for the value of an option. */
export const valueName = (spec: OptionSpec): string =>
  spec.type === 'choice' ? spec.of.join('|') : spec.type === 'flag' ? '' : spec.value;
