import type { Diagnostic } from '../diagnostic.ts';
import type { Explanation } from '../explanation.ts';
import { type JsonDiagnostic, type JsonPlace, renderJson, type Sources } from './json.ts';

/** What a SARIF log says of the program that made it. */
export interface SarifTool {
  readonly version: string;
  /** Pages of the codes; those that are reported become rules. */
  readonly explanations: readonly Explanation[];
}

type Located = Omit<JsonPlace, 'file'> & { readonly file: string | null };

/**
 * Diagnostics as a SARIF 2.1.0 log (OASIS standard): what code scanning of GitHub, GitLab and Azure, and viewers of editors read.
 *
 * Each reported code is a rule with its page; each fix is one of the result, with `sure` among its properties.
 */
export function renderSarif(diagnostics: readonly Diagnostic[], sources: Sources, { version, explanations }: SarifTool): object {
  const results = renderJson(diagnostics, sources).diagnostics;
  const codes = [...new Set(results.map(({ code }) => code))];
  const pages = new Map(explanations.map((explanation) => [explanation.code, explanation]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'emoc', semanticVersion: version, rules: codes.map((code) => ruleOf(code, pages.get(code))) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => resultOf(result, codes.indexOf(result.code))),
      },
    ],
  };
}

function ruleOf(code: string, page: Explanation | undefined): object {
  if (page === undefined) return { id: code };
  return {
    id: code,
    name: page.name,
    shortDescription: { text: page.message },
    fullDescription: { text: page.why },
    help: { text: `emoc explain ${code}`, markdown: page.why },
    defaultConfiguration: { level: page.severity },
  };
}

function resultOf({ code, severity, message, help, related, ...place }: JsonDiagnostic, ruleIndex: number): object {
  const fixes = help.flatMap(({ text, fix, sure }) =>
    fix === undefined ? [] : [{ description: { text }, artifactChanges: changesOf(fix), properties: { sure: sure === true } }],
  );
  const ways = help.map(({ text }) => `\nhelp: ${text}`).join('');
  const around = related.flatMap((other, index) =>
    other.file === null ? [] : [{ id: index, message: { text: other.label }, ...locationOf(other, other.file) }],
  );
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message}${ways}` },
    locations: place.file === null ? [] : [locationOf(place, place.file)],
    ...(around.length === 0 ? {} : { relatedLocations: around }),
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

const locationOf = (place: Located, file: string): object => {
  const region = regionOf(place);
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region === null ? {} : { region }) } };
};

/** Lines and columns from 1, the end exclusive, as SARIF counts. A column that is a name is in the message. */
function regionOf({ line, column, endLine, endColumn }: Located): object | null {
  if (line === undefined) return null;
  return {
    startLine: line,
    ...(typeof column === 'number' ? { startColumn: column } : {}),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

type Edit = JsonPlace & { readonly text: string };

const changesOf = (fix: readonly Edit[]): object[] =>
  [...new Set(fix.map(({ file }) => file))].map((file) => ({
    artifactLocation: { uri: uriOf(file) },
    replacements: fix
      .filter((edit) => edit.file === file)
      .map((edit) => ({ deletedRegion: regionOf(edit) ?? { startLine: 1 }, insertedContent: { text: edit.text } })),
  }));

/** A path as a relative reference: blanks and letters beyond ASCII are escaped, a leading slash makes it a file's address. */
function uriOf(file: string): string {
  const path = file.split(/[\\/]/).map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
