import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildVocabulary, compareCodePoints, unknownId, vocabularyOf } from '../../../../src/runtime/features/text/vocabulary.ts';

const texts = [
  ['b', 'a', 'b'],
  ['😀', '\uff01', 'a', 'c'],
  ['B', '__proto__', 'constructor'],
];

test('most frequent first, then by code point, from id 2 on', () => {
  const vocabulary = buildVocabulary(texts);
  assert.equal(vocabulary.words, ['a', 'b', 'B', '__proto__', 'c', 'constructor', '\uff01', '😀']);
  assert.equal(
    [vocabulary.size, vocabulary.idOf('a'), vocabulary.idOf('😀'), vocabulary.idOf('x'), vocabulary.idOf('toString')],
    [10, 2, 9, 1, 1],
  );
});

test('does not depend on the order of the texts', () => {
  assert.equal(buildVocabulary([...texts].reverse()).words, buildVocabulary(texts).words);
});

test('minCount and maxSize leave words out; those are unknown', () => {
  assert.equal(buildVocabulary(texts, { minCount: 2 }).words, ['a', 'b']);
  const small = buildVocabulary(texts, { maxSize: 1 });
  assert.equal([small.words, small.size, small.idOf('b')], [['a'], 3, unknownId]);
  assert.is(buildVocabulary([]).size, 2);
});

test('is made again from its words, also through JSON', () => {
  const vocabulary = buildVocabulary(texts);
  const again = vocabularyOf(JSON.parse(JSON.stringify(vocabulary.words)) as string[]);
  assert.equal(again.words, vocabulary.words);
  for (const word of vocabulary.words) assert.is(again.idOf(word), vocabulary.idOf(word));
  assert.throws(() => vocabularyOf(['a', 'a']), /bug of emoc/);
});

test('order of code points is the order of UTF-8 bytes', () => {
  const words = ['', 'a', 'ab', 'b', 'é', '中', '\ue000', '\uffff', '😀', '😁', '😀a', 'a😀', 'a\uffff'];
  for (const one of words) {
    for (const other of words) {
      assert.is(Math.sign(compareCodePoints(one, other)), Buffer.compare(Buffer.from(one), Buffer.from(other)));
    }
  }
});

test.run();
