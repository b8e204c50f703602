import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineFolder, type Surroundings } from '../../../../src/runtime/engines/engine-folder.ts';
import type { InstallEvent } from '../../../../src/runtime/engines/install/events.ts';
import { lookInto } from '../../../../src/runtime/engines/install/from.ts';
import { install, planInstallation, requireSpace } from '../../../../src/runtime/engines/install/install.ts';
import { downloadFolder, inspectInstallation, lockFile, workFolder } from '../../../../src/runtime/engines/install/installed.ts';
import type { AddonStep, CheckStep, Recipe, Step, WheelStep } from '../../../../src/runtime/engines/install/recipe.ts';
import { cuda } from '../../../../src/runtime/engines/install/recipes/cuda.ts';
import { webgpu } from '../../../../src/runtime/engines/install/recipes/webgpu.ts';
import { removeEngine } from '../../../../src/runtime/engines/install/remove.ts';
import { placeAddon } from '../../../../src/runtime/engines/install/steps/addon.ts';
import { makeLink } from '../../../../src/runtime/engines/install/steps/link.ts';
import { ownIdentity } from '../../../../src/runtime/files/process-identity.ts';
import { type Answer, serve } from './_server.ts';
import { contextIn, refusalOf, surroundingsIn, temporaryFolder } from './_surroundings.ts';

/** Two wheels of a few bytes and a program that reads what is in them: an engine as the real ones, but small. */
const wheels = Object.fromEntries(
  ['first', 'second'].map((project) => [
    project,
    Buffer.from(zipSync({ [`lib/${project}.json`]: Buffer.from(`"${project}"`), 'lib/left-out.txt': Buffer.from('no') })),
  ]),
);

const wheelStep = (project: string): WheelStep => ({
  kind: 'wheel',
  name: `${project} wheel`,
  project,
  file: `${project}-1.whl`,
  sha256: createHash('sha256')
    .update(wheels[project] as Buffer)
    .digest('hex'),
  downloadBytes: (wheels[project] as Buffer).length,
  diskBytes: 10,
  take: '\\.json$',
  into: 'site',
});

const check: CheckStep = {
  kind: 'check',
  name: 'loading it once',
  downloadBytes: 0,
  diskBytes: 0,
  program: `console.log(JSON.stringify({ first: require('./site/lib/first.json'), second: require('./site/lib/second.json') }))`,
};

const platform = `${process.platform} ${process.arch}`;

const recipeOf = (...steps: readonly Step[]): Recipe => ({
  engine: 'cuda',
  summary: 'a small one',
  platforms: [platform],
  elsewhere: 'nothing',
  hasCpuBuild: true,
  steps: () => steps,
  keyFiles: () => ['site/lib/first.json'],
});

const small = recipeOf(wheelStep('first'), wheelStep('second'), check);

async function scene(answer: (path: string, count: number) => Partial<Answer> | null = () => ({})) {
  const folder = temporaryFolder();
  const server = await serve((path, count) => {
    const project = /^\/simple\/(\w+)\/$/.exec(path)?.[1];
    if (project !== undefined) return { body: `<a href="/files/${project}">${project}-1.whl</a>`, type: 'text/html' };
    const told = answer(path, count);
    return told === null ? null : { body: wheels[path.slice('/files/'.length)] as Buffer, knowsRanges: true, ...told };
  });
  const surroundings = surroundingsIn(join(folder, 'engines'));
  const index = { url: `${server.url}/simple`, saidBy: 'the test' };
  const run = async (recipe: Recipe = small, from: string | null = null) => {
    const events: InstallEvent[] = [];
    const source = from === null ? null : await lookInto(from, recipe);
    const plan = await planInstallation(
      recipe,
      { device: 'gpu', from: source, sources: { registry: index, index } },
      surroundings,
    );
    const details = plan.isInstalled ? null : await install(plan, surroundings, (event) => events.push(event), 1);
    return { plan, details, events };
  };
  const files = () => server.requests.map(({ path }) => path).filter((path) => path.startsWith('/files/'));
  const end = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, surroundings, run, files, end };
}

const endings = (events: readonly InstallEvent[]) => events.filter((event) => event.type === 'step_end');

const stateOf = async (surroundings: Surroundings) => (await inspectInstallation('cuda', surroundings)).state;

