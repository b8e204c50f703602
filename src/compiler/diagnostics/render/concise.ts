import type { Diagnostic } from '../diagnostic.ts';
import { type JsonPlace, renderJson, type Sources } from './json.ts';

/** One line a diagnostic, as compilers have printed them for fifty years: `specs/vad.emo:14:9: error[E0301]: message; did you mean …?` */
export function renderConcise(diagnostics: readonly Diagnostic[], sources: Sources): string {
  return renderJson(diagnostics, sources)
    .diagnostics.map(({ code, severity, message, help, ...place }) => {
      const way = help[0] === undefined ? '' : `; ${help[0].text}`;
      return flat(`${placeOf(place)}${severity}[${code}]: ${message}${way}`);
    })
    .join('\n');
}

function placeOf({ file, line, column }: Omit<JsonPlace, 'file'> & { readonly file: string | null }): string {
  if (file === null) return '';
  const at = line === undefined ? '' : `:${line}${typeof column === 'number' ? `:${column}` : ''}`;
  return `${file}${at}: `;
}

/** A message may quote a line break of a data file; a line is a line. */
const flat = (text: string): string => text.replace(/[\r\n]+/g, ' ');
