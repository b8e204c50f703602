import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CleanSettings, clean } from '../../../../src/runtime/features/text/clean.ts';
import { pseudoRandom } from '../../pseudo-random.ts';

const asIs: CleanSettings = {
  lowercase: false,
  url: 'keep',
  mention: 'keep',
  hashtag: 'keep',
  number: 'keep',
  emoji: 'keep',
  punctuation: 'keep',
  entities: false,
  repeats: 'keep',
};

const cases: readonly (readonly [text: string, settings: CleanSettings, cleaned: string])[] = [
  ['@ann LOVES this &lt;3 #SoHappy https://t.co/x1!', {}, '<user> loves this <3 so happy <url> !'],
  [' a \u00a0\n\tb ', asIs, 'a b'],
  ['', {}, ''],
  ['@ann LOVES &amp; #SoHappy https://t.co/x1 12', asIs, '@ann LOVES &amp; #SoHappy https://t.co/x1 12'],
  ['see (http://a.b/c?d=e&f), www.x.org.', { url: 'drop' }, 'see ( ), .'],
  ['mail ann@web.de or @ann_1', {}, 'mail ann@web.de or <user>'],
  ['@a@b', { mention: 'drop' }, '@b'],
  ['#iPhone12 #NASALaunch #throw_back #1 a#b', {}, 'i phone 12 nasa launch throw back #1 a#b'],
  ['#a #b', { hashtag: 'token' }, '<hashtag> <hashtag>'],
  ['#a b', { hashtag: 'drop' }, 'b'],
  [
    '-3.5 at 8:30 for 10,000 in 3rd x2 2-4 ٣',
    { number: 'token' },
    '<number> at <number> for <number> in 3rd x2 <number> - <number> <number>',
  ],
  ['👍🏽👩‍👩‍👧 🇩🇪x❤️', { emoji: 'token' }, '<emoji> <emoji> <emoji> x <emoji>'],
  ["Well, don't (so-called) “it” @x 👍🏽 – $5!", { punctuation: 'drop' }, "well don't so-called it <user> 👍🏽 5"],
  ['Soooo HAAAPPY aab!!!', { repeats: 'shorten' }, 'soo haappy aab!!!'],
  ['&#39;&#x1F600;&AMP;&quot;&nbsp;&#0;&#55296;&unknown;', {}, `'😀&" &#0;&#55296;&unknown;`],
  ['ΑΒΓ ÄÖÜ', {}, 'αβγ äöü'],
];
for (const [text, settings, cleaned] of cases) {
  test(`${JSON.stringify(text)} becomes ${JSON.stringify(cleaned)}`, () => assert.is(clean(text, settings), cleaned));
}

test('cleaning twice changes nothing, whatever the settings, except where an entity was written twice', () => {
  const random = pseudoRandom(8);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const pieces = ['@ann', '#SoHappy', '12', '-3.5', 'http://a.b/c', 'Well', "don't", '👍🏽', '!', ' ', '  ', '<3', 'é', '(', '…'];
  for (let round = 0; round < 3000; round += 1) {
    const settings: CleanSettings = {
      lowercase: random() < 0.5,
      url: pick(['drop', 'token'] as const),
      mention: pick(['drop', 'token'] as const),
      hashtag: pick(['drop', 'token'] as const),
      number: pick(['keep', 'drop', 'token'] as const),
      emoji: pick(['keep', 'drop', 'token'] as const),
      punctuation: pick(['keep', 'drop'] as const),
    };
    const once = clean(Array.from({ length: 8 }, () => `${pick(pieces)} `).join(''), settings);
    assert.is(clean(once, settings), once, JSON.stringify(settings));
  }
});

test('no text takes long', () => {
  const startMs = performance.now();
  for (const piece of ['a.', '@', '#', 'http://', '1,', '&', "a'", 'www.', '👩‍'])
    clean(piece.repeat(20_000), { punctuation: 'drop', number: 'token', repeats: 'shorten' });
  assert.ok(performance.now() - startMs < 4000);
});

test.run();
