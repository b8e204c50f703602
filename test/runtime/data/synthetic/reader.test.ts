import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { readers } from '../../../../src/runtime/data/readers/index.ts';
import { createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { makeFace } from '../../../../src/runtime/data/synthetic/face.ts';
import { makeVoice } from '../../../../src/runtime/data/synthetic/voice.ts';

const open = (clips: number, seed = 1) => {
  const reader = readers.find(({ name }) => name === 'synthetic');
  if (reader === undefined) throw new Error('the reader is not in the list');
  return reader.open({ clips, seed }, { name: 'clips', dataRoot: '.', splitNames: [] });
};

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('it gives texts, numbers, sound and pictures', () => {
  const source = open(25);
  const clip = createClips(1)(22);
  assert.is(source.rowCount, 25);
  assert.is(source.text('id')[22], 'clip_00022');
  assert.is(source.text('speaker')[22], 's03');
  assert.is(source.text('emotion')[22], clip.emotion);
  assert.is(source.text('valence')[22], String(clip.state.valence));
  assert.is(source.values('dominance')[22], clip.state.dominance);
  assert.match(source.text('said')[22] as string, /^[A-Z].*\.$/);
  const { shape, data } = source.array('face');
  assert.equal(shape, [25, 48, 48]);
  assert.equal(new Uint8Array(data.subarray(22 * 2304, 23 * 2304)), makeFace(clip));
  const audio = source.audio?.('speech', 22);
  assert.is(audio?.rateHz, 16000);
  assert.equal(audio?.samples, makeVoice(clip));
  assert.equal(source.placeOf(22), { file: 'synthetic(seed = 1)', line: 23 });
  assert.equal(source.files, []);
  assert.is(source.splitOf(0), null);
});

test('the first rows are the same whatever the number of clips', () => {
  const [few, more] = [open(10), open(60)];
  assert.equal(more.text('said').slice(0, 10), few.text('said'));
  assert.equal(more.array('face').data.slice(0, 10 * 2304), few.array('face').data);
  assert.not.equal(open(10, 2).text('said'), few.text('said'));
});

test('a column that is not there or of another kind is a failure that says so', () => {
  const source = open(10);
  assert.is(
    codeOf(() => source.text('sex')),
    'E0617: `synthetic(seed = 1)` has no column `sex`; it has 9 columns: id, speaker, said, emotion, valence, arousal, dominance, speech, face',
  );
  assert.match(
    codeOf(() => source.text('constructor')),
    /^E0617/,
  );
  assert.is(
    codeOf(() => source.values('said')),
    'E0656: `synthetic(seed = 1)`: `said` is a column of texts; expected a column of numbers',
  );
  assert.is(
    codeOf(() => source.text('face')),
    'E0656: `synthetic(seed = 1)`: `face` is an array of pictures; expected a column of texts',
  );
  assert.match(
    codeOf(() => source.array('speech')),
    /`speech` is sound; expected an array/,
  );
  assert.match(
    codeOf(() => source.audio?.('valence', 0)),
    /`valence` is a column of numbers; expected a column of sound/,
  );
  assert.match(
    codeOf(() => source.numbers(0, 5)),
    /^E0617/,
  );
});

test.run();
