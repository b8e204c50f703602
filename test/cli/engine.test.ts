import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cuda } from '../../src/runtime/engines/install/recipes/cuda.ts';
import lock from '../../src/runtime/engines/install/recipes/webgpu.lock.json' with { type: 'json' };
import { hashBytes } from '../../src/runtime/files/hash.ts';
import { serve } from '../runtime/engines/install/_server.ts';
import { commandPath, emoc, signalGroup, startEmoc } from './_emoc.ts';

const test = suite('emoc engine');
const cwd = mkdtempSync(join(tmpdir(), 'emoc-engine-'));
const engines = join(cwd, 'engines');
// npm tries again for minutes unless it is told not to; its cache must not answer for the server.
const env = { EMOC_ENGINES: engines, npm_config_fetch_retries: '0', npm_config_cache: join(cwd, 'npm') };
const isForCuda = process.platform === 'linux' && process.arch === 'x64';

test('mistakes in the command line', async () => {
  const cases: readonly (readonly [number, readonly string[], RegExp])[] = [
    [2, [], /install .*\n.*list/],
    [2, ['instal'], /E1063[\s\S]*did you mean `install`/],
    [2, ['install'], /E1007.*ENGINE/],
    [2, ['install', 'kuda'], /E0851[\s\S]*did you mean `cuda`/],
    [2, ['install', 'cpu'], /E0851/],
    [2, ['install', 'webgpu', '--device', 'cpu'], /E1006.*no other build/],
    [2, ['install', 'webgpu', '--registry', 'example'], /E1006.*http/],
    [2, ['install', 'webgpu'], /63 MB[\s\S]*E1061[\s\S]*--yes/],
    [1, ['install', 'webgpu', '--from', 'nowhere', '--yes'], /E0863/],
    [1, ['remove', 'webgpu'], /E0862/],
    [2, ['remove', 'reference'], /E0851/],
  ];
  for (const [exitCode, words, message] of cases) {
    const outcome = await emoc(['engine', ...words], { cwd, env });
    assert.is(outcome.exitCode, exitCode, `emoc engine ${words.join(' ')}\n${outcome.stderr}`);
    assert.match(outcome.stderr, message);
  }
  assert.not(existsSync(engines), 'nothing was written');
});

test('on a terminal it asks, and a no is a no', async () => {
  // `script` (util-linux) runs a command on a terminal of its own.
  const command = `'${process.execPath}' '${commandPath}' engine install webgpu`;
  const outcome = await execa('script', ['-qec', command, '/dev/null'], {
    cwd,
    env,
    input: 'no\n',
    reject: false,
    timeout: 60_000,
  });
  if (outcome.code === 'ENOENT' || process.platform !== 'linux')
    return console.log('skipped: there is no `script` of util-linux');
  assert.match(outcome.stdout, /63 MB to download[\s\S]*continue\? \[y\/N\][\s\S]*E1062/);
  assert.is(outcome.exitCode, 1);
  assert.not(existsSync(engines), 'nothing was written');
});

test('help of the group and of a verb in it', async () => {
  assert.match((await emoc(['help', 'engine'], { cwd })).stdout, /install .*\n {2}list .*\n {2}remove /);
  assert.match((await emoc(['engine', '--help'], { cwd })).stdout, /install .*\n {2}list .*\n {2}remove /);
  for (const words of [
    ['help', 'engine', 'install'],
    ['engine', 'install', '--help'],
  ]) {
    assert.match((await emoc(words, { cwd })).stdout, /emoc engine install ENGINE[\s\S]*--from PATH/);
  }
});

test('list as text and as JSON', async () => {
  const text = await emoc(['engine', 'list'], { cwd, env });
  assert.is(text.exitCode, 0);
  assert.match(text.stdout, /webgpu +not installed; type: emoc engine install webgpu/);
  const { folder, engines: listed } = JSON.parse((await emoc(['engine', 'list', '--json'], { cwd, env })).stdout);
  assert.is(folder, engines);
  assert.equal(
    listed.map(({ engine, state }: { engine: string; state: string }) => [engine, state]),
    [
      ['cuda', 'absent'],
      ['webgpu', 'absent'],
    ],
  );
});

const lockedVersions = Object.values(lock.packages).flatMap((entry) => ('version' in entry ? [entry.version] : []));

test('a registry that is not there, one that refuses, one with other files', async () => {
  const install = (url: string) => emoc(['engine', 'install', 'webgpu', '--yes', '--registry', url], { cwd, env });
  const gone = await install('http://127.0.0.1:9/');
  assert.is(gone.exitCode, 1);
  assert.match(gone.stderr, /E0853.*`127\.0\.0\.1:9`.*ECONNREFUSED/);

  const refusing = await serve(() => null);
  const refused = await install(`${refusing.url}/`);
  assert.match(refused.stderr, /E0864[\s\S]*404[\s\S]*from --registry/);
  await refusing.close();

  const wrong = await serve((path) => {
    if (path.endsWith('.tgz')) return { body: 'not the package' };
    const name = decodeURIComponent(path.slice(1));
    const dist = { tarball: `http://${new URL(wrong.url).host}/${name}.tgz` };
    const versions = Object.fromEntries(lockedVersions.map((version) => [version, { name, version, dist }]));
    return { body: JSON.stringify({ name, versions, 'dist-tags': {} }), type: 'application/json' };
  });
  const damaged = await install(`${wrong.url}/`);
  assert.is(damaged.exitCode, 1);
  assert.match(damaged.stderr, /E0856.*SHA-512/);
  await wrong.close();

  assert.match((await emoc(['engine', 'list'], { cwd, env })).stdout, /webgpu +half installed/);
  assert.match((await emoc(['engine', 'remove', 'webgpu'], { cwd, env })).stdout, /^removed /);
});

