import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../src/compiler/compile.ts';
import { explanations } from '../../src/compiler/diagnostics/explanations.generated.ts';
import { emoc } from './_emoc.ts';
import schema from './sarif-2.1.0.schema.json' with { type: 'json' };

const test = suite('check, explain and rules');
const cwd = mkdtempSync(join(tmpdir(), 'emoc-check-'));
const tenMistakes = readFileSync('test/compiler/check/samples/ten-mistakes/spec.emo', 'utf8');
const count = analyse({ file: 'ten.emo', text: tenMistakes }).diagnostics.length;
const clean = readFileSync('specs/mosi-joint.emo', 'utf8');
writeFileSync(join(cwd, 'ten.emo'), tenMistakes);
writeFileSync(join(cwd, 'clean.emo'), clean);

test('concise: one line a diagnostic on standard output', async () => {
  const { exitCode, stdout, stderr } = await emoc(['check', 'ten.emo', 'clean.emo', '--format', 'concise'], { cwd });
  const lines = stdout.split('\n');
  assert.is(exitCode, 1);
  assert.is(stderr, '');
  assert.is(lines.length, count);
  for (const line of lines) assert.match(line, /^ten\.emo:\d+:\d+: error\[E\d{4}\]: /);
});

test('github: annotations, with what would end a property escaped', async () => {
  writeFileSync(join(cwd, 'a,b.emo'), tenMistakes);
  const { stdout } = await emoc(['check', 'a,b.emo', '--format', 'github'], { cwd });
  const lines = stdout.split('\n');
  assert.is(lines.length, count);
  for (const line of lines)
    assert.match(line, /^::error file=a%2Cb\.emo,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=emoc E\d{4}::[^\n]+$/);
  assert.match(stdout, /sum to 100%25: training/);
});

test('sarif fits the schema of the standard, clean or not', async () => {
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  for (const [files, expected] of [
    [['ten.emo'], count],
    [['clean.emo'], 0],
    [['missing.emo'], 1],
  ] as const) {
    const { stdout } = await emoc(['check', ...files, '--format', 'sarif'], { cwd });
    const log = JSON.parse(stdout);
    const isValid: boolean = validate(log);
    assert.ok(isValid, JSON.stringify(validate.errors, null, 2));
    const [run] = log.runs;
    assert.is(run.results.length, expected);
    for (const { ruleId, ruleIndex } of run.results) assert.is(run.tool.driver.rules[ruleIndex].id, ruleId);
  }
  assert.not(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] }));
});

test('a fix in sarif is the edit that the text needs', async () => {
  const { stdout } = await emoc(['check', 'ten.emo', '--format', 'sarif'], { cwd });
  const [first] = JSON.parse(stdout).runs[0].results;
  const [{ replacements }] = first.fixes[0].artifactChanges;
  const { startLine, startColumn, endColumn } = replacements[0].deletedRegion;
  const line = tenMistakes.split('\n')[startLine - 1] as string;
  assert.is(line.slice(startColumn - 1, endColumn - 1), 'protocl');
  assert.is(replacements[0].insertedContent.text, 'protocol');
});

test('--json is --format json, and two formats are one too many', async () => {
  const one = await emoc(['check', 'ten.emo', '--json'], { cwd });
  const other = await emoc(['check', 'ten.emo', '--format', 'json'], { cwd });
  assert.is(one.stdout, other.stdout);
  assert.is(JSON.parse(one.stdout).diagnostics.length, count);
  const both = await emoc(['check', 'ten.emo', '--json', '--format', 'sarif'], { cwd });
  assert.is(both.exitCode, 2);
  assert.match(both.stderr, /E1009/);
});

test('--fix applies what is sure, says so, and leaves the rest', async () => {
  const file = join(cwd, 'fix.emo');
  writeFileSync(file, tenMistakes);
  const { exitCode, stdout } = await emoc(['check', 'fix.emo', '--fix'], { cwd });
  const text = readFileSync(file, 'utf8');
  const left = analyse({ file: 'fix.emo', text }).diagnostics;
  assert.is(exitCode, 1);
  assert.match(stdout, /fix\.emo:6:3: fixed E0301: protocl -> protocol\n/);
  assert.is(left.length, count - stdout.trim().split('\n').length);
  assert.not(left.some(({ help }) => help.some(({ sure }) => sure === true)));
  const again = await emoc(['check', 'fix.emo', '--fix'], { cwd });
  assert.is(again.stdout, '');
  assert.is(readFileSync(file, 'utf8'), text);
});

test('--fix restores every word of a spec that was misspelt on several lines', async () => {
  const broken = clean
    .replace(/^emo 1\n+/, '')
    .replace('encoder ', 'enoder ')
    .replace('dropout', 'dropuot')
    .replace('optimizer', 'optimzer');
  writeFileSync(join(cwd, 'several.emo'), broken);
  const { exitCode } = await emoc(['check', 'several.emo', '--fix'], { cwd });
  assert.is(exitCode, 0);
  assert.is(readFileSync(join(cwd, 'several.emo'), 'utf8').replace(/^emo 1\n+/, ''), clean.replace(/^emo 1\n+/, ''));
});

