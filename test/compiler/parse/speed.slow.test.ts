import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bundledParse } from './bundled-parse.ts';
import { samples } from './samples.ts';

const parse = await bundledParse();

/** Best of three, because the machine does other things, too. */
function parseMs(text: string): number {
  const times = [1, 2, 3].map(() => {
    const startMs = performance.now();
    parse({ file: 'spec.emo', text });
    return performance.now() - startMs;
  });
  return Math.min(...times);
}

/** Sixteen times the text takes some sixteen times the time; a quadratic parser takes 256 times. */
function checkLinear(name: string, piece: string): void {
  const [smaller, larger] = [10_000, 160_000].map((length) => piece.repeat(Math.ceil(length / piece.length))) as [string, string];
  parse({ file: 'spec.emo', text: smaller });
  const ratio = parseMs(larger) / parseMs(smaller);
  assert.ok(ratio < 100, `${name}: ratio ${ratio.toFixed(1)}`);
}

test('a megabyte is read in seconds', () => {
  const spec = samples.find(({ name }) => name === 'joint-hate')?.text ?? '';
  const text = spec.repeat(Math.ceil(1_000_000 / spec.length));
  const startMs = performance.now();
  const { value, diagnostics } = parse({ file: 'spec.emo', text });
  const durationMs = performance.now() - startMs;
  assert.equal(diagnostics, []);
  assert.ok(value.elements.length > 5_000);
  assert.ok(durationMs < 20_000, `${durationMs} ms`);
});

test('a word of any length behind a number is read in seconds', () => {
  const startMs = performance.now();
  parse({ file: 'spec.emo', text: `x = f(50 ${'s'.repeat(1_000_000)})` });
  const durationMs = performance.now() - startMs;
  assert.ok(durationMs < 20_000, `${durationMs} ms`);
});

const pieces: Readonly<Record<string, string>> = {
  'correct specs': samples.find(({ name }) => name === 'speech-vad')?.text ?? '',
  'damaged specs': samples.find(({ name }) => name === 'mistake-parts')?.text ?? '',
  'misspelt units': 'f(50 mss, 3 us, 4 nearly)\n',
  'arguments without commas': 'f(a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a ',
  'patterns without an arrow': 'x { a, b, c, d, e, f, g, ',
  'braces that close': '} ',
  commas: ', ',
  signs: '= -> @ | ',
  'open texts': '"abc\n',
  'unknown characters': '; $ ',
  documentation: '/// doc\n',
  'one word after another': 'abc ',
};
for (const [name, piece] of Object.entries(pieces)) test(`linear: ${name}`, () => checkLinear(name, piece));

test('nothing exhausts the stack', () => {
  for (const piece of ['(', '[', '{', 'x {', 'f(', '[(', 'a + ', '-', 'a | ', 'a.', 'x { a = f([', '- (']) {
    for (const head of ['', 'x = ']) {
      const { diagnostics } = parse({ file: 'spec.emo', text: head + piece.repeat(5_000) });
      assert.ok(diagnostics.length > 0, piece);
    }
  }
});

test('64 levels are read, 65 are one error', () => {
  const nested = (depth: number): string => `x = ${'('.repeat(depth)}1${')'.repeat(depth)}`;
  assert.equal(parse({ file: 'spec.emo', text: nested(64) }).diagnostics, []);
  assert.equal(
    parse({ file: 'spec.emo', text: nested(65) }).diagnostics.map(({ code }) => code),
    ['E0124'],
  );
});

test.run();
