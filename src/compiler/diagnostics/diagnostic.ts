/**
 * What emoc says about a mistake: one cause, one diagnostic.
 *
 * A diagnostic is data. Its texts come from one Markdown page a code (`pages/`), its constructors are generated from them
 * (`report.generated.ts`), and renderers turn it into a frame, a line or JSON.
 */
export interface Diagnostic {
  /** Stable: `E` for an error, `W` for a warning, and four digits. */
  readonly code: string;
  /** Name of the page that explains it, as `unknown-step`. */
  readonly name: string;
  readonly severity: 'error' | 'warning';
  /** Stands alone, names what was expected and what was found. */
  readonly message: string;
  /** What is wrong here, at the primary place; shorter than the message. */
  readonly label?: string;
  readonly at: Place;
  readonly related: readonly { readonly at: Place; readonly label: string }[];
  readonly help: readonly Help[];
}

/** A way out. `fix` edits the spec; only a `sure` one may be applied without asking. */
export interface Help {
  readonly text: string;
  readonly fix?: readonly TextEdit[];
  readonly sure?: boolean;
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A piece of a spec: UTF-16 offsets into the text of `file`, `end` exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place in a data file or on the command line: a file, and in it a row (line, 1-based) and a column's name or number. */
export interface DataPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: string | number;
}

/** Where a diagnostic points: into a spec, into data, or nowhere in particular. */
export type Place = Span | DataPlace | null;

export const isSpan = (place: Place): place is Span => place !== null && 'start' in place;

/** Smallest span that holds both. */
export const spanOver = (one: Span, other: Span): Span => ({
  file: one.file,
  start: Math.min(one.start, other.start),
  end: Math.max(one.end, other.end),
});

/** Values for the holes of a page's texts. */
export type Hole = string | number;

/** What a constructor may be given beyond its holes. */
export interface More {
  readonly related?: readonly { readonly at: Place; readonly label: string }[];
  /** An edit of the spec that the first help of the page describes. */
  readonly fix?: readonly TextEdit[];
  readonly sure?: boolean;
  /** Edits that other helps describe, each by a hole that its help has and no help above it. */
  readonly fixFor?: Readonly<Record<string, Fix | undefined>>;
}

/** An edit, and whether it may be applied without asking. */
export interface Fix {
  readonly fix: readonly TextEdit[];
  readonly sure?: boolean;
}

interface Page {
  readonly name: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly label?: string;
  readonly help: readonly string[];
}

const holesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/** Fills a page. A help whose hole has no value is left out: "did you mean" needs somebody who was meant. */
export function make(page: Page, at: Place, holes: Readonly<Record<string, Hole | undefined>>, more: More = {}): Diagnostic {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(holes[name]));
  const isFilled = (text: string): boolean => holesOf(text).every((name) => holes[name] !== undefined);
  const help = page.help.filter(isFilled).map((text, index): Help => {
    const [named] = holesOf(text).flatMap((name) => more.fixFor?.[name] ?? []);
    const fix = index === 0 && more.fix !== undefined ? more : named;
    return { text: fill(text), ...(fix?.fix === undefined ? {} : { fix: fix.fix, sure: fix.sure ?? false }) };
  });
  return {
    code: page.code,
    name: page.name,
    severity: page.severity === 'warning' ? 'warning' : 'error',
    message: fill(page.message),
    ...(page.label === undefined ? {} : { label: fill(page.label) }),
    at,
    related: more.related ?? [],
    help,
  };
}
