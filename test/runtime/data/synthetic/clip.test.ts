import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { channels, createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { makeFace } from '../../../../src/runtime/data/synthetic/face.ts';
import { emotionOf, smallestDistance } from '../../../../src/runtime/data/synthetic/latent.ts';
import { makeSentence } from '../../../../src/runtime/data/synthetic/sentence.ts';
import { makeVoice } from '../../../../src/runtime/data/synthetic/voice.ts';

const clipAt = createClips(1);
const many = Array.from({ length: 4000 }, (_, index) => clipAt(index));

test('a clip depends on seed and number alone, not on what was made before it', () => {
  const [early, late] = [createClips(5), createClips(5)];
  const first = early(7);
  for (let index = 30; index >= 7; index -= 1) makeVoice(late(index));
  const again = late(7);
  assert.equal(again.state, first.state);
  assert.is(makeSentence(again), makeSentence(first));
  assert.equal(makeVoice(again), makeVoice(first));
  assert.equal(makeFace(again), makeFace(first));
});

test('asking for one modality does not change another', () => {
  const clip = clipAt(3);
  const face = makeFace(clip);
  makeVoice(clip);
  makeSentence(clip);
  assert.equal(makeFace(clip), face);
});

test('another seed gives other clips', () => {
  const other = createClips(2);
  const same = many.slice(0, 50).filter(({ state }, index) => state.valence === other(index).state.valence);
  assert.ok(same.length < 5, `${same.length} of 50`);
});

test('states keep their ranges and their distance from neutral, with two decimals', () => {
  for (const { state, emotion, shown } of many) {
    assert.is(emotion, emotionOf(state));
    for (const { valence, arousal, dominance } of [state, ...Object.values(shown)]) {
      for (const value of [valence, arousal, dominance]) {
        assert.ok(value >= 1 && value <= 5, String(value));
        assert.is(Number(value.toFixed(2)), value);
      }
      assert.ok(Math.abs(valence - 3) >= smallestDistance - 0.005 && Math.abs(arousal - 3) >= smallestDistance - 0.005);
    }
  }
});

test('the four emotions are equally frequent', () => {
  for (const emotion of ['angry', 'happy', 'sad', 'calm']) {
    const share = many.filter((clip) => clip.emotion === emotion).length / many.length;
    assert.ok(Math.abs(share - 0.25) < 0.03, `${emotion}: ${share}`);
  }
});

test('a quarter of the clips has one contradicting channel, each channel equally often, with a state of its own', () => {
  const share = many.filter(({ contradicting }) => contradicting !== null).length / many.length;
  assert.ok(Math.abs(share - 0.25) < 0.03, String(share));
  for (const channel of channels) {
    const contradicted = many.filter(({ contradicting }) => contradicting === channel);
    assert.ok(Math.abs(contradicted.length / many.length - 1 / 12) < 0.02, `${channel}: ${contradicted.length}`);
    for (const { state, shown } of contradicted) {
      assert.is.not(shown[channel], state);
      for (const other of channels) if (other !== channel) assert.is(shown[other], state);
    }
    // The other state is independent: it is the same emotion by chance, one time in four.
    const agreeing = contradicted.filter(({ emotion, shown }) => emotionOf(shown[channel]) === emotion).length;
    assert.ok(Math.abs(agreeing / contradicted.length - 0.25) < 0.1, `${channel}: ${agreeing} of ${contradicted.length}`);
  }
});

test('twenty speakers take turns, each with a voice and a face of their own', () => {
  const speakers = new Map(many.map(({ speaker }) => [speaker.id, speaker]));
  assert.is(speakers.size, 20);
  assert.is(clipAt(0).speaker.id, 's01');
  assert.is(clipAt(39).speaker.id, 's20');
  assert.is(new Set([...speakers.values()].map(({ voice }) => voice.pitchHz)).size, 20);
  assert.is(new Set([...speakers.values()].map(({ face }) => face.skin)).size, 20);
});

test.run();
