import type { DataEntry } from '../data.ts';
import type { Proposal } from '../proposal.ts';
import type { Scope } from './scope.ts';

/** Folders deeper than this below the data root are not looked into. */
const deepest = 3;

/** More files than this are not proposed: a folder of clips has thousands, and nobody names one of them. */
const most = 200;

/** Words by which people name the files of a split. */
const sides = /(^|[^a-z])(train(?:ing)?|val(?:id(?:ation)?)?|dev|test)(?=[^a-z]|$)/i;

/** Files below the data root; those that differ only in the name of a split also as one path with `{split}`. */
export function filesIn({ data }: Scope): readonly Proposal[] {
  const files: DataEntry[] = [];
  const visit = (folder: string, depth: number): void => {
    const entries = data.list(folder);
    for (const entry of entries) if (!entry.isFolder && files.length < most) files.push(entry);
    if (depth < deepest) for (const { path, isFolder } of entries) if (isFolder && files.length < most) visit(path, depth + 1);
  };
  visit('', 1);
  const families = new Map<string, number>();
  for (const { path } of files) {
    const family = path.replace(sides, '$1{split}');
    if (family !== path) families.set(family, (families.get(family) ?? 0) + 1);
  }
  return [
    ...[...families].filter(([, count]) => count > 1).map(([path, count]) => quoted(path, `${count} files`)),
    ...files.map(({ path }) => quoted(path, 'file')),
  ];
}

const quoted = (path: string, detail: string): Proposal => ({ kind: 'file', label: `"${path}"`, detail });
