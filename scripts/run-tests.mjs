// Runs every test file in its own process and ends with `N passed, N failed` alone on a line.
//
//   node scripts/run-tests.mjs DIR [PATTERN] [--slow]
//
// Files named *.slow.test.ts run only with --slow. A file that exits badly without a count adds one failure.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { softwareGpuEnvironment } from './software-gpu.mjs';

const [directory = 'test', ...rest] = process.argv.slice(2);
const isSlow = rest.includes('--slow');
const pattern = new RegExp(rest.find((word) => !word.startsWith('--')) ?? '');

const files = readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .filter((file) => pattern.test(file) && (isSlow || !/\.slow\.test\./.test(file)))
  .sort();

const totals = { passed: 0, failed: 0, skipped: 0 };
const queue = [...files];

async function runNext() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const startMs = performance.now();
    const result = await execa(process.execPath, ['--import', 'tsx', file], {
      reject: false,
      all: true,
      // The driver must be known when a process starts, so a test cannot choose it for itself.
      env: { FORCE_COLOR: '0', ...(/webgpu/.test(file) ? softwareGpuEnvironment() : null) },
      timeout: isSlow ? 3_600_000 : 600_000,
    });
    const text = result.all ?? '';
    const count = (name) =>
      [...text.matchAll(new RegExp(`^\\s*${name}:\\s+(\\d+)`, 'gm'))].reduce((sum, match) => sum + Number(match[1]), 0);
    const [total, passed, skipped] = [count('Total'), count('Passed'), count('Skipped')];
    // uvu leaves skipped tests out of its total.
    const crashed = result.exitCode !== 0 && total === passed;
    const reasons = text.split('\n').filter((line) => line.startsWith('skipped: '));
    // A file may hold nothing but tests that cannot run here, if it says why; one that is silently empty is a mistake.
    const isEmpty = total + skipped === 0;
    const isLeftOut = isEmpty && reasons.length > 0 && result.exitCode === 0;
    const failed = total - passed + (crashed || (isEmpty && !isLeftOut) ? 1 : 0);
    totals.passed += passed;
    totals.skipped += isLeftOut ? 1 : skipped;
    totals.failed += failed;
    console.log(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${file}  ${passed}/${total}  ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
    );
    for (const reason of reasons) console.log(`     ${reason}`);
    if (failed > 0) console.log(text);
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), files.length) }, runNext));

if (files.length === 0) {
  console.log(`no test file in ${directory} matches ${pattern}`);
  totals.failed += 1;
}
console.log(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
