import { type DiagnosticPage, readPages } from './diagnostic-pages.ts';

const hole = /\{(\w+)\}/g;

const holesOf = (text: string): string[] => [...text.matchAll(hole)].map((match) => match[1] as string);
const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function constructorOf(page: DiagnosticPage): string {
  const required = new Set([...holesOf(page.message), ...holesOf(page.label ?? '')]);
  const optional = new Set(page.help.flatMap(holesOf).filter((name) => !required.has(name)));
  const fields = [...[...required].map((name) => `${name}: Hole`), ...[...optional].map((name) => `${name}?: Hole | undefined`)];
  const type = fields.length === 0 ? 'Record<string, never>' : `{ ${fields.join('; ')} }`;
  return `  /** ${page.code}: ${page.message} */\n  ${camel(page.name)}: (at: Place, holes: ${type}, more?: More): Diagnostic => make(pages['${page.name}'], at, holes, more),`;
}

/** The pages of `src/compiler/diagnostics/pages` as one table and one typed constructor a page. */
export function generateDiagnostics(): [string, string][] {
  const pages = readPages();
  const table = pages.map(({ why, example, corrected, ...page }) => `  '${page.name}': ${JSON.stringify(page)},`).join('\n');
  const text = `// Generated from the pages beside this file by \`npm run generate\`. Do not edit.
import { type Diagnostic, type Hole, make, type More, type Place } from './diagnostic.ts';

const pages = {
${table}
} as const;

/** One typed constructor a diagnostic: the place, then the values of the page's holes. */
export const report = {
${pages.map(constructorOf).join('\n')}
};
`;
  return [['src/compiler/diagnostics/report.generated.ts', text]];
}
