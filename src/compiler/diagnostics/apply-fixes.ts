import type { Source } from '../compile.ts';
import type { Diagnostic, TextEdit } from './diagnostic.ts';

/** A diagnostic whose sure fix was applied. */
export interface AppliedFix {
  readonly diagnostic: Diagnostic;
  /** The text that its places point into: that of the round in which it was applied. */
  readonly before: string;
}

type Check = (source: Source) => readonly Diagnostic[];

export interface FixedSource {
  readonly source: Source;
  readonly applied: readonly AppliedFix[];
  /** What is left to say. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A fix may uncover the next mistake; nothing uncovers this many. */
const mostRounds = 32;

/**
 * Applies every sure fix of a spec, checks it again, and goes on until there is none.
 *
 * In one round only edits that do not touch each other are applied; those that do have their turn in the next, if they are still needed. A fix after
 * which there is more to say than before was not the right one and is left out.
 */
export function applyFixes(source: Source, check: Check): FixedSource {
  const applied: AppliedFix[] = [];
  const seen = new Set([source.text]);
  let current = source;
  let diagnostics = check(current);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = advance(current, diagnostics, check);
    // Two fixes that undo each other would go on for ever.
    if (next === null || seen.has(next.source.text)) break;
    seen.add(next.source.text);
    const before = current.text;
    applied.push(...next.chosen.map(({ diagnostic }) => ({ diagnostic, before })));
    ({ source: current, diagnostics } = next);
  }
  return { source: current, applied, diagnostics };
}

interface Round {
  readonly source: Source;
  readonly chosen: readonly Chosen[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One round: all sure fixes, or where there would be more to say than before, those that do no harm alone; `null` where there are none. */
function advance(source: Source, diagnostics: readonly Diagnostic[], check: Check): Round | null {
  const attempt = (chosen: readonly Chosen[]): Round | null => {
    if (chosen.length === 0) return null;
    const text = applyEdits(
      source.text,
      chosen.flatMap(({ edits }) => edits),
    );
    const fixed = { file: source.file, text };
    const left = check(fixed);
    return left.length > diagnostics.length ? null : { source: fixed, chosen, diagnostics: left };
  };
  const chosen = choose(diagnostics, source);
  return attempt(chosen) ?? attempt(chosen.filter((one) => attempt([one]) !== null));
}

interface Chosen {
  readonly diagnostic: Diagnostic;
  readonly edits: readonly TextEdit[];
}

/** The sure fixes of one round, in the order of the diagnostics; one that touches an earlier one is left for later. */
function choose(diagnostics: readonly Diagnostic[], { file }: Source): Chosen[] {
  const chosen: Chosen[] = [];
  const taken: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const way = diagnostic.help.find(({ fix, sure }) => fix !== undefined && sure === true);
    if (way?.fix === undefined || !way.fix.every(({ span }) => span.file === file)) continue;
    if (way.fix.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    taken.push(...way.fix);
    chosen.push({ diagnostic, edits: way.fix });
  }
  return chosen;
}

const touches = ({ span: one }: TextEdit, { span: other }: TextEdit): boolean => one.start <= other.end && other.start <= one.end;

/** A text with edits applied that do not overlap, in whatever order they come. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const fromEnd = [...edits].sort((one, other) => other.span.start - one.span.start || other.span.end - one.span.end);
  return fromEnd.reduce((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);
}
