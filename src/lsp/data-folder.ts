import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DataColumn, DataEntry, DataFiles } from '../service/data.ts';
import { generatedColumns, headerOf } from './headers.ts';

/** A folder with more entries holds clips, not files that a spec names. */
const mostEntries = 2000;

interface Kept<Value> {
  readonly modifiedMs: number;
  readonly value: Value;
}

/**
 * The files below a data root. What was read is kept as long as the file or folder does not change; what vanished is forgotten. Nothing outside
 * of the root is listed, and links are followed only within it as far as the file system follows them.
 */
export class DataFolder implements DataFiles {
  readonly #root: string;
  readonly #headers = new Map<string, Kept<readonly DataColumn[] | null>>();
  readonly #folders = new Map<string, Kept<readonly DataEntry[]>>();

  constructor(root: string) {
    this.#root = root;
  }

  columns: DataFiles['columns'] = ({ reader, settings }, splitNames) => {
    if (reader === 'synthetic') return generatedColumns;
    if (typeof settings.path !== 'string') return null;
    const path = this.#existing(settings.path, splitNames);
    if (path === null) return null;
    const key = `${reader} ${JSON.stringify(settings)} ${path}`;
    return this.#kept(this.#headers, key, path, () => headerOf(reader, path, settings)) ?? null;
  };

  /** Whether a path relative to the root, or an absolute one, is a file. */
  has = (path: string): boolean => statSync(resolve(this.#root, path), { throwIfNoEntry: false })?.isFile() === true;

  list: DataFiles['list'] = (folder) => {
    const path = resolve(this.#root, folder);
    if (folder.split('/').includes('..') || folder.startsWith('/')) return [];
    const entries = this.#kept(this.#folders, folder, path, () =>
      readdirSync(path, { withFileTypes: true })
        .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
        .slice(0, mostEntries)
        .map((entry) => ({ path: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`, isFolder: entry.isDirectory() })),
    );
    return entries ?? [];
  };

  /** The file that a path of a spec means; with `{split}` the first that there is. */
  #existing(path: string, splitNames: readonly string[]): string | null {
    if (!path.includes('{split}')) return join(this.#root, path);
    const named = splitNames
      .map((name) => path.replaceAll('{split}', name))
      .find((other) => modifiedMs(join(this.#root, other)) !== null);
    if (named !== undefined) return join(this.#root, named);
    const folder = path.slice(0, path.lastIndexOf('/', path.indexOf('{split}')) + 1);
    const [before = '', after = ''] = path.split('{split}');
    const found = this.list(folder).find(
      (entry) => !entry.isFolder && entry.path.startsWith(before) && entry.path.endsWith(after),
    );
    return found === undefined ? null : join(this.#root, found.path);
  }

  #kept<Value>(kept: Map<string, Kept<Value>>, key: string, path: string, read: () => Value): Value | undefined {
    const now = modifiedMs(path);
    if (now === null) {
      kept.delete(key);
      return undefined;
    }
    const known = kept.get(key);
    if (known?.modifiedMs === now) return known.value;
    try {
      const value = read();
      kept.set(key, { modifiedMs: now, value });
      return value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return undefined;
    }
  }
}

function modifiedMs(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
