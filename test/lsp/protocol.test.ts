import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { type Client, startClient } from './_client.ts';

const test = suite<{ client: Client }>('protocol');
const uri = `file://${process.cwd()}/examples/quickstart.emo`;
const text = readFileSync('examples/quickstart.emo', 'utf8');
const lines = text.split('\n');

/** The position of some words, and `shift` characters on. */
function at(words: string, shift = 0) {
  const line = lines.findIndex((candidate) => candidate.includes(words));
  assert.ok(line >= 0, words);
  return { line, character: (lines[line] ?? '').indexOf(words) + shift };
}

test.before(async (context) => {
  context.client = await startClient();
  await context.client.open(uri, text);
});
test.after(async ({ client }) => {
  assert.is(await client.stop(), 0);
  assert.is(client.errors().replace(/^npm.*\n/gm, ''), '');
});

const ask = <Result>({ connection }: Client, method: string, params: object): Promise<Result> =>
  connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });

test('a clean spec has no diagnostics', async ({ client }) => {
  assert.equal((await client.diagnosticsOf(uri, 1)).diagnostics, []);
});

test('completion proposes kinds that fit the type at the cursor', async ({ client }) => {
  const items = await ask<CompletionItem[]>(client, 'completion', { position: at('standardize()') });
  const labels = items.map(({ label }) => label);
  assert.ok(labels.includes('pool') && labels.includes('lstm'), labels.join(' '));
  assert.not.ok(labels.includes('max_pool') || labels.includes('embed'), 'they take an image and tokens');
  const dense = items.find(({ label }) => label === 'dense');
  assert.is((dense?.textEdit as TextEdit).newText, ['dense($', '{1:1})'].join(''));
});

test('a proposal is found by what other libraries call it', async ({ client }) => {
  const kinds = await ask<CompletionItem[]>(client, 'completion', { position: at('standardize()') });
  assert.match(kinds.find(({ label }) => label === 'dense')?.filterText ?? '', /^dense .*\blinear\b/);
  const settings = await ask<CompletionItem[]>(client, 'completion', { position: at('adam(3e-3', 5) });
  assert.match(settings.find(({ label }) => label === 'rate')?.filterText ?? '', /^rate .*\blearning_rate\b/);
});

test('hover shows type and parameters', async ({ client }) => {
  const hover = await ask<Hover>(client, 'hover', { position: at('encoder tone', 9) });
  assert.match((hover.contents as { value: string }).value, /vec\[32\].*4,?\.?3/s);
});

test('definition, references and highlights', async ({ client }) => {
  const position = at('joint(tone', 7);
  const [definition] = await ask<Location[]>(client, 'definition', { position });
  assert.equal(definition?.range.start, at('encoder tone', 8));
  const references = await ask<Location[]>(client, 'references', { position, context: { includeDeclaration: true } });
  assert.is(references.length, 3);
  const highlights = await ask<unknown[]>(client, 'documentHighlight', { position });
  assert.is(highlights.length, 3);
});

test('rename changes every place, and refuses a name that is taken', async ({ client }) => {
  const position = at('encoder tone', 9);
  const edit = await ask<WorkspaceEdit>(client, 'rename', { position, newName: 'voice' });
  assert.is(edit.changes?.[uri]?.length, 3);
  const refusal = await ask(client, 'rename', { position, newName: 'words' }).catch((error: Error) => error.message);
  assert.match(String(refusal), /`words` is already the name of the encoder/);
  assert.is(await ask(client, 'prepareRename', { position: at('dropout', 2) }), null);
});

