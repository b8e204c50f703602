import { chmodSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { commandPath } from './_emoc.ts';

const test = suite('examples of reviews');
const original = readFileSync('specs/mosi-joint.emo', 'utf8');

/** A repository with the hook, one spec committed, and an `emoc` on its path. */
async function repository() {
  const cwd = mkdtempSync(join(tmpdir(), 'emoc-hook-'));
  writeFileSync(join(cwd, 'emoc'), `#!/bin/sh\nexec "${process.execPath}" "${commandPath}" "$@"\n`);
  chmodSync(join(cwd, 'emoc'), 0o755);
  const env = { EMOC: join(cwd, 'emoc'), PATH: `${cwd}:${process.env.PATH}`, NO_COLOR: '1', LANG: 'C.UTF-8' };
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];
  const git = (...words: readonly string[]) => execa('git', [...identity, ...words], { cwd, env, reject: false });
  await git('init', '-q', '-b', 'main');
  writeFileSync(join(cwd, 'model.emo'), original);
  await git('add', 'model.emo');
  await git('commit', '-q', '-m', 'The original');
  cpSync('examples/git-hooks/pre-commit', join(cwd, '.git/hooks/pre-commit'));
  return { cwd, env, git };
}

test('the hook shows what a commit means and lets it pass', async () => {
  const { cwd, git } = await repository();
  writeFileSync(join(cwd, 'model.emo'), original.replace('batch     = 32', 'batch     = 64'));
  writeFileSync(join(cwd, 'ein Modell.emo'), original);
  await git('add', 'model.emo', 'ein Modell.emo');
  const { exitCode, stderr } = await git('commit', '-q', '-m', 'Larger batches');
  assert.is(exitCode, 0, stderr);
  assert.match(stderr, /HEAD:model\.emo -> :model\.emo[\s\S]*~ batch {2}32 -> 64/);
});

test('the hook stops a commit for a mistake, and looks at what is staged alone', async () => {
  const { cwd, git } = await repository();
  writeFileSync(join(cwd, 'model.emo'), original.replace('dropout', 'dropuot'));
  await git('add', 'model.emo');
  // The working tree is right again; what would be committed is not.
  writeFileSync(join(cwd, 'model.emo'), original);
  const stopped = await git('commit', '-q', '-m', 'A slip');
  assert.is(stopped.exitCode, 1);
  assert.match(stopped.stderr, /E0401[\s\S]*The commit was stopped/);
  await git('add', 'model.emo');
  assert.is((await git('commit', '-q', '--allow-empty', '-m', 'None')).exitCode, 0);
});

test('the hook stops a commit for its layout, and does nothing where no spec is staged', async () => {
  const { cwd, git } = await repository();
  writeFileSync(join(cwd, 'model.emo'), original.replace('batch     = 32', 'batch=32'));
  await git('add', 'model.emo');
  assert.is((await git('commit', '-q', '-m', 'Untidy')).exitCode, 1);
  await git('reset', '-q');
  writeFileSync(join(cwd, 'notes.txt'), 'notes');
  await git('add', 'notes.txt');
  assert.is((await git('commit', '-q', '-m', 'Notes')).exitCode, 0);
});

interface Step {
  readonly name?: string;
  readonly run?: string;
}

test('the steps of the workflow do in a repository what they say', async () => {
  const { cwd, env, git } = await repository();
  const base = (await git('rev-parse', 'HEAD')).stdout;
  await git('checkout', '-q', '-b', 'change');
  writeFileSync(join(cwd, 'model.emo'), original.replace('batch     = 32', 'batch     = 64'));
  writeFileSync(join(cwd, 'new.emo'), readFileSync('specs/mosi-early.emo', 'utf8'));
  await git('add', 'model.emo', 'new.emo');
  assert.is((await git('commit', '-q', '-m', 'A change')).exitCode, 0);

  const workflow = parse(readFileSync('examples/github/review-specs.yml', 'utf8'));
  const steps: readonly Step[] = workflow.jobs.review.steps;
  const [output, summary] = [join(cwd, 'output'), join(cwd, 'summary')];
  for (const name of ['Changed specs', 'Mistakes', 'Layout', 'What the change means']) {
    const script = steps.find((step) => step.name === name)?.run;
    assert.ok(script !== undefined, name);
    // As GitHub runs a step: bash -e.
    const ran = await execa('bash', ['-e', '-c', script ?? ''], {
      cwd,
      env: { ...env, BASE: base, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      reject: false,
    });
    assert.is(ran.exitCode, 0, `${name}: ${ran.stdout}${ran.stderr}`);
  }
  assert.match(readFileSync(output, 'utf8'), /any=true/);
  const comment = readFileSync(join(cwd, 'comment.md'), 'utf8');
  assert.ok(comment.startsWith('<!-- emoc diff -->\n'));
  assert.match(comment, /### `model\.emo`: model or training[\s\S]*\| `~` \| `batch` \| `32` \| `64` \|/);
  assert.match(comment, /### Plan of `mosi_early`/);
  assert.is(readFileSync(summary, 'utf8'), comment);
});

test.run();