test('an engine is installed, known as such, not installed twice, and removed', async () => {
  const { surroundings, run, files, end } = await scene();
  assert.is(await stateOf(surroundings), 'absent');
  const { details, plan, events } = await run();
  assert.equal(details, { first: 'first', second: 'second' });
  assert.is(plan.downloadBytes, (wheels.first as Buffer).length + (wheels.second as Buffer).length);
  assert.equal(
    endings(events).map(({ name, wasDone }) => [name, wasDone]),
    [
      ['first wheel', false],
      ['second wheel', false],
      ['loading it once', false],
    ],
  );
  assert.is(await stateOf(surroundings), 'installed');
  const home = engineFolder('cuda', surroundings);
  assert.equal(readdirSync(join(home, 'site/lib')), ['first.json', 'second.json']);
  assert.equal(readdirSync(surroundings.environment.EMOC_ENGINES as string), [home.split('/').at(-1)], 'nothing else is left');
  assert.ok((await run()).plan.isInstalled);
  assert.is(files().length, 2);
  assert.equal(await removeEngine('cuda', surroundings), [home]);
  assert.is(await stateOf(surroundings), 'absent');
  const { code, help } = await refusalOf(() => removeEngine('cuda', surroundings));
  assert.is(code, 'E0862');
  assert.match(help[0]?.text ?? '', 'none');
  await end();
});

test('one that breaks off has no name yet; the next goes on and does no finished step again', async () => {
  const { surroundings, run, files, end } = await scene((path, count) =>
    path === '/files/second' && count <= 3 ? { cutAfter: 20 } : {},
  );
  assert.is((await refusalOf(() => run())).code, 'E0855');
  assert.is(await stateOf(surroundings), 'unfinished');
  assert.not(existsSync(engineFolder('cuda', surroundings)));
  assert.not(existsSync(lockFile('cuda', surroundings)), 'the lock is let go of');
  const { events, plan } = await run();
  assert.is(plan.downloadBytes, (wheels.second as Buffer).length);
  assert.equal(
    endings(events).map(({ wasDone }) => wasDone),
    [true, false, false],
  );
  assert.equal(files(), ['/files/first', ...Array(4).fill('/files/second')]);
  assert.is(await stateOf(surroundings), 'installed');
  await end();
});

test('a failure leaves the engine that was there as it was', async () => {
  const { surroundings, run, end } = await scene();
  await run();
  const broken = recipeOf(wheelStep('first'), { ...check, program: `throw new Error('libcudart.so.12: cannot open')` });
  const { code, message, help } = await refusalOf(() => run(broken));
  assert.is(code, 'E0859');
  assert.match(message, 'libcudart.so.12: cannot open');
  assert.match(help[0]?.text ?? '', 'CUDA library');
  assert.is(await stateOf(surroundings), 'installed');
  assert.is((await refusalOf(() => run(recipeOf({ ...check, program: 'process.abort()' })))).code, 'E0859');
  const other = recipeOf(wheelStep('second'), wheelStep('first'), check);
  assert.equal((await run(other)).details, { first: 'first', second: 'second' }, 'a changed recipe replaces it');
  await removeEngine('cuda', surroundings);
  assert.not(existsSync(workFolder('cuda', surroundings)));
  await end();
});

test('damage is found: a file changed, cut, or gone', async () => {
  const { surroundings, run, end } = await scene();
  await run();
  const file = join(engineFolder('cuda', surroundings), 'site/lib/first.json');
  const whole = readFileSync(file);
  const changes: readonly (readonly [() => void, RegExp])[] = [
    [() => writeFileSync(file, whole.toString().replace('f', 'F')), /not what was installed/],
    [() => writeFileSync(file, ''), /0 bytes instead of 7/],
    [() => rmSync(file), /is missing/],
  ];
  for (const [change, reason] of changes) {
    change();
    const found = await inspectInstallation('cuda', surroundings);
    assert.is(found.state, 'damaged');
    assert.match(found.state === 'damaged' ? found.reason : '', reason);
  }
  assert.ok((await run()).details, 'installing repairs it');
  assert.is(await stateOf(surroundings), 'installed');
  await end();
});

