import { numberOf } from '../../../compiler/catalogue/schema.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { makeAudio } from '../audio/audio.ts';
import { type Clip, createClips } from '../synthetic/clip.ts';
import { faceSize, makeFace } from '../synthetic/face.ts';
import { makeSentence } from '../synthetic/sentence.ts';
import { makeVoice, voiceRateHz } from '../synthetic/voice.ts';
import type { ColumnName } from '../tables/table.ts';
import { defineReader } from './_define.ts';

const texts: ReadonlyMap<ColumnName, (clip: Clip) => string> = new Map([
  ['id', ({ id }: Clip) => id],
  ['speaker', ({ speaker }: Clip) => speaker.id],
  ['said', makeSentence],
  ['emotion', ({ emotion }: Clip) => emotion],
]);

const numbers: ReadonlyMap<ColumnName, (clip: Clip) => number> = new Map([
  ['valence', ({ state }: Clip) => state.valence],
  ['arousal', ({ state }: Clip) => state.arousal],
  ['dominance', ({ state }: Clip) => state.dominance],
]);

/** Columns of generated clips. */
export const syntheticColumns: readonly ColumnName[] = [...texts.keys(), ...numbers.keys(), 'speech', 'face'];

/**
 * `synthetic(clips, seed)`: generated clips. Nothing is made before it is asked for, and sound is made anew each time, so that no more than one
 * clip of it is held.
 */
export const synthetic = defineReader({
  name: 'synthetic',
  open: (settings, { name }) => {
    const [rowCount, seed] = [numberOf(settings, 'clips'), numberOf(settings, 'seed')];
    const file = `synthetic(seed = ${seed})`;
    const clipAt = createClips(seed);
    const rows = <Value>(make: (clip: Clip) => Value): Value[] => Array.from({ length: rowCount }, (_, row) => make(clipAt(row)));

    const wrongKind = (column: ColumnName, expected: string): Failure => {
      if (!syntheticColumns.includes(column)) {
        const list = `${syntheticColumns.length} columns: ${syntheticColumns.join(', ')}`;
        return new Failure(report.missingColumn({ file, column }, { file, column, columns: list }));
      }
      const holes = { file, column: `\`${column}\``, found: kindOf(column), expected };
      return new Failure(report.columnOfAnotherKind({ file, column }, holes));
    };
    return {
      name,
      files: [],
      rowCount,
      text: (column) => {
        const [text, number] = [texts.get(column), numbers.get(column)];
        if (text !== undefined) return rows(text);
        if (number !== undefined) return rows(number).map(String);
        throw wrongKind(column, 'a column of texts');
      },
      values: (column) => {
        const number = numbers.get(column);
        if (number === undefined) throw wrongKind(column, 'a column of numbers');
        return Float64Array.from(rows(number));
      },
      numbers: (from, to) => {
        throw wrongKind(syntheticColumns.includes(from) ? to : from, 'numbered columns, as a csv file without header has');
      },
      array: (column) => {
        if (column !== 'face') throw wrongKind(column, 'an array');
        const data = new Uint8Array(rowCount * faceSize * faceSize);
        for (let row = 0; row < rowCount; row += 1) data.set(makeFace(clipAt(row)), row * faceSize * faceSize);
        return { shape: [rowCount, faceSize, faceSize], data };
      },
      audio: (column, row) => {
        if (column !== 'speech') throw wrongKind(column, 'a column of sound');
        return makeAudio(makeVoice(clipAt(row)), voiceRateHz);
      },
      placeOf: (row) => ({ file, line: row + 1 }),
      splitOf: () => null,
    };
  },
});

function kindOf(column: ColumnName): string {
  if (column === 'speech') return 'sound';
  if (column === 'face') return 'an array of pictures';
  return numbers.has(column) ? 'a column of numbers' : 'a column of texts';
}
