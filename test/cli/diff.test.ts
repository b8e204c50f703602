import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeSafetensors } from '../../src/runtime/train/safetensors.ts';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

const test = suite('diff and plan --against');
const cwd = mkdtempSync(join(tmpdir(), 'emoc-diff-'));
const original = readFileSync('specs/mosi-joint.emo', 'utf8');
const changed = original.replace('batch     = 32', 'batch     = 64').replace(/dense\(64, relu\)/, 'dense(96, relu)');
const git = async (...words: readonly string[]): Promise<void> => {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];
  await execa('git', [...identity, ...words], { cwd });
};

// main has the original, a tag of it, and a file that is no text; the working tree and `wider` have the change.
mkdirSync(join(cwd, 'specs'));
mkdirSync(join(cwd, 'notes'));
await git('init', '-q', '-b', 'main');
writeFileSync(join(cwd, 'specs/model.emo'), original);
writeFileSync(join(cwd, 'specs/bytes.emo'), Buffer.from([0xff, 0xfe, 0x00, 0x41]));
writeFileSync(join(cwd, 'specs/broken.emo'), original.replace('dropout', 'dropuot'));
writeFileSync(join(cwd, 'specs/ein Modell.emo'), `\ufeff${original}`);
await git('add', '.');
await git('commit', '-q', '-m', 'The original');
await git('tag', 'v1');
await git('checkout', '-q', '-b', 'wider');
writeFileSync(join(cwd, 'specs/model.emo'), changed);
await git('commit', '-q', '-a', '-m', 'A wider layer');

const run = (...words: readonly string[]) => emoc(words, { cwd });

test('exit codes: 0 the same, 2 different, 1 a mistake or a command line that is none', async () => {
  const cases: readonly (readonly [number, readonly string[], RegExp])[] = [
    [0, ['diff', 'specs/model.emo', 'specs/model.emo'], /changes: none in meaning/],
    [0, ['diff', 'main:specs/model.emo', 'v1:specs/model.emo'], /none in meaning/],
    [0, ['diff', 'HEAD:specs/model.emo', 'specs/model.emo'], /none in meaning/],
    [0, ['diff', 'main:specs/model.emo', 'main:specs/ein Modell.emo'], /none in meaning/],
    [2, ['diff', 'main:specs/model.emo', 'specs/model.emo'], /architecture, model or training/],
    [2, ['diff', 'HEAD~1:specs/model.emo', ':specs/model.emo'], /architecture/],
    [1, ['diff', 'main:specs/model.emo'], /E1007/],
    [1, ['diff', 'a', 'b', 'c'], /E1008/],
    [1, ['diff', 'main:specs/model.emo', 'specs/model.emo', '--jsn'], /E1002/],
    [1, ['diff', 'main:specs/model.emo', 'specs/model.emo', '--json', '--markdown'], /E1009/],
    [1, ['diff', 'mian:specs/model.emo', 'specs/model.emo'], /E1083[\s\S]*did you mean `main`/],
    [1, ['diff', '--output=x:specs/model.emo', 'specs/model.emo'], /E1002/],
    [1, ['diff', 'main:model.emo', 'specs/model.emo'], /E1084[\s\S]*did you mean `specs\/model\.emo`/],
    [1, ['diff', 'main:specs', 'specs/model.emo'], /E1084/],
    [1, ['diff', 'specs/gone.emo', 'specs/model.emo'], /E0601/],
    [1, ['diff', 'main:specs/bytes.emo', 'specs/model.emo'], /E1030/],
    [1, ['diff', 'main:specs/broken.emo', 'specs/model.emo'], /E0401[\s\S]*main:specs\/broken\.emo:\d+:\d+/],
  ];
  for (const [expected, words, pattern] of cases) {
    const { exitCode, stdout, stderr } = await run(...words);
    assert.match(stdout + stderr, pattern, words.join(' '));
    assert.is(exitCode, expected, `${words.join(' ')}\n${stdout}${stderr}`);
  }
});

test('what is wrong with both specs is said at once', async () => {
  const { exitCode, stderr } = await run('diff', 'main:specs/gone.emo', 'specs/also-gone.emo');
  assert.is(exitCode, 1);
  assert.match(stderr, /E1084[\s\S]*E0601/);
});

test('paths that begin with ./ are relative to the working folder, others to the top', async () => {
  const inside = { cwd: join(cwd, 'specs') };
  assert.is((await emoc(['diff', 'main:./model.emo', 'model.emo'], inside)).exitCode, 2);
  assert.is((await emoc(['diff', 'main:specs/model.emo', 'model.emo'], inside)).exitCode, 2);
  assert.is((await emoc(['diff', 'main:../specs/model.emo', 'model.emo'], { cwd: join(cwd, 'notes') })).exitCode, 1);
  const { exitCode, stderr } = await emoc(['diff', 'main:model.emo', 'model.emo'], inside);
  assert.is(exitCode, 1);
  assert.match(stderr, /did you mean `specs\/model\.emo`/);
});

