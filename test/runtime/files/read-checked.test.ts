import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hashBytes, hashFile } from '../../../src/runtime/files/hash.ts';
import { asFailure, readFileChecked } from '../../../src/runtime/files/read-checked.ts';
import { failureOf } from '../failure-of.ts';

const test = suite<{ folder: string }>('files');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'emoc-files-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('reads bytes', ({ folder }) => {
  writeFileSync(join(folder, 'a'), 'text');
  assert.is(readFileChecked(join(folder, 'a')).toString(), 'text');
});

test('a missing file is named as the user wrote it, with the data root', ({ folder }) => {
  const diagnostic = failureOf(() => readFileChecked(join(folder, 'a.csv'), { file: 'a.csv', root: 'data' }));
  assert.equal([diagnostic.code, diagnostic.message], ['E0601', '`a.csv` does not exist']);
  assert.equal(
    diagnostic.help.map(({ text }) => text),
    ['the data root `data` is no folder; change it with --data, EMOC_DATA or emoc.yaml'],
  );
  const there = failureOf(() => readFileChecked(join(folder, 'a.csv'), { file: 'a.csv', root: folder }));
  assert.match(there.help[0]?.text ?? '', `data root \`${folder}\`;`);
});

test('a file of nearly the same name is thought of, unless only its number differs', ({ folder }) => {
  for (const name of ['clips.csv', 'k1.csv']) writeFileSync(join(folder, name), 'x');
  const helpsFor = (file: string) =>
    failureOf(() => readFileChecked(join(folder, file), { file: `data/${file}`, isWritten: true })).help;
  assert.equal(
    helpsFor('clip.csv').map(({ text }) => text),
    ['did you mean `data/clips.csv`?'],
  );
  assert.equal(helpsFor('k2.csv'), []);
});

test('a folder, nothing in it, a link to nowhere, a path through a file, a pipe', ({ folder }) => {
  assert.is(failureOf(() => readFileChecked(folder)).code, 'E0602');
  writeFileSync(join(folder, 'empty'), '');
  assert.is(failureOf(() => readFileChecked(join(folder, 'empty'))).code, 'E0603');
  symlinkSync('nowhere', join(folder, 'link'));
  assert.is(failureOf(() => readFileChecked(join(folder, 'link'))).code, 'E0601');
  assert.is(failureOf(() => readFileChecked(join(folder, 'empty', 'x'))).code, 'E0601');
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  assert.match(failureOf(() => readFileChecked(join(folder, 'pipe'))).message, 'a pipe');
  assert.match(failureOf(() => readFileChecked('/dev/zero')).message, 'a device');
});

test('a file that may not be read', ({ folder }) => {
  const path = join(folder, 'secret');
  writeFileSync(path, 'x');
  chmodSync(path, 0);
  if (process.getuid?.() === 0) {
    // The superuser may read everything: the error itself is given instead.
    const refused = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES', syscall: 'open' });
    assert.is(
      failureOf(() => {
        throw asFailure(refused, path);
      }).code,
      'E0604',
    );
    return;
  }
  assert.is(failureOf(() => readFileChecked(path)).code, 'E0604');
});

test('errors that are no mistake of the user stay as they are', () => {
  const bug = new TypeError('x');
  assert.is(asFailure(bug, 'a'), bug);
});

test('hashes: the known one of nothing, the same streamed and at once, a Failure for what is not there', ({ folder }) => {
  const path = join(folder, 'a');
  writeFileSync(path, '');
  assert.is(hashFile(path), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const bytes = Buffer.alloc(700_001, 'emoc');
  writeFileSync(path, bytes);
  assert.is(hashFile(path), createHash('sha256').update(bytes).digest('hex'));
  assert.is(hashBytes(bytes), hashFile(path));
  assert.is(failureOf(() => hashFile(join(folder, 'b'), { file: 'b' })).code, 'E0601');
  assert.is(failureOf(() => hashFile(folder)).code, 'E0602');
});

test.run();
