import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTable, type TableOptions } from '../../../../src/runtime/data/tables/read-table.ts';
import { readFileChecked } from '../../../../src/runtime/files/read-checked.ts';
import { realFile } from '../../real-file.ts';

const csv = { format: 'csv' } as const;
const headless = { format: 'csv', hasHeader: false } as const;

/** Real files with rows and columns as their README states them, and one field known from the file. */
const files: readonly (readonly [
  file: string,
  options: TableOptions,
  rows: number,
  columns: number,
  row: number,
  column: string,
  found: string,
])[] = [
  ['mosi/text_train.csv', headless, 1447, 101, 0, '0', '-1.1352200000000001'],
  ['mosi/audio_test.csv', headless, 752, 74, 0, '73', '1'],
  ['mosi/transcripts.csv', headless, 2199, 4, 1, '1', 'THERE IS SAD PART'],
  ['emobank/emobank.csv', csv, 10062, 6, 0, 'text', 'Remember what she said in my last letter? "'],
  ['davidson/labeled_data.csv', csv, 24783, 7, 24782, '', '25296'],
  ['meld/train_sent_emo.csv', csv, 9989, 11, 0, 'StartTime', '00:16:16,059'],
  ['crowdflower/tweet_emotions.csv', csv, 40000, 3, 0, 'sentiment', 'empty'],
  ['goemotions/original/train.tsv', { format: 'tsv', hasHeader: false }, 43410, 3, 1, '2', 'ed00q6i'],
  ['carer/train.txt', { format: 'lines', separator: ';' }, 16000, 2, 0, '1', 'sadness'],
  ['tweeteval/emotion/train_text.txt', { format: 'lines' }, 3257, 1, 0, '0', ''],
  ['speech-emotion/arousal.csv', headless, 47, 2, 0, '0', '00.wav'],
];

for (const [name, options, rows, columns, row, column, found] of files) {
  test(`${name} has ${rows} rows of ${columns} columns`, () => {
    const path = realFile(`data/${name}`);
    if (path === undefined) return;
    const table = readTable(readFileChecked(path), name, options);
    assert.is(table.rowCount, rows);
    assert.is(table.names.length, columns);
    if (found !== '') assert.is(table.column(column)[row], found);
  });
}

test('the 275 feature columns of MOSI equal a plain split of the lines, number by number', () => {
  for (const name of ['text_train', 'text_test', 'audio_train', 'audio_test', 'video_train', 'video_test']) {
    const path = realFile(`data/mosi/${name}.csv`);
    if (path === undefined) return;
    const table = readTable(readFileChecked(path), name, headless);
    const plain = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .flatMap((line) =>
        line
          .trim()
          .split(',')
          .map((field) => Number(field.slice(1, -1))),
      );
    assert.equal(table.numbers(0, table.names.length - 1), Float32Array.from(plain));
  }
});

test.run();
