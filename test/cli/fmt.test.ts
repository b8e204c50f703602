import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commandPath, emoc } from './_emoc.ts';

const test = suite('emoc fmt');
const careless = 'emo 1\ntrain { batch=1\nepochs = 2 } // why\n';
const laidOut = `emo 1\ntrain {\n  batch     = 1\n  epochs    = 2\n}${' '.repeat(59)}// why\n`;
const broken = 'emo 1\ntrain { batch = }\n';

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-fmt-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const piped = (words: readonly string[], input: string | Uint8Array) =>
  execa(process.execPath, [commandPath, ...words], { input, reject: false, stripFinalNewline: false, env: { NO_COLOR: '1' } });

test('writes what changes and names it; leaves alone what is laid out, whole, with its permissions', async () => {
  const cwd = folderWith({ 'a.emo': careless, 'b.emo': laidOut });
  chmodSync(join(cwd, 'a.emo'), 0o640);
  const before = statSync(join(cwd, 'b.emo'));
  const first = await emoc(['fmt', 'a.emo', 'b.emo'], { cwd });
  assert.equal(first, { exitCode: 0, stdout: 'a.emo', stderr: '' });
  assert.is(readFileSync(join(cwd, 'a.emo'), 'utf8'), laidOut);
  assert.is(statSync(join(cwd, 'a.emo')).mode & 0o777, 0o640);
  const after = statSync(join(cwd, 'b.emo'));
  assert.equal([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  assert.equal(readdirSync(cwd).sort(), ['a.emo', 'b.emo']);
  assert.equal(await emoc(['fmt', 'a.emo', 'b.emo'], { cwd }), { exitCode: 0, stdout: '', stderr: '' });
});

test('behind a link it is the file that is written', async () => {
  const cwd = folderWith({ 'a.emo': careless });
  symlinkSync('a.emo', join(cwd, 'link.emo'));
  assert.is((await emoc(['fmt', 'link.emo'], { cwd })).exitCode, 0);
  assert.ok(lstatSync(join(cwd, 'link.emo')).isSymbolicLink());
  assert.is(readFileSync(join(cwd, 'a.emo'), 'utf8'), laidOut);
});

test('--check writes nothing, and prints a diff that makes the one text of the other', async () => {
  const cwd = folderWith({ 'a.emo': careless, 'b.emo': laidOut });
  const { exitCode, stdout, stderr } = await emoc(['fmt', '--check', 'a.emo', 'b.emo'], { cwd });
  assert.is(exitCode, 1);
  assert.is(stderr, '');
  assert.match(stdout, /^--- a\/a\.emo\n\+\+\+ b\/a\.emo\n@@ /);
  assert.is(applyPatch(careless, `${stdout}\n`), laidOut);
  assert.is(readFileSync(join(cwd, 'a.emo'), 'utf8'), careless);
  assert.equal(await emoc(['fmt', '--check', 'b.emo'], { cwd }), { exitCode: 0, stdout: '', stderr: '' });
});

test('a file with a syntax error, that is no UTF-8 or is not there keeps no other from being written', async () => {
  const latin = Uint8Array.from([...Buffer.from('emo 1 // na'), 0xef, 0x76, 0x65]);
  const cwd = folderWith({ 'a.emo': careless, 'broken.emo': broken, 'latin.emo': latin });
  const { exitCode, stdout, stderr } = await emoc(['fmt', 'broken.emo', 'latin.emo', 'gone.emo', 'a.emo'], { cwd });
  assert.is(exitCode, 1);
  assert.is(stdout, 'a.emo');
  for (const expected of [/E0110[\s\S]*broken\.emo:2:15/, /E1030.*latin\.emo/, /E0601.*gone\.emo/])
    assert.match(stderr, expected);
  assert.is(readFileSync(join(cwd, 'broken.emo'), 'utf8'), broken);
  assert.equal(readFileSync(join(cwd, 'latin.emo')), Buffer.from(latin));
});

test('- reads standard input and prints the result, or nothing where it has a syntax error', async () => {
  const good = await piped(['fmt', '-'], careless);
  assert.equal([good.exitCode, good.stdout, good.stderr], [0, laidOut, '']);
  const windows = await piped(['fmt', '-'], `\uFEFF${careless.replaceAll('\n', '\r\n')}`);
  assert.is(windows.stdout, `\uFEFF${laidOut.replaceAll('\n', '\r\n')}`);
  assert.is((await piped(['fmt', '-'], '')).stdout, '');
  const bad = await piped(['fmt', '-'], broken);
  assert.equal([bad.exitCode, bad.stdout], [1, '']);
  assert.match(bad.stderr, /E0110[\s\S]*standard input:2:15/);
  const unreadable = await piped(['fmt', '-'], Uint8Array.from([0xff]));
  assert.is(unreadable.exitCode, 1);
  assert.match(unreadable.stderr, /E1030/);
  const checked = await piped(['fmt', '--check', '-'], careless);
  assert.is(checked.exitCode, 1);
  assert.match(checked.stdout, /^--- a\/standard input\n/);
  assert.is((await piped(['fmt', '-', 'a.emo'], careless)).exitCode, 2);
});

test('a text in which everything changes has a diff too', async () => {
  const lines = 6000;
  const cwd = folderWith({ 'a.emo': 'let  x = 1\n'.repeat(lines) });
  const { exitCode, stdout } = await emoc(['fmt', '--check', 'a.emo'], { cwd });
  assert.is(exitCode, 1);
  assert.is(applyPatch('let  x = 1\n'.repeat(lines), `${stdout}\n`), 'let x = 1\n'.repeat(lines));
});

test.run();