test('outside of a repository files can be compared, and revisions cannot', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'emoc-bare-'));
  writeFileSync(join(outside, 'a.emo'), original);
  writeFileSync(join(outside, 'b.emo'), changed);
  assert.is((await emoc(['diff', 'a.emo', 'b.emo'], { cwd: outside })).exitCode, 2);
  const { exitCode, stderr } = await emoc(['diff', 'main:a.emo', 'b.emo'], { cwd: outside });
  assert.is(exitCode, 1);
  assert.match(stderr, /E1082/);
});

test('without git it is said that git is missing', async () => {
  const { exitCode, stderr } = await emoc(['diff', 'main:specs/model.emo', 'specs/model.emo'], {
    cwd,
    env: { PATH: '/nowhere' },
  });
  assert.is(exitCode, 1);
  assert.match(stderr, /E1081.*ENOENT/);
});

test('a file whose name has a colon is a file', async () => {
  writeFileSync(join(cwd, 'main:odd.emo'), original);
  assert.is((await run('diff', 'main:odd.emo', 'v1:specs/model.emo')).exitCode, 0);
});

test('specs of two experiments are compared, and it is said that they are two', async () => {
  writeFileSync(join(cwd, 'other.emo'), readFileSync('specs/emobank-vad.emo', 'utf8'));
  const { exitCode, stdout } = await run('diff', 'specs/model.emo', 'other.emo');
  assert.is(exitCode, 2);
  assert.match(stdout, /two experiments, mosi_joint and emobank_vad/);
  assert.match(stdout, /not comparable: no head is in both/);
});

test('JSON, Markdown and text say the same', async () => {
  const words = ['diff', 'main:specs/model.emo', 'specs/model.emo'];
  const json = JSON.parse((await run(...words, '--json')).stdout);
  const markdown = (await run(...words, '--markdown')).stdout;
  const text = (await run(...words)).stdout;
  assert.is(json.format_version, 1);
  assert.equal(json.classes, ['architecture', 'result']);
  assert.equal(json.train, [{ sign: '~', path: 'batch', before: '32', after: '64' }]);
  const reshaped = json.checkpoints.tensors.filter(({ state }: { state: string }) => state === 'reshaped');
  assert.is(reshaped.length, 3);
  for (const { name, before, after } of reshaped) {
    assert.ok(text.includes(`~ ${name} ${before} -> ${after}`));
    assert.ok(markdown.includes(`! ${name} ${before} -> ${after}`));
  }
  assert.ok(markdown.startsWith('### `specs/model.emo`: architecture'));
});

test('the tensors of a comparison are those that a checkpoint holds, with their shapes', async () => {
  const { folder, spec } = smallProject({ epochs: 1 });
  assert.is((await emoc(['train', spec, '--run', 'one'], { cwd: folder })).exitCode, 0);
  const file = join(folder, 'one/checkpoints/best.safetensors');
  const { tensors } = decodeSafetensors(readFileSync(file), file);
  const { checkpoints } = JSON.parse((await emoc(['diff', spec, spec, '--json'], { cwd: folder })).stdout);
  assert.ok(checkpoints.tensors.length > 3);
  for (const { name, after } of checkpoints.tensors as readonly { readonly name: string; readonly after: string }[]) {
    const held = tensors.get(name);
    assert.ok(held !== undefined, name);
    // Sizes that only the data tells are symbols in the one, numbers in the other.
    const pattern = after.replace(/[[\]]/g, '\\$&').replace(/[VT]_\w+/g, '\\d+');
    assert.match(`[${held?.shape.join(', ')}]`, new RegExp(`^${pattern}$`), name);
  }
  // What is left over are slots of the optimizer, which belong to training and not to the model.
  const names = new Set(checkpoints.tensors.map(({ name }: { name: string }) => name));
  for (const name of tensors.keys()) assert.ok(names.has(name) || names.has(name.slice(name.indexOf('/') + 1)), name);
});

test('plan --against shows every row with its sign, whichever side is a revision', async () => {
  const { exitCode, stdout } = await run('plan', 'specs/model.emo', '--against', 'main:specs/model.emo');
  assert.is(exitCode, 0);
  assert.match(stdout, /^~ encoder text +vec\[64\] -> vec\[96\]/m);
  assert.match(stdout, /^ {2}encoder audio +vec\[64\]/m);
  assert.match(stdout, /^ {2}~ batch {2}32 -> 64$/m);
  assert.match(stdout, /parameters +42,497 +-> 49,825 +\+7,328/);
  const set = await run('plan', 'main:specs/model.emo', '--against', 'main:specs/model.emo', '--set', 'train.epochs=3');
  assert.match(set.stdout, /~ epochs {2}20 -> 3/);
});

test('plan --markdown has the figures of the plan', async () => {
  const { stdout } = await run('plan', 'main:specs/model.emo', '--markdown');
  assert.match(stdout, /^### Plan of `mosi_joint`/);
  assert.match(stdout, /\| \*\*total\*\* \| {2}\| {2}\| 42,497 \|/);
});

test.run();
