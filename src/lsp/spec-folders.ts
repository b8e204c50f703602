import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Snapshot, takeSnapshot } from '../service/snapshot.ts';
import { uriOf } from './places.ts';
import { longestSpec } from './spec-documents.ts';

/** How far below a folder of the workspace specs are looked for, and how many at most. */
const deepest = 6;
const most = 500;

export interface FoundSpec {
  readonly document: TextDocument;
  readonly snapshot: Snapshot;
}

interface Kept extends FoundSpec {
  readonly modifiedMs: number;
}

/** The specs in the folders of a workspace, open or not. What is open counts as it is in the editor. */
export class SpecFolders {
  readonly #folders: () => readonly string[];
  readonly #open: () => readonly FoundSpec[];
  readonly #kept = new Map<string, Kept>();

  constructor(folders: () => readonly string[], open: () => readonly FoundSpec[]) {
    this.#folders = folders;
    this.#open = open;
  }

  documents(): readonly FoundSpec[] {
    const open = this.#open();
    const openFiles = new Set(open.map(({ snapshot }) => snapshot.file));
    const closed = this.#folders()
      .flatMap((folder) => specsIn(folder))
      .filter((file) => !openFiles.has(file));
    return [...open, ...closed.slice(0, most).flatMap((file) => this.#read(file) ?? [])];
  }

  /** A file that vanished, or that is no text, is none. */
  #read(file: string): FoundSpec | null {
    try {
      const { mtimeMs, size } = statSync(file);
      const kept = this.#kept.get(file);
      if (kept?.modifiedMs === mtimeMs) return kept;
      const bytes = size > longestSpec ? null : readFileSync(file);
      if (bytes === null || !isUtf8(bytes)) return null;
      const text = bytes.toString('utf8');
      const found = {
        document: TextDocument.create(uriOf(file), 'emo', 0, text),
        snapshot: takeSnapshot({ file, text }),
        modifiedMs: mtimeMs,
      };
      this.#kept.set(file, found);
      return found;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      this.#kept.delete(file);
      return null;
    }
  }
}

function specsIn(folder: string, depth = 0): readonly string[] {
  if (depth > deepest) return [];
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? specsIn(path, depth + 1) : entry.name.endsWith('.emo') ? [path] : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return [];
  }
}
