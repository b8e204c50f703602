import { nearest } from '../compiler/diagnostics/nearest.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { isGroup, type Verb, type VerbGroup } from './define-verb.ts';
import { UsageError } from './usage-error.ts';
import { verbs } from './verbs/index.generated.ts';

/** What the first words of a command line name. */
export type FoundVerb =
  | { readonly kind: 'verb'; readonly verb: Verb; readonly rest: readonly string[] }
  /** Nothing was said about what the group should do. */
  | { readonly kind: 'group'; readonly group: VerbGroup; readonly isHelpWanted: boolean };

/** Finds and loads the verb that the words begin with, and nothing else. Throws a `UsageError` (E1001, E1063) for a word that is none. */
export async function findVerb([word = '', ...rest]: readonly string[]): Promise<FoundVerb> {
  const entry = verbs.find(({ name }) => name === word);
  if (entry === undefined) {
    const names = verbs.map(({ name }) => name);
    throw new UsageError(report.unknownVerb(null, { verb: word, nearest: nearest(word, names), known: names.join(', ') }));
  }
  const found = (await entry.load()) as Verb | VerbGroup;
  if (!isGroup(found)) return { kind: 'verb', verb: found, rest };
  const [second, ...others] = rest;
  if (second === undefined || second === '--help' || second === '-h') {
    return { kind: 'group', group: found, isHelpWanted: second !== undefined };
  }
  const verb = found.verbs.find(({ name }) => name === `${word} ${second}`);
  if (verb !== undefined) return { kind: 'verb', verb, rest: others };
  const names = found.verbs.map(({ name }) => name.slice(word.length + 1));
  const holes = { verb: word, found: second, nearest: nearest(second, names), known: names.join(', ') };
  throw new UsageError(report.unknownSubVerb(null, holes));
}
