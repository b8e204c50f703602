// Writes the lock files of the npm packages that `emoc engine install` puts together: exact versions and checksums, no addresses, so
// that any registry can serve them.
//
//   node scripts/lock-engines.mjs            resolves anew; look at the difference before it is committed
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'src/runtime/engines/install/recipes';

for (const engine of ['cuda', 'webgpu']) {
  const work = mkdtempSync(join(tmpdir(), 'emoc-lock-'));
  try {
    const packages = JSON.parse(readFileSync(`${folder}/${engine}.packages.json`, 'utf8'));
    writeFileSync(join(work, 'package.json'), JSON.stringify(packages));
    const args = [
      'install',
      '--package-lock-only',
      '--ignore-scripts',
      '--omit-lockfile-registry-resolved',
      '--no-audit',
      '--no-fund',
    ];
    execFileSync('npm', args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    const lock = JSON.parse(readFileSync(join(work, 'package-lock.json'), 'utf8'));
    writeFileSync(`${folder}/${engine}.lock.json`, `${JSON.stringify(lock, null, 1)}\n`);
    console.log(`${engine}: ${Object.keys(lock.packages).length - 1} packages`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
