import { nearest, rewording } from '../compiler/diagnostics/nearest.ts';
import type { DataFiles } from './data.ts';

const nowhere = { file: '', start: 0, end: 0 };

const stem = (name: string): string => name.replace(/(?<=.)\.\w+$/, '');

/** A file that is there and has nearly the path that was asked for, folder by folder; `isSure` where hardly another is meant. */
export function nearestPath(path: string, files: DataFiles): { readonly path: string; readonly isSure: boolean } | undefined {
  let found = '';
  let isSure = true;
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const names = files
      .list(found)
      .filter(({ isFolder }) => isFolder !== isLast)
      .map((entry) => entry.path.slice(found.length).replace(/\/$/, ''));
    const meant = names.includes(part) ? part : nearest(part, names);
    if (meant === undefined) return undefined;
    // `a.csv` and `b.csv` are two files, though four of five letters are the same: the ending counts for nothing.
    if (meant !== part) isSure &&= rewording(nowhere, stem(part), stem(meant), names.map(stem)).sure === true;
    found += isLast ? meant : `${meant}/`;
  }
  return { path: found, isSure };
}
