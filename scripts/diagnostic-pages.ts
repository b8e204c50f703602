import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { Shown } from '../src/compiler/diagnostics/explanation.ts';
import type { Element } from '../src/compiler/parse/ast.ts';
import { parse } from '../src/compiler/parse/parse.ts';

/** One page of `src/compiler/diagnostics/pages`: its front matter, the reason, and what shows the mistake. */
export interface DiagnosticPage {
  /** `unknown-step` */
  readonly name: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly label?: string;
  readonly help: readonly string[];
  /** Markdown above the examples. */
  readonly why: string;
  readonly example: Shown | null;
  readonly corrected: Shown | null;
}

const pagesFolder = 'src/compiler/diagnostics/pages';
const skeletonsFolder = 'src/compiler/diagnostics/skeletons';

/** Every page, in the order of the codes. Throws where a code is taken twice or a page has no front matter. */
export function readPages(): readonly DiagnosticPage[] {
  const pages = readdirSync(pagesFolder)
    .filter((file) => file.endsWith('.md'))
    .map(readPage)
    .sort((one, other) => one.code.localeCompare(other.code));
  for (const [index, { code, name }] of pages.entries()) {
    const twin = pages[index - 1];
    if (twin?.code === code) throw new Error(`${code} is used by ${twin.name} and ${name}`);
  }
  return pages;
}

function readPage(file: string): DiagnosticPage {
  const text = readFileSync(`${pagesFolder}/${file}`, 'utf8');
  const [, matter, body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (matter === undefined) throw new Error(`${file}: no front matter`);
  const fields = parseYaml(matter) as Pick<DiagnosticPage, 'code' | 'message'> & {
    readonly severity?: DiagnosticPage['severity'];
    readonly label?: string;
    readonly help?: string | readonly string[];
  };
  if (!/^[EW]\d{4}$/.test(fields.code)) throw new Error(`${file}: code ${fields.code}`);
  const [why = '', ...sections] = body.split(/^## /m);
  const section = (title: string): Shown | null => {
    const found = sections.find((part) => part.startsWith(`${title}\n`));
    return found === undefined ? null : shownIn(found, file);
  };
  return {
    name: file.replace(/\.md$/, ''),
    code: fields.code,
    severity: fields.severity ?? (fields.code.startsWith('W') ? 'warning' : 'error'),
    message: fields.message,
    ...(fields.label === undefined ? {} : { label: fields.label }),
    help: fields.help === undefined ? [] : [fields.help].flat(),
    why: why.trim(),
    example: section('Example'),
    corrected: section('Corrected'),
  };
}

/** The fences of a section: one `emo`, which may say `in=SKELETON`, and any number of files, which say `file=PATH`. */
function shownIn(section: string, file: string): Shown {
  const fences = [...section.matchAll(/^```(\w+)(?: (\w+)=(\S+))?\n([\s\S]*?)^```$/gm)].map(([, format, key, value, text]) => ({
    format: format as string,
    key,
    value,
    text: text as string,
  }));
  const spec = fences.find(({ format }) => format === 'emo');
  if (spec === undefined) throw new Error(`${file}: a section without a spec`);
  return {
    spec: spec.text,
    skeleton: spec.key === 'in' ? (spec.value ?? null) : null,
    files: fences.flatMap(({ format, key, value, text }) => (key === 'file' ? [{ format, path: value as string, text }] : [])),
  };
}

const wordOf = (element: Element): string =>
  element.kind === 'declaration'
    ? element.word.text
    : element.kind === 'setting'
      ? element.name.text
      : (element.call.callee.path[0]?.text ?? '');

/**
 * What is shown as a whole spec: the elements of the skeleton whose words the part has itself give way to it, all others stay. So a page that is
 * about heads shows heads only.
 */
export function wholeSpec({ spec, skeleton }: Shown): string {
  if (skeleton === null) return spec;
  const text = readFileSync(`${skeletonsFolder}/${skeleton}.emo`, 'utf8');
  const own = new Set(parse({ file: 'part', text: spec }).value.elements.map(wordOf));
  const kept = parse({ file: skeleton, text }).value.elements.filter((element) => !own.has(wordOf(element)));
  const [version = '', ...rest] = kept.map(({ span }) => text.slice(span.start, span.end));
  return [version, spec, ...rest].join('\n\n');
}
