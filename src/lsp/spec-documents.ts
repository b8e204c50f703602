import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Change, changeBetween, type Snapshot, takeSnapshot } from '../service/snapshot.ts';

/** Specs longer than this (in UTF-16 units) are not read while somebody types; `emoc check` reads them. */
export const longestSpec = 2_000_000;

interface Known {
  readonly version: number;
  readonly snapshot: Snapshot;
}

/** An earlier snapshot, and what has changed since. */
export interface Earlier {
  readonly snapshot: Snapshot;
  readonly change: Change;
}

/** Snapshots of the open specs: one a document, as fresh as its feature needs. */
export class SpecDocuments {
  readonly #known = new Map<string, Known>();
  readonly #whenChecked: (length: number) => void;

  constructor(whenChecked: (length: number) => void) {
    this.#whenChecked = whenChecked;
  }

  /** Of exactly this version. */
  current(document: TextDocument): Snapshot {
    const known = this.#known.get(document.uri);
    if (known?.version === document.version) return known.snapshot;
    const text = document.getText();
    const file = fileOf(document.uri);
    const snapshot = takeSnapshot({ file, text: text.length > longestSpec ? '' : text });
    this.#known.set(document.uri, { version: document.version, snapshot });
    this.#whenChecked(snapshot.text.length);
    return snapshot;
  }

  /** The last one that was taken, so that an answer does not wait for the whole spec to be checked; of this version where there is none. */
  latest(document: TextDocument): Earlier {
    const snapshot = this.#known.get(document.uri)?.snapshot ?? this.current(document);
    return { snapshot, change: changeBetween(snapshot.text, document.getText()) };
  }

  isCurrent = ({ uri, version }: TextDocument): boolean => this.#known.get(uri)?.version === version;

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  all = (): readonly Snapshot[] => [...this.#known.values()].map(({ snapshot }) => snapshot);
}

/** The path behind a URI; a document without a file keeps its URI as its name. */
export function fileOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}
