import type { Explanation, Shown } from '../compiler/diagnostics/explanation.ts';
import type { Paint } from '../compiler/diagnostics/render/style.ts';

const mostColumns = 100;

/** A page about a diagnostic for a terminal: what it says, why, what is wrong and what is right. */
export function explanationText(page: Explanation, paint: Paint): string {
  const { code, name, severity, message, help, why, example, corrected, fix } = page;
  const parts = [
    `${paint(severity, `${severity}[${code}]`)}${paint('bold', `: ${message}`)}`,
    ...help.map((way) => `  ${paint('note', '=')} ${paint('help', 'help')}: ${way}`),
    '',
    ...why.split('\n').flatMap((line) => wrapped(line)),
    ...shown('Wrong', example, paint),
    ...shown('Right', corrected, paint),
    ...(fix === null ? [] : ['', fixes[fix]]),
    '',
    paint('dim', `name: ${name}`),
  ];
  return parts.join('\n');
}

const fixes = {
  sure: 'There is a fix that may be applied without asking: `emoc check --fix` does it.',
  maybe: 'There is a fix that may not be what was meant: an editor offers it.',
} as const;

function shown(title: string, part: Shown | null, paint: Paint): string[] {
  if (part === null) return [];
  const block = (text: string): string[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd());
  return [
    '',
    paint('bold', `${title}:`),
    '',
    ...block(part.spec),
    ...part.files.flatMap(({ path, text }) => ['', `  ${path}:`, '', ...block(text)]),
  ];
}

/** Breaks a line of prose at blanks. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > mostColumns) {
    const blank = rest.lastIndexOf(' ', mostColumns);
    if (blank <= 0) break;
    lines.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...lines, rest];
}
