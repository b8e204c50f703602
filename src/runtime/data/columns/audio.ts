import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Column, FieldSource, FileSource } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { rootHoles } from '../../files/read-checked.ts';
import { placeIn, type ReadViews, rowCountOfView, sourceRow, viewOf } from '../read-view.ts';
import type { Clip, SamplesOf } from '../samples.ts';

const placeholder = /\{([^{}]+)\}/g;
const columnOf = (name: string): string | number => (/^\d+$/.test(name) ? Number(name) : name);

/** The clips of a column, one a row; no sound is read yet. Throws E0659 for a file that does not exist, naming the row that wants it. */
export function loadClips(
  column: Extract<Column, { readonly kind: 'audio' }>,
  views: ReadViews,
  dataRoot: string,
): SamplesOf<'audio'> {
  const { source } = column;
  return { kind: 'audio', clips: 'template' in source ? clipFiles(source, views, dataRoot) : sounds(source, views) };
}

/** One file a row: the template with the fields of the row in place of `{column}`, and with the name of its file in place of `{split}`. */
function clipFiles({ template, read }: FileSource, views: ReadViews, dataRoot: string): Clip[] {
  const view = viewOf(views, read);
  const { source } = view;
  const names = new Set([...template.matchAll(placeholder)].map(([, name = '']) => name));
  const columns = new Map([...names].filter((name) => name !== 'split').map((name) => [name, source.text(columnOf(name))]));
  const fill = (name: string, row: number): string => (name === 'split' ? source.splitOf(row) : columns.get(name)?.[row]) ?? '';
  return Array.from({ length: rowCountOfView(view) }, (_, row): Clip => {
    const file = template.replace(placeholder, (_whole, name: string) => fill(name, sourceRow(view, row)).trim());
    const path = resolve(dataRoot, file);
    if (!existsSync(path)) {
      const place = placeIn(view, row);
      throw new Failure(report.missingClip(place, { file: place.file, line: place.line, clip: file, ...rootHoles(dataRoot) }));
    }
    return { kind: 'file', file, path };
  });
}

function sounds({ column, read }: FieldSource, views: ReadViews): Clip[] {
  const view = viewOf(views, read);
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
