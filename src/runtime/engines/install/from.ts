import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { PythonEnvironment, Recipe } from './recipe.ts';

/** A folder of files that were downloaded before. */
export interface FileFolder {
  readonly kind: 'files';
  readonly folder: string;
  readonly names: readonly string[];
}

const library = 'libtensorflow_cc.so.2';

/**
 * What `--from PATH` names: a Python (its program, its environment, its `site-packages`, or the folder `tensorflow` in it), or a folder with
 * wheels, npm packages or a compiled addon.
 *
 * Throws a `Failure` (E0863) where it is none of them.
 */
export async function lookInto(path: string, recipe: Recipe): Promise<PythonEnvironment | FileFolder> {
  const status = statSync(path, { throwIfNoEntry: false });
  const expected =
    recipe.engine === 'cuda'
      ? 'a Python with TensorFlow, its `site-packages`, or a folder with wheels (*.whl), npm packages (*.tgz) or `tfjs_binding.node`'
      : 'a folder with npm packages (*.tgz, as `npm pack` makes them)';
  const refusal = new Failure(report.nothingToInstallFrom({ file: path }, { path, engine: recipe.engine, expected }));
  if (status === undefined) throw refusal;
  if (recipe.engine === 'cuda') {
    for (const site of status.isDirectory() ? siteFolders(path) : await siteFoldersOf(path)) {
      const found = pythonIn(site);
      if (found !== null) return found;
    }
  }
  if (!status.isDirectory()) throw refusal;
  const names = readdirSync(path).filter((name) => /\.(whl|tgz|node)$/.test(name));
  if (names.length === 0) throw refusal;
  return { kind: 'files', folder: path, names };
}

/** Folders that may be the `site-packages` meant: the path, the one above it, and those of a virtual environment. */
function siteFolders(path: string): readonly string[] {
  const lib = join(path, 'lib');
  const pythons = isFolder(lib) ? readdirSync(lib).filter((name) => /^python3\.\d+$/.test(name)) : [];
  return [
    path,
    ...(basename(path) === 'tensorflow' ? [dirname(path)] : []),
    ...pythons.map((name) => join(lib, name, 'site-packages')),
  ];
}

/** Asks a Python where its packages are. */
async function siteFoldersOf(python: string): Promise<readonly string[]> {
  const program = 'import sys; print("\\n".join(sys.path))';
  const { stdout, failed } = await execa(python, ['-c', program], { reject: false, timeout: 30_000 });
  return failed ? [] : stdout.split('\n').filter((line) => line !== '');
}

function pythonIn(siteFolder: string): PythonEnvironment | null {
  const tensorflowFolder = join(siteFolder, 'tensorflow');
  if (statSync(join(tensorflowFolder, library), { throwIfNoEntry: false }) === undefined) return null;
  const metadata = readdirSync(siteFolder).map((name) => /^tensorflow(?:_cpu)?-([\d.]+\w*)\.dist-info$/.exec(name)?.[1]);
  const nvidia = join(siteFolder, 'nvidia');
  return {
    kind: 'python',
    siteFolder,
    tensorflowFolder,
    nvidiaFolder: isFolder(nvidia) ? nvidia : null,
    version: metadata.find((version) => version !== undefined) ?? 'of unknown version',
  };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