test('--fix keeps a byte order mark, permissions and a link; a clean file is not written', async () => {
  const target = join(cwd, 'target.emo');
  writeFileSync(target, `\ufeff${clean.replace('dropout', 'dropuot')}`);
  chmodSync(target, 0o640);
  symlinkSync(target, join(cwd, 'link.emo'));
  assert.is((await emoc(['check', 'link.emo', '--fix'], { cwd })).exitCode, 0);
  assert.is(readFileSync(target, 'utf8'), `\ufeff${clean}`);
  assert.is(statSync(target).mode & 0o777, 0o640);
  const before = statSync(join(cwd, 'clean.emo')).mtimeMs;
  await emoc(['check', 'clean.emo', '--fix'], { cwd });
  assert.is(statSync(join(cwd, 'clean.emo')).mtimeMs, before);
});

test('--fix ends lines as the file does', async () => {
  const windows = (text: string): string => text.replaceAll('\n', '\r\n');
  const file = join(cwd, 'windows.emo');
  writeFileSync(file, windows(clean.replace(/^emo 1\n+/, '').replace('dropout', 'dropuot')));
  assert.is((await emoc(['check', 'windows.emo', '--fix'], { cwd })).exitCode, 0);
  assert.is(readFileSync(file, 'utf8'), windows(`emo 1\n\n${clean.replace(/^emo 1\n+/, '')}`));
});

test('--fix takes the mistakes of all files, and one that is not there', async () => {
  writeFileSync(join(cwd, 'one.emo'), clean.replace('dropout', 'dropuot'));
  const { exitCode, stdout, stderr } = await emoc(['check', 'one.emo', 'nowhere.emo', '--fix'], { cwd });
  assert.is(exitCode, 1);
  assert.match(stdout, /one\.emo:\d+:\d+: fixed E0401/);
  assert.match(stderr, /E0601/);
  assert.is(readFileSync(join(cwd, 'one.emo'), 'utf8'), clean);
});

test('--data looks at headers, and at nothing without it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-headers-'));
  const spec = readFileSync('specs/emobank-vad.emo', 'utf8').replace('column(text)', 'column(txet)');
  writeFileSync(join(folder, 'bank.emo'), spec);
  mkdirSync(join(folder, 'data/emobank'), { recursive: true });
  mkdirSync(join(folder, 'data/glove'));
  writeFileSync(join(folder, 'data/emobank/emobank.csv'), 'id,split,V,A,D,text\n1,train,3,3,3,words\n');
  writeFileSync(join(folder, 'data/glove/glove.20k.100d.txt'), '\n');
  assert.is((await emoc(['check', 'bank.emo'], { cwd: folder })).exitCode, 0);
  const { exitCode, stdout } = await emoc(['check', 'bank.emo', '--data', 'data', '--format', 'concise'], { cwd: folder });
  assert.is(exitCode, 1);
  assert.match(stdout, /^bank\.emo:\d+:\d+: error\[E0617\]: .*did you mean `text`/);
  const fixed = await emoc(['check', 'bank.emo', '--data', 'data', '--fix'], { cwd: folder });
  assert.is(fixed.exitCode, 0);
  assert.is(readFileSync(join(folder, 'bank.emo'), 'utf8'), readFileSync('specs/emobank-vad.emo', 'utf8'));
  const missing = await emoc(['check', 'bank.emo', '--data', 'dat', '--format', 'concise'], { cwd: folder });
  assert.match(missing.stdout, /E0601/);
});

test('explain knows codes and names in any case, and proposes the nearest', async () => {
  const byCode = await emoc(['explain', 'e0301'], { cwd });
  assert.is(byCode.exitCode, 0);
  assert.match(byCode.stdout, /error\[E0301\][\s\S]*Wrong:[\s\S]*widht[\s\S]*Right:[\s\S]*width/);
  assert.is((await emoc(['explain', 'unknown-setting'], { cwd })).stdout, byCode.stdout);
  const wrong = await emoc(['explain', 'unknown-seting'], { cwd });
  assert.is(wrong.exitCode, 2);
  assert.match(wrong.stderr, /E1071[\s\S]*did you mean `unknown-setting`/);
  const page = JSON.parse((await emoc(['explain', 'E0301', '--json'], { cwd })).stdout);
  assert.is(page.format_version, 1);
  assert.is(page.name, 'unknown-setting');
});

test('every page can be explained', async () => {
  const longest = explanations.reduce((one, other) => (one.message.length > other.message.length ? one : other));
  assert.match((await emoc(['explain', longest.code], { cwd })).stdout, /name: /);
});

test('rules lists every code once, as text and as JSON', async () => {
  const { stdout } = await emoc(['rules'], { cwd });
  assert.is(stdout.split('\n').length, explanations.length);
  const { rules } = JSON.parse((await emoc(['rules', '--json'], { cwd })).stdout);
  assert.is(new Set(rules.map(({ code }: { code: string }) => code)).size, explanations.length);
  assert.is(rules.find(({ code }: { code: string }) => code === 'E0301').fix, 'sure');
});

test.run();
