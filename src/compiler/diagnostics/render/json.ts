import { type Diagnostic, isSpan, type Place, type Span } from '../diagnostic.ts';
import { LineMap } from './line-map.ts';

/** Texts of the specs that diagnostics point into, by file. */
export type Sources = ReadonlyMap<string, string>;

/** Where a diagnostic points, for other programs: lines and columns from 1, the end exclusive. What is not known is left out. */
export interface JsonPlace {
  readonly file: string;
  readonly line?: number;
  /** In a spec a number; in a data file the column's name or number. */
  readonly column?: number | string;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A diagnostic with its place: `file` is `null` where it is about nothing in particular. */
export interface JsonDiagnostic extends Omit<JsonPlace, 'file'> {
  readonly file: string | null;
  readonly code: string;
  readonly name: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly label?: string;
  readonly related: readonly (Omit<JsonPlace, 'file'> & { readonly file: string | null; readonly label: string })[];
  readonly help: readonly {
    readonly text: string;
    readonly fix?: readonly (JsonPlace & { readonly text: string })[];
    /** Whether the fix may be applied without asking. */
    readonly sure?: boolean;
  }[];
}

/** What `--json` prints about mistakes. `format_version` grows when a field changes its meaning or goes. */
export interface JsonReport {
  readonly format_version: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/** Diagnostics as data with lines and columns in place of offsets. */
export function renderJson(diagnostics: readonly Diagnostic[], sources: Sources): JsonReport {
  const maps = new Map([...sources].map(([file, text]): [string, LineMap] => [file, new LineMap(text)]));
  const spanOf = ({ file, start, end }: Span): JsonPlace => {
    const map = maps.get(file);
    if (map === undefined) return { file };
    const [from, to] = [map.at(start), map.at(end)];
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const placeOf = (place: Place): JsonPlace | { readonly file: null } =>
    place === null ? { file: null } : isSpan(place) ? spanOf(place) : place;
  return {
    format_version: 1,
    diagnostics: diagnostics.map(({ code, name, severity, message, label, at, related, help }) => ({
      code,
      name,
      severity,
      message,
      ...(label === undefined ? {} : { label }),
      ...placeOf(at),
      related: related.map((other) => ({ ...placeOf(other.at), label: other.label })),
      help: help.map(({ text, fix, sure }) => ({
        text,
        ...(fix === undefined
          ? {}
          : { fix: fix.map((edit) => ({ ...spanOf(edit.span), text: edit.text })), sure: sure === true }),
      })),
    })),
  };
}
