/** A table as GitHub reads it; `|` would end a cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A code span, whatever is in the text: nothing in it is markup, a mention or a link. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  // Cells are padded with no-break blanks in text; here they are blanks.
  return `${fence}${pad}${text.replace(/[\r\n]+/g, ' ').replaceAll('\u00a0', ' ')}${pad}${fence}`;
}
