import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unzip, zipMembers } from '../../../../src/runtime/engines/install/unzip.ts';
import { temporaryFolder } from './_surroundings.ts';

const text = new TextEncoder().encode('many words, many words, '.repeat(5000));
const executable = 0o755 << 16;

test('members are found and unpacked, packed or not, empty or executable', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.whl');
  const archive = zipSync({
    'deep/packed.txt': text,
    'plain.bin': [text.subarray(0, 1000), { level: 0 }],
    'empty.txt': new Uint8Array(),
    'bin/tool': [text, { os: 3, attrs: executable }],
  });
  // A comment at the end moves the end record away from the end.
  const commented = Buffer.concat([archive, Buffer.alloc(300, 'x')]);
  commented.writeUInt16LE(300, archive.length - 2);
  writeFileSync(path, commented);
  const members = await zipMembers(path);
  assert.equal(
    members.map(({ name, sizeBytes }) => [name, sizeBytes]),
    [
      ['deep/packed.txt', text.length],
      ['plain.bin', 1000],
      ['empty.txt', 0],
      ['bin/tool', text.length],
    ],
  );
  const told: number[] = [];
  await unzip(path, members, join(folder, 'out'), (bytes) => told.push(bytes));
  assert.equal(new Uint8Array(readFileSync(join(folder, 'out/deep/packed.txt'))), text);
  assert.equal(new Uint8Array(readFileSync(join(folder, 'out/plain.bin'))), text.subarray(0, 1000));
  assert.is(statSync(join(folder, 'out/empty.txt')).size, 0);
  assert.is(statSync(join(folder, 'out/bin/tool')).mode & 0o100, 0o100);
  assert.is(statSync(join(folder, 'out/plain.bin')).mode & 0o100, 0);
  assert.is(told.at(-1), 2 * text.length + 1000);
  rmSync(folder, { recursive: true });
});

test('what is no archive, or leaves its folder, is refused', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.whl');
  for (const content of [Buffer.alloc(0), Buffer.alloc(100_000, 'x')]) {
    writeFileSync(path, content);
    try {
      await zipMembers(path);
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).message, 'no zip archive');
    }
  }
  writeFileSync(path, zipSync({ '../outside.txt': text }));
  try {
    await unzip(path, await zipMembers(path), join(folder, 'out'), () => {});
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, 'leaves its folder');
  }
  rmSync(folder, { recursive: true });
});

test.run();
