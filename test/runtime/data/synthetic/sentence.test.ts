import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { makeSentence } from '../../../../src/runtime/data/synthetic/sentence.ts';
import { feelings, qualities, verbs, type Word } from '../../../../src/runtime/data/synthetic/words.ts';
import { correlation } from './_statistics.ts';

const clips = Array.from({ length: 1500 }, (_, index) => createClips(1)(index));
const sentences = clips.map(makeSentence);
const words = new Map<string, Word>([...feelings, ...qualities, ...verbs].map((word) => [word.text, word]));

/** Mean place of the words with a feeling in it; a negated one counts from the other side. `null` where there are none. */
function meaning(sentence: string, what: 'valence' | 'arousal'): number | null {
  const tokens = sentence.toLowerCase().match(/[a-z']+/g) ?? [];
  const found = tokens.flatMap((token, index) => {
    const word = words.get(token);
    if (word === undefined) return [];
    return [what === 'valence' && tokens[index - 1] === 'not' ? 6 - word.valence : word[what]];
  });
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
}

function agreement(what: 'valence' | 'arousal'): number {
  const pairs = clips.flatMap((clip, index) => {
    const said = meaning(sentences[index] as string, what);
    return said === null ? [] : [[said, clip.shown.words[what]] as const];
  });
  return correlation(
    pairs.map(([said]) => said),
    pairs.map(([, felt]) => felt),
  );
}

test('sentences are short English ones: a capital, a full stop, single blanks', () => {
  for (const sentence of sentences) {
    assert.match(sentence, /^[A-Z][A-Za-z' ,]+\.$/);
    assert.not.match(sentence, /undefined| {2}|\bi\b|, The /);
    assert.ok(sentence.split(' ').length <= 20, sentence);
  }
});

test('words follow valence closely and arousal less closely', () => {
  const [valence, arousal] = [agreement('valence'), agreement('arousal')];
  assert.ok(valence > 0.85, String(valence));
  assert.ok(arousal > 0.4 && arousal < valence, String(arousal));
});

test('some sentences say nothing of a feeling, and some negate', () => {
  const silent = sentences.filter((sentence) => meaning(sentence, 'valence') === null).length / sentences.length;
  assert.ok(silent > 0.04 && silent < 0.16, String(silent));
  const negated = sentences.filter((sentence) => sentence.includes(' not ')).length / sentences.length;
  assert.ok(negated > 0.02 && negated < 0.12, String(negated));
});

test("wording is the speaker's own", () => {
  for (const [index, clip] of clips.entries()) {
    const sentence = sentences[index] as string;
    const { opener, intensifier, isContracting } = clip.speaker.wording;
    for (const other of ['Well', 'Honestly', 'You know', 'Look', 'So', 'I mean'])
      if (other !== opener) assert.not.ok(sentence.startsWith(`${other},`), sentence);
    for (const other of ['so', 'really', 'very', 'quite'])
      if (other !== intensifier) assert.not.ok(sentence.includes(` ${other} `), sentence);
    assert.not.ok(sentence.includes(isContracting ? 'I am ' : "I'm "), sentence);
  }
});

test('every word of the lists is used, and stands in one list with one meaning', () => {
  assert.is(words.size, feelings.length + qualities.length + verbs.length);
  const said = new Set(sentences.flatMap((sentence) => sentence.toLowerCase().match(/[a-z']+/g) ?? []));
  for (const word of words.keys()) assert.ok(said.has(word), word);
});

test.run();