test('two at once: E0858; what a process left that is gone is taken over', async () => {
  const { surroundings, run, end } = await scene();
  mkdirSync(surroundings.environment.EMOC_ENGINES as string, { recursive: true });
  const lock = lockFile('cuda', surroundings);
  writeFileSync(lock, JSON.stringify(ownIdentity()));
  const { code, message } = await refusalOf(() => run());
  assert.is(code, 'E0858');
  assert.match(message, `process ${process.pid}`);
  assert.ok(existsSync(lock), "another one's lock stays");
  // A number that was given to another process since, and words that are no identity.
  for (const left of [JSON.stringify({ ...ownIdentity(), begun: '1' }), '{"id"']) {
    writeFileSync(lock, left);
    await run();
    await removeEngine('cuda', surroundings);
  }
  await end();
});

test('a full disk: before it starts, and in the middle', async () => {
  const { surroundings, run, folder, end } = await scene();
  const { plan } = await run();
  const refusal = await refusalOf(async () => requireSpace({ ...plan, diskBytes: 4.1e9, freeBytes: 2.5e8 }));
  assert.is(refusal.code, 'E0857');
  assert.match(refusal.message, /4\.1 GB needed, 250 MB free/);
  await removeEngine('cuda', surroundings);
  if (existsSync('/dev/full')) {
    mkdirSync(downloadFolder('cuda', surroundings), { recursive: true });
    symlinkSync('/dev/full', join(downloadFolder('cuda', surroundings), 'first-1.whl.partial'));
    assert.is((await refusalOf(() => run())).code, 'E0857');
  } else console.log('skipped: there is no /dev/full');
  writeFileSync(join(folder, 'file'), '');
  const blocked = surroundingsIn(join(folder, 'file', 'engines'));
  const refused = await refusalOf(() => install({ ...plan, folder: join(folder, 'file', 'engines', 'cuda') }, blocked, () => {}));
  assert.is(refused.code, 'E0903');
  await end();
});

test('files that were carried here are used, checked and left alone', async () => {
  const { run, folder, files, end } = await scene();
  const carried = join(folder, 'carried');
  mkdirSync(carried);
  assert.is((await refusalOf(() => run(small, carried))).code, 'E0863', 'an empty folder');
  assert.is((await refusalOf(() => run(small, join(folder, 'nowhere')))).code, 'E0863');
  writeFileSync(join(carried, 'first-1.whl'), (wheels.first as Buffer).subarray(1));
  assert.is((await refusalOf(() => run(small, carried))).code, 'E0856');
  writeFileSync(join(carried, 'first-1.whl'), wheels.first as Buffer);
  const { plan } = await run(small, carried);
  assert.is(plan.downloadBytes, (wheels.second as Buffer).length);
  assert.equal(files(), ['/files/second']);
  assert.equal(readdirSync(carried), ['first-1.whl']);
  await end();
});

test('a Python environment, by its folder, its site-packages, its tensorflow or its program', async () => {
  const folder = temporaryFolder();
  const site = join(folder, 'venv/lib/python3.12/site-packages');
  mkdirSync(join(site, 'tensorflow'), { recursive: true });
  mkdirSync(join(site, 'tensorflow_cpu-2.18.1.dist-info'));
  writeFileSync(join(site, 'tensorflow/libtensorflow_cc.so.2'), '');
  const python = join(folder, 'python');
  writeFileSync(python, `#!/bin/sh\necho\necho /nowhere\necho '${site}'\n`);
  chmodSync(python, 0o755);
  const expected = {
    kind: 'python',
    siteFolder: site,
    tensorflowFolder: join(site, 'tensorflow'),
    nvidiaFolder: null,
    version: '2.18.1',
  };
  for (const path of [join(folder, 'venv'), site, join(site, 'tensorflow'), python])
    assert.equal(await lookInto(path, cuda), expected);
  mkdirSync(join(site, 'nvidia'));
  const found = await lookInto(site, cuda);
  assert.is(found.kind === 'python' && found.nvidiaFolder, join(site, 'nvidia'));
  assert.is((await refusalOf(() => lookInto(site, webgpu))).code, 'E0863', 'webgpu has nothing of Python');
  const kinds = cuda.steps({ device: 'gpu', python: found.kind === 'python' ? found : null }).map(({ kind }) => kind);
  assert.equal(kinds, ['npm', 'link', 'link', 'addon', 'check']);
  rmSync(folder, { recursive: true });
});

