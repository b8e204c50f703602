import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Page {
  readonly name: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly label?: string;
  readonly help: readonly string[];
}

const folder = 'src/compiler/diagnostics/pages';
const hole = /\{(\w+)\}/g;

/** Reads one page: YAML front matter between `---` lines, then prose and examples. */
function readPage(file: string): Page {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1];
  if (matter === undefined) throw new Error(`${file}: no front matter`);
  const fields = parse(matter) as { code: string; severity?: string; message: string; label?: string; help?: string | string[] };
  if (!/^[EW]\d{4}$/.test(fields.code)) throw new Error(`${file}: code ${fields.code}`);
  return {
    name: file.replace(/\.md$/, ''),
    code: fields.code,
    severity: fields.severity ?? (fields.code.startsWith('W') ? 'warning' : 'error'),
    message: fields.message,
    ...(fields.label === undefined ? {} : { label: fields.label }),
    help: fields.help === undefined ? [] : [fields.help].flat(),
  };
}

const holesOf = (text: string): string[] => [...text.matchAll(hole)].map((match) => match[1] as string);
const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function constructorOf(page: Page): string {
  const required = new Set([...holesOf(page.message), ...holesOf(page.label ?? '')]);
  const optional = new Set(page.help.flatMap(holesOf).filter((name) => !required.has(name)));
  const fields = [...[...required].map((name) => `${name}: Hole`), ...[...optional].map((name) => `${name}?: Hole | undefined`)];
  const type = fields.length === 0 ? 'Record<string, never>' : `{ ${fields.join('; ')} }`;
  return `  /** ${page.code}: ${page.message} */\n  ${camel(page.name)}: (at: Place, holes: ${type}, more?: More): Diagnostic => make(pages['${page.name}'], at, holes, more),`;
}

/** The pages of `src/compiler/diagnostics/pages` as one table and one typed constructor a page. */
export function generateDiagnostics(): [string, string][] {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map(readPage)
    .sort((one, other) => one.code.localeCompare(other.code));
  const codes = new Map<string, string>();
  for (const page of pages) {
    const twin = codes.get(page.code);
    if (twin !== undefined) throw new Error(`${page.code} is used by ${twin} and ${page.name}`);
    codes.set(page.code, page.name);
  }
  const table = pages.map((page) => `  '${page.name}': ${JSON.stringify(page)},`).join('\n');
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
