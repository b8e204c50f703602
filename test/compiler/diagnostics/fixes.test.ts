import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rewording } from '../../../src/compiler/diagnostics/nearest.ts';
import { removalOf } from '../../../src/compiler/diagnostics/removal.ts';

/** The text without the piece between the marks `<` and `>`. */
function without(marked: string): string {
  const start = marked.indexOf('<');
  const end = marked.indexOf('>') - 1;
  const text = marked.replace(/[<>]/g, '');
  const { span } = removalOf(text, { file: 'spec.emo', start, end });
  return text.slice(0, span.start) + text.slice(span.end);
}

test('an argument goes with its comma', () => {
  assert.is(without('f(<a = 1>, b)'), 'f(b)');
  assert.is(without('f(a, <b = 1>, c)'), 'f(a, c)');
  assert.is(without('f(a, <b>)'), 'f(a)');
  assert.is(without('f(<a>)'), 'f()');
});

test('what has its lines for itself goes with them, and with what documents it', () => {
  assert.is(without('train {\n  batch = 1\n  <batch = 2>\n}\n'), 'train {\n  batch = 1\n}\n');
  assert.is(without('train {\r\n  <batch = 2>\r\n}\r\n'), 'train {\r\n}\r\n');
  assert.is(
    without('let a = 1\n\n/// A second one.\n/// Two lines.\n<encoder b {\n  c()\n}>\nlet d = 2\n'),
    'let a = 1\n\nlet d = 2\n',
  );
  assert.is(without('<let a = 1>'), '');
});

test('among others on its line it leaves one blank', () => {
  assert.is(without('train { batch = 1 <batch = 2> epochs = 3 }'), 'train { batch = 1 epochs = 3 }');
});

const at = { file: 'spec.emo', start: 0, end: 1 };
const isSure = (word: string, meant: string, candidates: readonly string[]): boolean | undefined =>
  rewording(at, word, meant, candidates).sure;

test('one slip in four letters and two in eight are sure', () => {
  assert.is(isSure('widht', 'width', ['width', 'rate']), true);
  assert.is(isSure('bidirctoinal', 'bidirectional', ['bidirectional', 'width']), true);
  assert.is(isSure('embbedd', 'embed', ['embed']), false);
  assert.is(isSure('me', 'mse', ['mse']), false);
});

test('a word that lies as near to another is not sure, nor is one with another digit', () => {
  assert.is(isSure('lant', 'last', ['last', 'lint']), false);
  assert.is(isSure('dense_1', 'dense_2', ['dense_2']), false);
  assert.is(isSure('mosi@2', 'mosi@1', ['mosi@1']), false);
});

test('where nothing was meant nothing is edited', () => assert.equal(rewording(at, 'x', undefined, ['y']), {}));

test.run();
