import { isUtf8 } from 'node:buffer';
import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { execa } from 'execa';
import type { Source } from '../compiler/compile.ts';
import { nearest } from '../compiler/diagnostics/nearest.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { Failure } from '../compiler/diagnostics/result.ts';

/** A spec in the history: `main:specs/vad.emo`; an empty revision is what is staged, as in `git show`. */
export interface Revision {
  /** As the user wrote it. */
  readonly name: string;
  readonly revision: string;
  /** Relative to the top of the repository, or to the working folder if it begins with `./` or `../`. */
  readonly path: string;
}

/** A text of the history, and where the working tree has, or would have, the file. */
export interface FoundRevision {
  readonly source: Source;
  readonly path: string;
}

/** Whether a word names a file of the history. A file of that very name, or a drive letter, is a file. */
export function revisionIn(name: string, workingFolder: string): Revision | null {
  const [, revision, path] = /^([^:]*):(.+)$/s.exec(name) ?? [];
  if (revision === undefined || path === undefined) return null;
  if (/^[A-Za-z]$/.test(revision) && /^[\\/]/.test(path)) return null;
  if (existsSync(resolve(workingFolder, name))) return null;
  return { name, revision, path };
}

/**
 * Reads a spec from the history of the repository that the working folder lies in.
 *
 * Throws a `Failure` where git cannot be run (E1081), there is no repository (E1082), no such revision (E1083) or no such file in it (E1084), or
 * where the file is no UTF-8 text (E1030).
 */
export async function readRevision({ name, revision, path }: Revision, workingFolder: string): Promise<FoundRevision> {
  const git = (...words: readonly string[]): Promise<GitOutcome> => runGit(name, words, workingFolder);
  const inside = await git('rev-parse', '--show-prefix');
  if (!inside.isOk) throw new Failure(report.notARepository(null, { name, folder: workingFolder }));
  if (revision !== '') await requireRevision(revision, git);
  const prefix = inside.text.trim();
  const full = /^\.{1,2}\//.test(path) ? posix.join(prefix, path) : path;
  const blob = await git('cat-file', 'blob', '--end-of-options', `${revision}:${full}`);
  if (!blob.isOk) throw new Failure(report.notInRevision(null, await missingHoles(revision, path, full, prefix, git)));
  if (!isUtf8(blob.bytes)) throw new Failure(report.specNotUtf8({ file: name }, { file: name }));
  const top = await git('rev-parse', '--show-toplevel');
  return {
    source: { file: name, text: blob.text.replace(/^\ufeff/, '') },
    path: resolve(top.isOk ? top.text.trimEnd() : workingFolder, full),
  };
}

type Git = (...words: readonly string[]) => Promise<GitOutcome>;

async function requireRevision(revision: string, git: Git): Promise<void> {
  const found = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`);
  if (found.isOk) return;
  const refs = await git('for-each-ref', '--format=%(refname:short)');
  const names = refs.text.split('\n').filter((line) => line !== '');
  throw new Failure(report.unknownRevision(null, { revision, nearest: nearest(revision, names) }));
}

/** The file was perhaps meant from the working folder, or has another name. */
async function missingHoles(revision: string, path: string, full: string, prefix: string, git: Git) {
  const listed =
    revision === ''
      ? await git('ls-files', '--full-name', ':/')
      : await git('ls-tree', '-r', '--name-only', '--full-tree', '-z', '--end-of-options', revision);
  const names = listed.text.split(revision === '' ? '\n' : '\0').filter((line) => line.endsWith('.emo'));
  const fromHere = posix.join(prefix, full);
  const meant = names.includes(fromHere) ? fromHere : nearest(full, names);
  const sameName = names.find((name) => posix.basename(name) === posix.basename(full));
  return { revision: revision === '' ? 'of what is staged' : revision, path, nearest: meant ?? sameName };
}

interface GitOutcome {
  readonly isOk: boolean;
  readonly bytes: Uint8Array;
  readonly text: string;
}

async function runGit(name: string, words: readonly string[], cwd: string): Promise<GitOutcome> {
  const outcome = await execa('git', words, {
    cwd,
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    env: { LC_ALL: 'C' },
  });
  // No exit code: it did not run at all.
  if (outcome.exitCode === undefined)
    throw new Failure(report.gitMissing(null, { name, reason: outcome.code ?? outcome.shortMessage ?? 'unknown' }));
  return { isOk: outcome.exitCode === 0, bytes: outcome.stdout, text: Buffer.from(outcome.stdout).toString('utf8') };
}