test('links to parts of the engine are right wherever its folder lies', async () => {
  const folder = temporaryFolder();
  const work = join(folder, 'partial');
  mkdirSync(join(work, 'site/nvidia/nccl'), { recursive: true });
  writeFileSync(join(work, 'site/nvidia/nccl/lib.so'), 'nccl');
  const base = { kind: 'link', name: '', downloadBytes: 0, diskBytes: 0 } as const;
  await makeLink({ ...base, target: 'site/nvidia/nccl/lib.so', at: 'site/tensorflow/lib.so' }, { work });
  await makeLink({ ...base, target: 'site/nvidia/nccl', at: 'site/nvidia/other' }, { work });
  await makeLink({ ...base, target: tmpdir(), at: 'machine' }, { work });
  renameSync(work, join(folder, 'whole'));
  assert.is(readFileSync(join(folder, 'whole/site/tensorflow/lib.so'), 'utf8'), 'nccl');
  assert.is(readFileSync(join(folder, 'whole/site/nvidia/other/lib.so'), 'utf8'), 'nccl');
  assert.is(readlinkSync(join(folder, 'whole/machine')), tmpdir());
  rmSync(folder, { recursive: true });
});

test('systems that an engine does not exist for: E0852, before anything is asked for', async () => {
  const sources = { registry: { url: '', saidBy: '' }, index: { url: '', saidBy: '' } };
  for (const [recipe, system, architecture] of [
    [cuda, 'darwin', 'arm64'],
    [cuda, 'linux', 'arm64'],
    [webgpu, 'freebsd', 'x64'],
  ] as const) {
    const elsewhere = { ...surroundingsIn('/nowhere'), platform: system, architecture };
    const { code, message, help } = await refusalOf(() =>
      planInstallation(recipe, { device: 'gpu', from: null, sources }, elsewhere),
    );
    assert.is(code, 'E0852');
    assert.match(message, `${system} ${architecture}`);
    assert.match(help[0]?.text ?? '', 'engine `');
  }
});

const addon: AddonStep = {
  kind: 'addon',
  name: 'addon',
  downloadBytes: 0,
  diskBytes: 0,
  output: 'made/out.node',
  readyMade: 'ready.node',
  sources: ['source.cc'],
  includes: [],
  definitions: ['NUMBER=3'],
  libraries: [],
  rpath: '$ORIGIN',
  program: `console.log(JSON.stringify({ size: String(require('fs').readFileSync('made/out.node').length) }))`,
};

/** Places the addon in a folder with that source, by that compiler. */
async function place(source: string, environment: Readonly<Record<string, string>>, files: readonly string[] = [], step = addon) {
  const folder = temporaryFolder();
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'source.cc'), source);
  for (const name of files) writeFileSync(join(folder, name), 'ready');
  const carried = files.length === 0 ? null : { kind: 'files' as const, folder, names: files };
  const context = contextIn(folder, { work, files: carried, surroundings: surroundingsIn(folder, environment) });
  return { made: join(work, 'made/out.node'), run: () => placeAddon(step, context) };
}

test('the addon: compiled, ready-made, without a compiler, with one that fails', async () => {
  const none = await place('', { CXX: '/nowhere/g++' });
  const { code, message, help } = await refusalOf(none.run);
  assert.is(code, 'E0860');
  assert.match(message, 'CXX=/nowhere/g++');
  assert.match(help[0]?.text ?? '', 'apt install g++');

  const ready = await place('', { CXX: '/nowhere/g++' }, ['ready.node']);
  await ready.run();
  assert.is(readFileSync(ready.made, 'utf8'), 'ready');

  const damaged = await place('', {}, ['ready.node'], { ...addon, program: `throw new Error('file too short')` });
  const refusal = await refusalOf(damaged.run);
  assert.is(refusal.code, 'E0859');
  assert.match(refusal.message, 'file too short');
  assert.not(existsSync(damaged.made));

  const compiled = await place('extern "C" int three() { return NUMBER; }', {});
  try {
    await compiled.run();
  } catch (error) {
    if (String(error).includes('E0860')) return console.log('skipped: there is no C++ compiler');
    throw error;
  }
  assert.is(readFileSync(compiled.made).subarray(1, 4).toString(), 'ELF');
  const wrong = await place('int three() { return NUMBERS; }', {});
  const failed = await refusalOf(wrong.run);
  assert.is(failed.code, 'E0861');
  assert.match(failed.message, /NUMBERS/);
  assert.not(existsSync(wrong.made));
});

test.run();
