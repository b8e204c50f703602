// The figures of the language service and its server.
//
//   npx tsx bench/service.ts [DAMAGES]     100000 unless said otherwise
//
// The server is the one that was built last (npm run build).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { longSpec } from './service/long-spec.ts';
import { serverMemory } from './service/server-memory.ts';

const damages = process.argv[2] ?? '100000';
const lineCount = 2000;
const edits = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'emoc-bench-'));
try {
  const outfile = join(folder, 'answers.js');
  await build({
    entryPoints: ['bench/service/answers.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.10',
  });
  const { stdout } = await execa(process.execPath, [outfile, damages, String(lineCount)]);
  const found = JSON.parse(stdout);
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const times = (found: { readonly threadMs: number | null; readonly medianMs: number; readonly p95Ms: number }): string =>
    `${found.threadMs === null ? '' : `${ms(found.threadMs)} of processor time; `}on the clock median ${ms(found.medianMs)}, 95 % within ${ms(found.p95Ms)}`;
  console.log(
    `prefixes of the shipped specs     ${found.prefixes}, of which ${found.prefixes - found.gaps} propose what really follows`,
  );
  console.log(`slowest completion of a prefix    ${ms(found.slowestPrefixMs)}`);
  console.log(
    `damages of one to three tokens    ${found.damages}: ${found.thrown} thrown, ${found.above50Ms} above 50 ms, slowest ${ms(found.slowestDamageMs)}`,
  );
  console.log(`full check of ${found.lines} lines         ${times(found.check)}`);
  console.log(`completion after an edit          ${times(found.completion)}`);
  console.log(`hover after an edit               ${times(found.hover)}`);
  const memory = await serverMemory(longSpec(lineCount), edits);
  const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  console.log(`server after ${memory.edits} edits         ${mb(memory.residentBytes)}, at most ${mb(memory.mostBytes)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
