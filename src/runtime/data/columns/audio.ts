import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Column, FieldSource, FileSource } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { missingClips } from '../broken-clips.ts';
import { placeIn, type ReadView, type ReadViews, rowCountOfView, sourceRow, viewOf } from '../read-view.ts';
import { type Clip, firstRows, type SamplesOf } from '../samples.ts';

const placeholder = /\{([^{}]+)\}/g;
const columnOf = (name: string): string | number => (/^\d+$/.test(name) ? Number(name) : name);

/** The clips of a column, one a row; no sound is read yet. Throws E0659 or E0668 for files that do not exist, naming the rows that want them. */
export function loadClips(
  column: Extract<Column, { readonly kind: 'audio' }>,
  views: ReadViews,
  dataRoot: string,
): SamplesOf<'audio'> {
  const { source } = column;
  const view = viewOf(views, source.read);
  const clips = 'template' in source ? clipFiles(source, view, dataRoot) : sounds(source, view);
  return { kind: 'audio', clips, placeOf: (row) => placeIn(view, row) };
}

/** One file a row: the template with the fields of the row in place of `{column}`, and with the name of its file in place of `{split}`. */
function clipFiles({ template }: FileSource, view: ReadView, dataRoot: string): Clip[] {
  const { source } = view;
  const names = new Set([...template.matchAll(placeholder)].map(([, name = '']) => name));
  const columns = new Map([...names].filter((name) => name !== 'split').map((name) => [name, source.text(columnOf(name))]));
  const fill = (name: string, row: number): string => (name === 'split' ? source.splitOf(row) : columns.get(name)?.[row]) ?? '';
  const clips = Array.from({ length: rowCountOfView(view) }, (_, row) => {
    const file = template.replace(placeholder, (_whole, name: string) => fill(name, sourceRow(view, row)).trim());
    return { kind: 'file' as const, file, path: resolve(dataRoot, file) };
  });
  const rows = firstRows(clips);
  const missing = [...rows].filter(([, row]) => !existsSync((clips[row] as (typeof clips)[number]).path));
  if (missing.length === 0) return clips;
  throw missingClips(
    missing.map(([file, row]) => ({ file, place: placeIn(view, row) })),
    rows.size,
    dataRoot,
  );
}

function sounds({ column }: FieldSource, view: ReadView): Clip[] {
  const { source } = view;
  return Array.from({ length: rowCountOfView(view) }, (_, row): Clip => {
    const { file, line } = placeIn(view, row);
    const load = () => {
      if (source.audio !== undefined) return source.audio(column, sourceRow(view, row));
      const holes = {
        file,
        column: `\`${column}\``,
        found: 'no sound',
        expected: 'a column of sound; a table names wav files: audio NAME = file("{column}")',
      };
      throw new Failure(report.columnOfAnotherKind({ file, column }, holes));
    };
    return { kind: 'sound', file: `${file}:${line}`, load };
  });
}
