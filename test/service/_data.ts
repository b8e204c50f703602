import { readers } from '../../src/compiler/catalogue/readers/index.generated.ts';
import type { DataColumn, DataFiles } from '../../src/service/data.ts';

/** Files of a data root, written down: each with its columns by name, or by position where the names are numbers. */
export type Tables = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The service's view of some tables. A `{split}` in a path is any word. */
export function dataOf(tables: Tables): DataFiles {
  const paths = Object.keys(tables);
  return {
    columns: ({ reader, settings }) => {
      const path = String(settings.path ?? reader);
      const pattern = new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('\\{split\\}', '\\w+')}$`);
      const found = paths.find((other) => pattern.test(other));
      if (found === undefined || !readers.some(({ name }) => name === reader)) return null;
      return Object.entries(tables[found] ?? {}).map(
        ([name, values], position): DataColumn => ({ name: /^\d+$/.test(name) ? null : name, position, values }),
      );
    },
    list: (folder) => {
      const inside = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
      const names = new Set(inside.map((path) => path.replace(/\/.*$/, '/')));
      return [...names].map((name) => ({ path: folder + name, isFolder: name.endsWith('/') }));
    },
  };
}

/** What the shipped specs read. */
export const shippedData = dataOf({
  'carer/train.txt': { 0: ['i feel fine'], 1: ['sadness', 'happiness', 'love', 'anger', 'worry', 'surprise'] },
  'carer/val.txt': { 0: ['i feel fine'], 1: ['sadness'] },
  'carer/test.txt': { 0: ['i feel fine'], 1: ['sadness'] },
  'emobank/emobank.csv': { id: ['a_1'], split: ['train', 'dev', 'test'], V: ['3.0'], A: ['3.0'], D: ['3.2'], text: ['Hi.'] },
  'glove/glove.20k.100d.txt': { 0: ['the'] },
  'fer2013/Training48.npz': { x: [], y: ['0', '1', '2', '3', '4', '5', '6'] },
  'fer2013/PublicTest48.npz': { x: [], y: ['0'] },
  'mosi/text_train.csv': Object.fromEntries(Array.from({ length: 101 }, (_, column) => [column, ['0', '1']])),
  'mosi/text_test.csv': Object.fromEntries(Array.from({ length: 101 }, (_, column) => [column, ['0', '1']])),
  'mosi/audio_train.csv': { 0: ['0.1'] },
  'mosi/audio_test.csv': { 0: ['0.1'] },
  'mosi/video_train.csv': { 0: ['0.1'] },
  'mosi/video_test.csv': { 0: ['0.1'] },
  'mosi/index_train.csv': { 0: ['12'] },
  'mosi/index_test.csv': { 0: ['12'] },
  'mosi/transcripts.csv': { 0: ['video_1'] },
  'speech-emotion/arousal.csv': { 0: ['clip.wav'], 1: ['0.2'] },
  'speech-emotion/valence.csv': { 0: ['clip.wav'], 1: ['0.2'] },
  synthetic: {
    id: ['clip_0'],
    speaker: ['s0'],
    speech: [],
    said: [],
    face: [],
    emotion: ['angry'],
    valence: ['3'],
    arousal: ['3'],
    dominance: ['3'],
  },
});
