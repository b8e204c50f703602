import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { isSystemError } from '../files/read-checked.ts';
import { notWritten, writeWhole } from '../files/write-whole.ts';
import type { NamedPath } from '../train/job.ts';
import type { ExportedFile } from './define-target.ts';

/** Throws a `Failure` (E0951) unless nothing is at the folder's place, or an empty folder. */
export function requireEmpty({ name, path }: NamedPath): void {
  if (!existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0)) return;
  throw new Failure(report.exportFolderNotEmpty({ file: name }, { folder: name }));
}

/**
 * Writes a folder with all files or not at all: they are written beside its place and moved there together.
 *
 * Throws a `Failure` where something is there already (E0951), there is no space (E0902) or writing is refused (E0903).
 */
export function writeFolder(folder: NamedPath, files: readonly ExportedFile[]): void {
  requireEmpty(folder);
  const partial = join(dirname(folder.path), `.${basename(folder.path)}.${process.pid}.partial`);
  try {
    mkdirSync(partial, { recursive: true });
  } catch (error) {
    throw refused(error, folder);
  }
  try {
    for (const { name, content } of files) writeWhole(join(partial, name), content);
    if (existsSync(folder.path)) rmdirSync(folder.path);
    renameSync(partial, folder.path);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw refused(error, folder);
  }
}

const refused = (error: unknown, { name }: NamedPath): unknown => (isSystemError(error) ? notWritten(error, name) : error);
