import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { removePartials, writeWhole } from '../../../src/runtime/files/write-whole.ts';
import { failureOf } from '../failure-of.ts';

const test = suite<{ folder: string }>('write-whole');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'emoc-write-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

test('writes bytes, pieces and texts, over what was there, and leaves nothing else', ({ folder }) => {
  const path = join(folder, 'a');
  writeWhole(path, Uint8Array.of(1, 2));
  assert.equal([...readFileSync(path)], [1, 2]);
  writeWhole(path, [Uint8Array.of(3), new Uint8Array(0), Uint8Array.of(4)]);
  assert.equal([...readFileSync(path)], [3, 4]);
  writeWhole(path, 'ü');
  assert.is(readFileSync(path, 'utf8'), 'ü');
  assert.equal(readdirSync(folder), ['a']);
});

test('no folder, a folder of that name: a Failure, and nothing is left', ({ folder }) => {
  assert.is(failureOf(() => writeWhole(join(folder, 'no', 'a'), 'x')).code, 'E0903');
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'b', 'inside'), '');
  assert.is(failureOf(() => writeWhole(join(folder, 'b'), 'x')).code, 'E0903');
  assert.equal(readdirSync(folder), ['b']);
});

/** Writes `megabytes` to `path` in a process of its own, started by `command`, and prints the code of the failure. */
function writeElsewhere(command: (node: string) => string, path: string, megabytes: number): string {
  const module = join(process.cwd(), 'src/runtime/files/write-whole.ts');
  const script = `import { writeWhole } from ${JSON.stringify(module)};
    try { writeWhole(${JSON.stringify(path)}, new Uint8Array(${megabytes * 1e6})); console.log('written'); }
    catch (error) { console.log(error.diagnostics?.[0]?.code ?? error); }`;
  writeFileSync(`${path}.script.ts`, script);
  const result = spawnSync('bash', ['-c', command(`${process.execPath} --import tsx ${path}.script.ts`)], { encoding: 'utf8' });
  rmSync(`${path}.script.ts`, { force: true });
  return result.stdout.trim() || result.stderr;
}

test('the operating system stops the writing half-way: the old file is unchanged and nothing else is left', ({ folder }) => {
  if (process.platform === 'win32') return;
  const path = join(folder, 'last.safetensors');
  writeWhole(path, 'good');
  assert.is(
    writeElsewhere((node) => `ulimit -f 1000; ${node}`, path, 3),
    'E0903',
  );
  assert.is(readFileSync(path, 'utf8'), 'good');
  assert.equal(readdirSync(folder), ['last.safetensors']);
});

test('a full disk: the old file is unchanged and nothing else is left', ({ folder }) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
  if (!isMounted) {
    console.log('skipped: a small disk cannot be mounted here');
    return;
  }
  try {
    const path = join(disk, 'last.safetensors');
    writeWhole(path, 'good');
    const diagnostic = failureOf(() => writeWhole(path, new Uint8Array(3e6)));
    assert.is(diagnostic.code, 'E0902');
    assert.match(diagnostic.message, '3000000 bytes');
    assert.is(readFileSync(path, 'utf8'), 'good');
    assert.equal(readdirSync(disk), ['last.safetensors']);
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('what killed processes left is removed, what a living one writes stays', ({ folder }) => {
  const dead = spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).stdout.trim();
  const names = [`.a.${dead}-0.partial`, `.a.${process.pid}-0.partial`, 'a', '.partial', 'b.1-0.partial'];
  for (const name of names) writeFileSync(join(folder, name), '');
  assert.equal(removePartials(folder), [names[0]]);
  assert.equal(readdirSync(folder).sort(), names.slice(1).sort());
  assert.ok(existsSync(join(folder, 'a')));
});

test('a process that has ended writes nothing any more, also while nobody has asked how it ended', async ({ folder }) => {
  if (process.platform !== 'linux') {
    console.log('skipped: only Linux tells that a process is a zombie');
    return;
  }
  // The shell becomes a program that never asks after its child, which ends later than that.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const zombie = String((await once(parent.stdout, 'data'))[0]).trim();
    const stateOf = (): string => readFileSync(`/proc/${zombie}/stat`, 'utf8').replace(/^.*\) /, '')[0] ?? '';
    for (let wait = 0; wait < 200 && stateOf() !== 'Z'; wait += 1) await setTimeout(10);
    assert.is(stateOf(), 'Z');
    writeFileSync(join(folder, `.a.${zombie}-0.partial`), '');
    assert.equal(removePartials(folder), [`.a.${zombie}-0.partial`]);
  } finally {
    parent.kill('SIGKILL');
  }
});

test.run();
