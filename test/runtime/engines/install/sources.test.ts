import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findSources, splitCredentials } from '../../../../src/runtime/engines/install/sources.ts';
import { findWheel, linksInHtml } from '../../../../src/runtime/engines/install/wheel-index.ts';
import { serve } from './_server.ts';
import { refusalOf, surroundingsIn, temporaryFolder } from './_surroundings.ts';

const nothing = { registry: undefined, index: undefined };

test('the command line, then what npm and pip are set to, then the public ones', async () => {
  const folder = temporaryFolder();
  // A home without settings.
  const bare = surroundingsIn(folder, { HOME: folder, PIP_CONFIG_FILE: '/dev/null' });
  const untouched = await findSources(nothing, bare, folder);
  assert.is(untouched.registry.url, 'https://registry.npmjs.org/');
  assert.equal(untouched.index, { url: 'https://pypi.org/simple', saidBy: 'default' });

  const set = surroundingsIn(folder, {
    HOME: folder,
    npm_config_registry: 'http://npm.example/',
    PIP_INDEX_URL: 'http://pip.example/simple',
  });
  const fromEnvironment = await findSources(nothing, set, folder);
  assert.is(fromEnvironment.registry.url, 'http://npm.example/');
  assert.equal(fromEnvironment.index, { url: 'http://pip.example/simple', saidBy: 'the settings of pip' });

  writeFileSync(join(folder, '.npmrc'), 'registry=http://project.example/\n');
  assert.is((await findSources(nothing, bare, folder)).registry.url, 'http://project.example/');

  const said = await findSources({ registry: 'http://a.example/', index: 'http://b.example/' }, set, folder);
  assert.equal(said, {
    registry: { url: 'http://a.example/', saidBy: '--registry' },
    index: { url: 'http://b.example/', saidBy: '--index' },
  });
  rmSync(folder, { recursive: true });
});

test('a name and password in an address become a header', () => {
  assert.equal(splitCredentials('https://pypi.org/simple'), { url: 'https://pypi.org/simple', headers: {} });
  assert.equal(splitCredentials('https://ada:p%40ss@mirror.example/simple'), {
    url: 'https://mirror.example/simple',
    headers: { authorization: `Basic ${Buffer.from('ada:p@ss').toString('base64')}` },
  });
});

const wanted = { project: 'nvidia-nccl-cu12', file: 'nccl-1-py3.whl', sha256: 'a'.repeat(64) };
const here = surroundingsIn('/nowhere');

test('an index in JSON and one in HTML name the same file', async () => {
  const json = JSON.stringify({
    files: [
      { filename: 'nccl-0-py3.whl', url: 'https://files.example/0', hashes: {} },
      { filename: wanted.file, url: '../../files/nccl-1-py3.whl', hashes: { sha256: wanted.sha256 } },
    ],
  });
  const html = `<html><body><a class="x" href="../../files/nccl-1-py3.whl#sha256=${wanted.sha256}" data-requires-python="&gt;=3">${wanted.file}</a><br/></body>`;
  for (const [body, type] of [
    [json, 'application/vnd.pypi.simple.v1+json'],
    [html, 'text/html; charset=utf-8'],
  ] as const) {
    const server = await serve((path) => (path === '/simple/nvidia-nccl-cu12/' ? { body, type } : null));
    const found = await findWheel(wanted, { url: `${server.url.replace('//', '//ada:secret@')}/simple/`, saidBy: 'test' }, here);
    assert.is(found.url, `${server.url}/files/nccl-1-py3.whl`);
    assert.match(found.headers.authorization ?? '', /^Basic /);
    assert.match(server.requests[0]?.headers.authorization ?? '', /^Basic /);
    await server.close();
  }
});

test('an index without the file, with another one, or with nothing: E0865, E0856, E0854', async () => {
  const listing = (hash: string): string => `<a href="x#sha256=${hash}">${wanted.file}</a>`;
  const codes: string[] = [];
  for (const body of ['<a href="other">other-1.whl</a>', listing('b'.repeat(64)), null]) {
    const server = await serve(() => (body === null ? null : { body, type: 'text/html' }));
    codes.push((await refusalOf(() => findWheel(wanted, { url: server.url, saidBy: 'test' }, here))).code);
    await server.close();
  }
  assert.equal(codes, ['E0865', 'E0856', 'E0854']);
});

test('links in HTML: quotes, entities, order of attributes', () => {
  assert.equal(linksInHtml(`<A data-x='1' HREF='a?b=1&amp;c=2'> a&#39;b </A>`), [
    { file: "a'b", url: 'a?b=1&c=2', sha256: null },
  ]);
  assert.equal(linksInHtml('<a>no address</a>'), []);
});

test.run();