test('symbols, folds and selections', async ({ client }) => {
  const symbols = await ask<DocumentSymbol[]>(client, 'documentSymbol', {});
  assert.ok(symbols.some(({ name, detail }) => name === 'tone' && detail === 'vec[32]'));
  const folds = await ask<{ startLine: number }[]>(client, 'foldingRange', {});
  assert.ok(folds.some(({ startLine }) => startLine === at('encoder tone').line));
  const selections = await ask<unknown[]>(client, 'selectionRange', { positions: [at('dense(32', 6)] });
  assert.is(selections.length, 1);
  const found = await client.connection.sendRequest<{ name: string; location: Location }[]>('workspace/symbol', {
    query: 'emobank',
  });
  assert.ok(
    found.some(({ name, location }) => name === 'emobank' && location.uri.endsWith('specs/emobank-vad.emo')),
    'specs that are not open',
  );
});

test('hints, lenses, tokens, signatures', async ({ client }) => {
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const hints = await ask<InlayHint[]>(client, 'inlayHint', { range });
  const labels = hints.map(({ label }) => label);
  assert.ok(labels.includes('-> seq[t, 136]') && labels.includes('-> vec[32] 4.38 k'), labels.join('\n'));
  const lenses = await ask<CodeLens[]>(client, 'codeLens', {});
  assert.equal(
    lenses.map(({ command }) => command?.title),
    [undefined, 'plan', 'train'],
  );
  const figures = await client.connection.sendRequest<CodeLens>('codeLens/resolve', lenses[0] as CodeLens);
  assert.match(figures.command?.title ?? '', /^V_words \* 32 \+ [\d,]+ parameters · .* operations a sample$/);
  const tokens = await ask<SemanticTokens>(client, 'semanticTokens/full', {});
  assert.ok(tokens.data.length > 50 && tokens.data.length % 5 === 0);
  const help = await ask<SignatureHelp>(client, 'signatureHelp', { position: at('dense(32', 6) });
  assert.is(help.signatures[0]?.label, 'dense(width, activation, init, bias, l2)');
  assert.is(help.activeParameter, 0);
});

test('a mistake is reported with its code, its help and the page that explains it, and its fix mends it', async ({ client }) => {
  const other = `file://${process.cwd()}/examples/other.emo`;
  const broken = text.replace('encoder tone', 'enoder tone');
  await client.open(other, broken);
  const { diagnostics } = await client.diagnosticsOf(other, 1);
  assert.is(diagnostics.length, 1);
  const [diagnostic] = diagnostics;
  assert.is(diagnostic?.code, 'E0203');
  assert.match(diagnostic?.codeDescription?.href ?? '', /diagnostics\.md#e0203$/);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: other },
    range: diagnostic?.range,
    context: { diagnostics, only: ['quickfix'] },
  });
  const [fix] = actions;
  assert.is(fix?.edit?.changes?.[other]?.[0]?.newText, 'encoder');
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: other, version: 2 },
    contentChanges: (fix?.edit?.changes?.[other] ?? []).map(({ range, newText }) => ({ range, text: newText })),
  });
  assert.equal((await client.diagnosticsOf(other, 2)).diagnostics, []);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: other } });
});

test('a path is a link to the file where that is there', async ({ client }) => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-links-'));
  writeFileSync(join(folder, 'clips one.csv'), 'text\nso\n');
  const other = pathToFileURL(join(folder, 'spec.emo')).href;
  await client.open(other, 'emo 1\ndataset clips {\n  read csv("clips one.csv") as a\n  read csv("others.csv") as b\n}\n');
  const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
    textDocument: { uri: other },
  });
  const range = { start: { line: 2, character: 12 }, end: { line: 2, character: 25 } };
  assert.equal(links, [{ range, target: pathToFileURL(join(folder, 'clips one.csv')).href }]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: other } });
});

test('formatting changes what is not laid out, and nothing else', async ({ client }) => {
  const other = `file://${process.cwd()}/examples/layout.emo`;
  await client.open(other, 'emo   1\n');
  const edits = await client.connection.sendRequest<TextEdit[]>('textDocument/formatting', {
    textDocument: { uri: other },
    options: { tabSize: 2, insertSpaces: true },
  });
  assert.equal(edits, [{ range: { start: { line: 0, character: 4 }, end: { line: 0, character: 6 } }, newText: '' }]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: other } });
});

test.run();
