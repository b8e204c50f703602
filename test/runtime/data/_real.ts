import { existsSync } from 'node:fs';
import type { TypedSpec } from '../../../src/compiler/check/model.ts';
import {
  byFile,
  clips,
  csv,
  dataset,
  encoder,
  field,
  group,
  head,
  holdout,
  id,
  image,
  label,
  number,
  percent,
  read,
  span,
  spec,
  text,
  vec,
} from './_spec.ts';

/** Specs over the real data beside the project, as the checker makes them. */

export const realData = new URL('../../../../shared/data', import.meta.url).pathname;

/** Whether a folder of the real data is there; where it is not, says that a test is skipped. */
export function hasData(folder: string): boolean {
  if (existsSync(`${realData}/${folder}`)) return true;
  console.log(`skipped: the data folder ${folder} is not beside the project`);
  return false;
}

const binary = ['negative', 'positive'];

export function mosi(fraction = 0.2): TypedSpec {
  const said = vec('said', 'words', 0, 99);
  const voice = vec('voice', 'audio', 0, 72);
  const face = vec('face', 'video', 0, 99);
  const sentiment = label('sentiment', field('words', 100), binary, [
    [['0'], 'negative'],
    [['1'], 'positive'],
  ]);
  const set = dataset({
    reads: [
      csv('words', 'mosi/text_{split}.csv', false),
      csv('audio', 'mosi/audio_{split}.csv', false),
      csv('video', 'mosi/video_{split}.csv', false),
      csv('index', 'mosi/index_{split}.csv', false),
      csv('transcripts', 'mosi/transcripts.csv', false),
    ],
    joins: [{ read: 'transcripts', key: null, by: field('index', 0), span }],
    columns: [said, voice, face, sentiment, group('video', field('transcripts', 0, '^(.*)_[0-9]+$'))],
    split: byFile({ train: 'train', test: 'test' }),
    holdout: holdout(fraction, 'video'),
  });
  const encoders = [said, voice, face].map((column) => encoder(column.name, column, [['standardize', { constant: 'zero' }]]));
  return spec(set, encoders, [head(sentiment)]);
}

export function carer(): TypedSpec {
  const labels = ['sadness', 'happiness', 'love', 'anger', 'worry', 'surprise'];
  const said = text('said', field('tweets', 0));
  const emotion = label('emotion', field('tweets', 1), labels);
  const set = dataset({
    reads: [read('tweets', 'lines', { path: 'carer/{split}.txt', separator: ';' })],
    columns: [said, emotion],
    split: byFile({ train: 'train', val: 'validation', test: 'test' }),
  });
  const words = { length: 64, lowercase: true, vocabulary: null, min_count: 1 };
  const embed = { vectors: 'glove/glove.20k.100d.txt', width: 100, freeze: false };
  return spec(set, [encoder('words', said, [['words', words]], [['embed', embed]])], [head(emotion)]);
}

export function emobank(): TypedSpec {
  const said = text('said', field('bank', 'text'));
  const range = [1, 5] as const;
  const truths = [
    ['valence', 'V'],
    ['arousal', 'A'],
    ['dominance', 'D'],
  ].map(([name = '', column = '']) => number(name, field('bank', column), range));
  const set = dataset({
    reads: [csv('bank', 'emobank/emobank.csv')],
    columns: [said, ...truths, id('sentence', field('bank', 'id'))],
    split: {
      kind: 'column',
      source: field('bank', 'split'),
      values: [
        { value: 'train', role: 'train' },
        { value: 'dev', role: 'validation' },
        { value: 'test', role: 'test' },
      ],
      span,
    },
  });
  const words = { length: 40, lowercase: true, vocabulary: null, min_count: 1 };
  const embed = { vectors: 'glove/glove.20k.100d.txt', width: 100, freeze: false };
  const clean = { lowercase: false, url: 'token', mention: 'token', hashtag: 'split', number: 'keep' };
  return spec(
    set,
    [
      encoder(
        'words',
        said,
        [
          ['clean', clean],
          ['words', words],
        ],
        [['embed', embed]],
      ),
    ],
    truths.map(head),
  );
}

export function fer2013(): TypedSpec {
  const face = image('face', field('faces', 'x'), 48, 48);
  const labels = ['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral'];
  const emotion = label(
    'emotion',
    field('faces', 'y'),
    labels,
    labels.map((name, index) => [[String(index)], name] as const),
  );
  const set = dataset({
    reads: [read('faces', 'npz', { path: 'fer2013/{split}48.npz' })],
    columns: [face, emotion],
    split: byFile({ Training: 'train', PublicTest: 'test' }),
    holdout: holdout(0.1, null, 'emotion'),
  });
  return spec(set, [encoder('face', face)], [head(emotion)]);
}

export function speech(fitMs = 5000): TypedSpec {
  const voice = clips('voice', 'arousal', 'speech-emotion/{0}');
  const truths = [number('arousal', field('arousal', 1), [-1, 1]), number('valence', field('valence', 1), [-1, 1])];
  const set = dataset({
    reads: [csv('arousal', 'speech-emotion/arousal.csv', false), csv('valence', 'speech-emotion/valence.csv', false)],
    joins: [{ read: 'valence', key: field('valence', 0), by: field('arousal', 0), span }],
    columns: [voice, ...truths],
    split: percent(0.6, 0.2, 0.2),
  });
  const pyaudio = { window: 50, hop: 50, features: 'f136', mid: 1000, mid_hop: null };
  const steps = [
    ['pyaudio', pyaudio],
    ['fit', { duration: fitMs, length: null }],
    ['flatten', {}],
    ['scale', { range: { from: -1, to: 1 }, constant: 'zero' }],
  ] as const;
  return spec(set, [encoder('tone', voice, steps)], truths.map(head));
}
