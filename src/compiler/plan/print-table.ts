export interface TableColumn {
  readonly align: 'left' | 'right';
  /** Longer cells are broken at blanks; a column is never wider. */
  readonly most?: number;
}

export const left: TableColumn = { align: 'left' };
export const right: TableColumn = { align: 'right' };
export const atMost = (most: number): TableColumn => ({ align: 'left', most });

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const gap = '  ';

/** Rows as aligned lines, without blanks at their ends. Rows may have fewer cells than there are columns. */
export function printTable(rows: readonly (readonly string[])[], columns: readonly TableColumn[]): string[] {
  const broken = rows.map((row) => columns.map(({ most }, place) => breakText(row[place] ?? '', most)));
  const widths = columns.map((_, place) =>
    Math.max(0, ...broken.flatMap((row) => (row[place] as string[]).map((line) => line.length))),
  );
  return broken.flatMap((row) => {
    const height = Math.max(...row.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      columns
        .map(({ align }, place) => {
          const text = row[place]?.[at] ?? '';
          return align === 'left' ? text.padEnd(widths[place] as number) : text.padStart(widths[place] as number);
        })
        .join(gap)
        .trimEnd(),
    );
  });
}

const noBreak = '\u00a0';

/** The same text, in which a cell is not broken. */
export const unbroken = (text: string): string => text.replaceAll(' ', noBreak);

/** Cuts at blanks into lines of at most `most` characters; a single word that is longer is cut where it must be. */
function breakText(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const indent = rest.length - rest.trimStart().length;
    const blank = rest.lastIndexOf(' ', most);
    const end = blank > indent ? blank : most;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest].map((line) => line.replaceAll(noBreak, ' '));
}
