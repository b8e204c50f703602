import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { download } from '../../../../src/runtime/engines/install/download.ts';
import { isSystemError } from '../../../../src/runtime/files/read-checked.ts';
import { type Answer, serve } from './_server.ts';
import { contextIn, refusalOf, temporaryFolder } from './_surroundings.ts';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251));
const known = { sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };

/** Downloads `content` from a server that answers as told. */
async function attempt(answer: (count: number) => Answer | null, before: (target: string) => void = () => {}) {
  const folder = temporaryFolder();
  const server = await serve((_, count) => answer(count));
  const target = join(folder, 'file.whl');
  const context = contextIn(folder);
  before(target);
  const run = (): Promise<void> =>
    download({ url: `${server.url}/file.whl`, headers: {}, files: 'file.whl' }, target, known, context);
  return {
    run,
    target,
    context,
    server,
    ranges: () => server.requests.map(({ headers }) => headers.range),
    async end() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test('a file arrives whole, with progress', async () => {
  const { run, target, context, end } = await attempt(() => ({ body: content }));
  await run();
  assert.ok(readFileSync(target).equals(content));
  assert.not(existsSync(`${target}.partial`));
  const last = context.events.at(-1);
  assert.equal(last, { type: 'progress', doing: 'download', bytes: content.length, totalBytes: content.length });
  await end();
});

test('a connection that is cut is gone on with, from where it was cut', async () => {
  const { run, target, context, ranges, end } = await attempt((count) => ({
    body: content,
    knowsRanges: true,
    ...(count < 3 ? { cutAfter: 100_000 } : {}),
  }));
  await run();
  assert.ok(readFileSync(target).equals(content));
  assert.equal(ranges(), [undefined, 'bytes=100000-', 'bytes=200000-']);
  assert.is(context.events.filter(({ type }) => type === 'retry').length, 2);
  await end();
});

test('what an earlier process left is gone on with', async () => {
  const { run, target, ranges, end } = await attempt(
    () => ({ body: content, knowsRanges: true }),
    (path) => writeFileSync(`${path}.partial`, content.subarray(0, 1234)),
  );
  await run();
  assert.ok(readFileSync(target).equals(content));
  assert.equal(ranges(), ['bytes=1234-']);
  await end();
});

test('a server that knows no ranges sends everything again', async () => {
  const { run, target, end } = await attempt(
    () => ({ body: content }),
    (path) => writeFileSync(`${path}.partial`, content.subarray(0, 1234)),
  );
  await run();
  assert.ok(readFileSync(target).equals(content));
  await end();
});

test('cut off again and again: E0855, and what arrived stays for the next time', async () => {
  const { run, target, end } = await attempt(() => ({ body: content, knowsRanges: true, cutAfter: 10_000 }));
  const { code, message } = await refusalOf(run);
  assert.is(code, 'E0855');
  assert.match(message, '`file.whl` broke off after 30000 of 300000 bytes');
  assert.is(statSync(`${target}.partial`).size, 30_000);
  assert.ok(readFileSync(`${target}.partial`).equals(content.subarray(0, 30_000)));
  await end();
});

test('another content: E0856, and nothing of it stays', async () => {
  const wrong = Buffer.from(content);
  wrong[200_000] = 255 - (wrong[200_000] as number);
  for (const body of [wrong, Buffer.concat([content, content])]) {
    const { run, target, end } = await attempt(() => ({ body }));
    assert.is((await refusalOf(run)).code, 'E0856');
    assert.not(existsSync(target));
    assert.not(existsSync(`${target}.partial`));
    await end();
  }
});

test('a server that refuses: E0854 with its status; nobody there: E0853 with the host', async () => {
  const refused = await attempt(() => null);
  const { code, message } = await refusalOf(refused.run);
  assert.is(code, 'E0854');
  assert.match(message, '404');
  await refused.end();

  const gone = await attempt(() => null);
  await gone.server.close();
  const unreached = await refusalOf(gone.run);
  assert.is(unreached.code, 'E0853');
  assert.match(unreached.message, /`127\.0\.0\.1:\d+` could not be reached: .*ECONNREFUSED/);
  assert.match(unreached.help.at(-1)?.text ?? '', /file\.whl.*--from/);
  await gone.end();
});

test('a full disk is an error of the file system, not of the connection', async () => {
  if (!existsSync('/dev/full')) return console.log('skipped: there is no /dev/full');
  const { run, server, end } = await attempt(
    () => ({ body: content }),
    (path) => symlinkSync('/dev/full', `${path}.partial`),
  );
  try {
    await run();
    assert.unreachable();
  } catch (error) {
    assert.ok(isSystemError(error) && error.code === 'ENOSPC', String(error));
  }
  assert.is(server.requests.length, 1, 'it is not tried again');
  await end();
});

test.run();
