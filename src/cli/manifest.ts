import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Manifest } from './read-manifest.ts';

export interface FoundManifest {
  /** Folder of the manifest: what its relative paths are relative to. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const fileName = 'emoc.yaml';

/**
 * The nearest manifest in a folder or above it; `null` where there is none.
 *
 * Throws a `Failure` where it is not YAML (E1011) or does not fit the schema (E1012, E1013), at line and column, all mistakes at once.
 */
export async function findManifest(from: string, workingFolder: string): Promise<FoundManifest | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, fileName);
    if (existsSync(path)) {
      // The readers of YAML and of schemas are loaded only where there is a manifest.
      const { readManifest } = await import('./read-manifest.ts');
      return { folder, manifest: readManifest(path, shortName(path, workingFolder)) };
    }
    if (dirname(folder) === folder) return null;
  }
}

/** A path for people: relative where it lies in the working folder. */
export function shortName(path: string, workingFolder: string): string {
  const name = relative(workingFolder, path);
  return name.startsWith('..') ? path : name;
}

/** A path of the manifest as an absolute one. */
export const inManifest = ({ folder }: FoundManifest, path: string): string => resolve(folder, path);