/** An installation of `cuda` whose npm packages are there, so that the wheel is next. */
function withPackagesDone(): void {
  const steps = cuda.steps({ device: 'cpu', python: null });
  const work = join(engines, '.cuda-2.18.1.partial');
  mkdirSync(work, { recursive: true });
  const progress = { plan: hashBytes(JSON.stringify(steps)), done: [steps[0]?.name] };
  writeFileSync(join(work, 'progress.json'), JSON.stringify(progress));
}

const wheel = 'tensorflow_cpu-2.18.1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl';
const wheelBytes = 230_350_167;

test('a wheel that is cut off in the middle goes on from there; killed, a second at once, removed', async () => {
  if (!isForCuda) return console.log('skipped: the engine cuda is for Linux x64');
  withPackagesDone();
  const body = Buffer.alloc(wheelBytes);
  const mirror = await serve((path) =>
    path === '/simple/tensorflow-cpu/'
      ? { body: `<a href="/w/${wheel}">${wheel}</a>`, type: 'text/html' }
      : { body, knowsRanges: true, cutAfter: 1_000_000 },
  );
  const words = ['engine', 'install', 'cuda', '--device', 'cpu', '--yes', '--index', `${mirror.url}/simple`];
  const partial = join(engines, '.cuda-2.18.1.downloads', `${wheel}.partial`);
  try {
    const cut = await emoc(words, { cwd, env });
    assert.is(cut.exitCode, 1);
    // How much of what was sent arrives before the connection breaks is up to the system; three tries of a megabyte are the most.
    const arrived = new RegExp(`E0855.*broke off after (\\d+) of ${wheelBytes} bytes`).exec(cut.stderr)?.[1];
    assert.is(statSync(partial).size, Number(arrived));
    assert.ok(Number(arrived) > 0 && Number(arrived) <= 3_000_000);
    assert.match(cut.stderr, /1\/4 npm packages.*done before/);

    const process = startEmoc(words, { cwd, env });
    while (statSync(partial).size <= Number(arrived)) await new Promise((done) => setTimeout(done, 20));
    const second = await emoc(words, { cwd, env });
    assert.is(second.exitCode, 1);
    assert.match(second.stderr, new RegExp(`E0858.*process ${process.pid}`));
    signalGroup(process.pid, 'SIGKILL');
    await process;
    assert.ok(existsSync(join(engines, '.cuda-2.18.1.lock')), 'it could not let go of the lock');

    const later = await emoc(words, { cwd, env });
    assert.match(later.stderr, /E0855/, 'the lock of a killed process is taken over');
    const ranges = mirror.requests.filter(({ path }) => path.startsWith('/w/')).map(({ headers }) => headers.range ?? 'all');
    assert.is(ranges[0], 'all');
    assert.is(ranges[3], `bytes=${arrived}-`);
    const starts = ranges.slice(1, 4).map((range) => Number(/^bytes=(\d+)-$/.exec(range)?.[1]));
    assert.ok(starts.every((start, place) => start > (starts[place - 1] ?? 0)));
  } finally {
    await mirror.close();
  }
  const removed = await emoc(['engine', 'remove', 'cuda'], { cwd, env });
  assert.is(removed.exitCode, 0);
  assert.not(existsSync(partial));
});

test('an index without the wheel, with another file, or nobody there', async () => {
  if (!isForCuda) return console.log('skipped: the engine cuda is for Linux x64');
  withPackagesDone();
  const install = (url: string) =>
    emoc(['engine', 'install', 'cuda', '--device', 'cpu', '--yes', '--index', `${url}/simple`], { cwd, env });
  const listing = await serve((path) =>
    path.startsWith('/simple') ? { body: `<a href="/w#sha256=${'0'.repeat(64)}">${wheel}</a>`, type: 'text/html' } : null,
  );
  assert.match((await install(listing.url)).stderr, /E0856.*SHA-256 is 0000/);
  await listing.close();
  const empty = await serve(() => ({ body: '<html></html>', type: 'text/html' }));
  assert.match((await install(empty.url)).stderr, /E0865.*tensorflow_cpu-2\.18\.1/);
  await empty.close();
  assert.match((await install('http://127.0.0.1:9')).stderr, /E0853.*`127\.0\.0\.1:9`/);
  await emoc(['engine', 'remove', 'cuda'], { cwd, env });
});

test.after(() => rmSync(cwd, { recursive: true, force: true }));
test.run();
