import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { parse } from '../../../src/compiler/parse/parse.ts';

/**
 * The parser as the command ships it. The test runner's loader names every function when it is made, which makes the grammar's many small
 * ones several times slower; tests that parse thousands of texts or measure time take this one.
 */
export async function bundledParse(): Promise<typeof parse> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-parse-'));
  try {
    const outfile = join(folder, 'parse.mjs');
    await build({
      entryPoints: ['src/compiler/parse/parse.ts'],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      minifySyntax: true,
    });
    const module = (await import(pathToFileURL(outfile).href)) as { parse: typeof parse };
    return module.parse;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
