import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompletionItem, Hover, TextEdit } from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './_client.ts';

const quickstart = pathToFileURL('examples/quickstart.emo').href;

/** What a client does to a document that it then asks everything about; the server must go on answering. */
async function survives(client: Client, uri: string, text: string): Promise<readonly string[]> {
  await client.open(uri, text);
  const { diagnostics } = await client.diagnosticsOf(uri, 1);
  const position = { line: 0, character: 3 };
  const document = { textDocument: { uri } };
  const ask = (method: string, params: object = {}): Promise<unknown> =>
    client.connection.sendRequest(`textDocument/${method}`, { ...document, ...params });
  await ask('completion', { position });
  await ask('hover', { position });
  await ask('signatureHelp', { position });
  await ask('documentSymbol');
  await ask('foldingRange');
  await ask('semanticTokens/full');
  await ask('selectionRange', { positions: [position] });
  await ask('formatting', { options: { tabSize: 2, insertSpaces: true } });
  await ask('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } });
  await client.connection.sendNotification('textDocument/didClose', document);
  return diagnostics.map(({ code }) => String(code));
}

const odd: readonly (readonly [what: string, text: string, codes: readonly string[] | null])[] = [
  ['nothing at all', '', null],
  ['a byte-order mark and CRLF', '\uFEFFemo 1\r\n\r\nexperiment a {\r\n\tseed = 1\r\n}\r\n', null],
  ['zero bytes', 'emo 1\u0000\nexperiment \u0000a { seed = 1 }\n', null],
  ['another version of the language', 'emo 9\n\nnovelty x { }\n', ['E0202']],
  ['nested 10 000 deep', `emo 1\nloss = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`, null],
  ['a line of a megabyte', `emo 1\nlet a = ${'1 + '.repeat(250_000)}1\n`, null],
  ['five megabytes', `emo 1\n${'// a line of a comment that goes on and on\n'.repeat(120_000)}`, ['W1091']],
  ['letters that no file in UTF-8 has', 'emo 1\nexperiment \uD800a { seed = 1 }\n', null],
];

test('one server survives every odd text, one after the other', async () => {
  const client = await startClient();
  for (const [number, [what, text, codes]] of odd.entries()) {
    const found = await survives(client, `file:///odd-${number}.emo`, text);
    if (codes !== null) assert.equal(found, codes, what);
    assert.not.match(client.errors(), /bug of emoc/, what);
  }
  assert.is(await client.stop(), 0);
});

test('positions are UTF-16: an emoji before the cursor counts as two', async () => {
  const client = await startClient();
  const uri = 'file:///emoji.emo';
  await client.open(uri, 'emo 1\nlabels mood = "😀" | happy\n');
  const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 21 },
  });
  assert.equal(hover.range, { start: { line: 1, character: 21 }, end: { line: 1, character: 26 } });
  await client.stop();
});

test('changes by pieces give the document that the whole text would', async () => {
  const client = await startClient();
  const uri = 'file:///pieces.emo';
  await client.open(uri, 'emo 1\n');
  const change = (version: number, line: number, character: number, end: number, text: string) =>
    client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: end } }, text }],
    });
  await change(2, 1, 0, 0, 'let 😀 = 1\r\n');
  await change(3, 1, 4, 6, 'alpha');
  await change(4, 1, 12, 13, ' 2');
  const edits = await client.connection.sendRequest<TextEdit[]>('textDocument/formatting', {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  assert.ok(Array.isArray(edits));
  assert.equal((await client.diagnosticsOf(uri, 4)).diagnostics.map(({ code }) => code).includes('E0108'), false);
  await client.stop();
});

test('a cancelled request is answered as cancelled, and the others are answered', async () => {
  const client = await startClient();
  await client.open(quickstart, 'emo 1\n');
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: quickstart }, position: { line: 1, character: 0 } };
  const cancelled = client.connection.sendRequest('textDocument/completion', params, source.token).then(
    () => 'answered',
    (error: { code: number }) => error.code,
  );
  source.cancel();
  const other = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', params);
  assert.ok(other.some(({ label }) => label === 'experiment'));
  assert.is(await cancelled, -32800);
  await client.stop();
});

test('documents that are not open, methods that do not exist and files that vanished', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-lsp-'));
  try {
    const vanished = join(folder, 'vanished.emo');
    writeFileSync(vanished, 'emo 1\nlet vanished = 1\n');
    writeFileSync(join(folder, 'latin.emo'), Buffer.from([0x65, 0xe9, 0x0a]));
    const client = await startClient(folder);
    const find = () => client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'vanished' });
    assert.is((await find()).length, 1);
    rmSync(vanished);
    assert.is((await find()).length, 0);
    const position = { line: 0, character: 0 };
    const uri = pathToFileURL(vanished).href;
    assert.is(await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position }), null);
    const unknown = await client.connection
      .sendRequest('textDocument/novelty', {})
      .catch((error: { code: number }) => error.code);
    assert.is(unknown, -32601);
    assert.is(await client.stop(), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('columns of the data are proposed and held against the spec', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-lsp-'));
  try {
    writeFileSync(join(folder, 'clips.csv'), 'transcript,mood\nhello,happy\nbye,sad\n');
    const uri = pathToFileURL(join(folder, 'spec.emo')).href;
    const client = await startClient(folder);
    const text = 'emo 1\n\ndataset clips {\n  read csv("clips.csv")\n  text said = column()\n}\n';
    await client.open(uri, text);
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 4, character: '  text said = column('.length },
    });
    assert.equal(
      items.slice(0, 2).map(({ label, detail }) => [label, detail]),
      [
        ['transcript', 'hello, bye'],
        ['mood', 'happy, sad'],
      ],
    );
    await client.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('two servers at once do not know of each other', async () => {
  const clients = await Promise.all([startClient(), startClient()]);
  const counts = await Promise.all(
    clients.map(async (client, index) => {
      const uri = `file:///same.emo`;
      await client.open(uri, index === 0 ? 'emo 1\nnovelty a { }\n' : 'emo 9\n');
      return (await client.diagnosticsOf(uri, 1)).diagnostics.map(({ code }) => code);
    }),
  );
  assert.ok(counts[0]?.includes('E0203') && counts[1]?.includes('E0202'));
  for (const client of clients) assert.is(await client.stop(), 0);
});

const serve = () => spawn(process.execPath, ['--import', 'tsx', 'test/lsp/_server.ts'], { stdio: 'pipe' });

for (const [what, bytes] of [
  ['garbage', 'this is no message\r\n\r\n\u0000\u0001\u0002{}{}{'],
  ['a message that is no JSON', 'Content-Length: 5\r\n\r\nhello'],
  ['a message that never ends', 'Content-Length: 999999\r\n\r\n{'],
  ['nothing', ''],
] as const) {
  test(`a client that sends ${what} and closes the pipe ends the server`, async () => {
    const child = serve();
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
    const code = await new Promise((resolve) => child.on('exit', resolve));
    assert.is(code, 1, 'without a shutdown');
  });
}

test('exit without shutdown ends with 1', async () => {
  const client = await startClient();
  await client.connection.sendNotification('exit');
  assert.is(await client.exit, 1);
});

test.run();
