import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { type BadInput, testBadInput } from './_bad-input.ts';
import { diaryFiles, edited } from './_diary.ts';

const clips = diaryFiles['clips.csv'];
const row = 'k3,s1,blue day,calm,0.25,a';
const inRow = (text: string) => edited('clips.csv', row, text);
const gaze = (value: string) => edited('gaze.csv', '3,9,1', `3,${value},1`);
const constant = (name: string) => ({
  ...(name === 'scale(0..1)' ? {} : edited('diary.emo', 'scale(0..1)', name)),
  'gaze.csv': diaryFiles['gaze.csv'].replace(/,[01]$/gm, ',1'),
});

const cases: BadInput[] = [
  ['a table that is missing, with another of nearly its name', 'E0601', { 'clips.csv': null, 'clip.csv': clips }],
  ['a table that is missing', 'E0601', { 'gaze.csv': null }],
  ['a folder for a table', 'E0602', { 'clips.csv': { folder: true } }],
  ['an empty table', 'E0603', { 'clips.csv': '' }],
  ['a table with nothing but a header', 'E0610', { 'clips.csv': clips.slice(0, clips.indexOf('\n') + 1) }],
  ['a table with nothing but blank lines', 'E0610', { 'clips.csv': '\n\n\n' }],
  ['a row that is too short', 'E0611', inRow('k3,s1,blue day,calm,0.25')],
  ['a row that is too long', 'E0611', inRow('k3,s1,blue, day,calm,0.25,a')],
  ['another separator: semicolons', 'E0617', { 'clips.csv': clips.replaceAll(',', ';') }],
  ['another separator: tabs', 'E0617', { 'clips.csv': clips.replaceAll(',', '\t') }],
  ['a quote that is never closed', 'E0612', inRow('k3,s1,"blue day,calm,0.25,a')],
  ['Latin-1 that is read as UTF-8', 'E0608', { 'clips.csv': Buffer.from(clips.replace('blue day', 'bl\u00fce day'), 'latin1') }],
  ['UTF-16 without a mark', 'E0608', { 'clips.csv': Buffer.from(clips, 'utf16le') }],
  ['a workbook', 'E0625', { 'clips.csv': zipSync({ 'xl/workbook.xml': Buffer.from('<workbook/>') }) }],
  ['an archive', 'E0625', { 'clips.csv': gzipSync(clips) }],
  ['a page of a web site', 'E0625', { 'clips.csv': '<!DOCTYPE html><html><body>Not found</body></html>' }],
  ['a feature that is no number', 'E0614', gaze('nine')],
  ['a feature with a decimal comma', 'E0614', gaze('"9,5"')],
  ['a feature that is not there', 'E0616', gaze('')],
  ['a feature that is NaN', 'E0615', gaze('NaN')],
  ['a feature that is infinite', 'E0615', gaze('-inf')],
  ['a feature that is too large', 'E0623', gaze('1e39')],
  ['a target that is no number', 'E0614', inRow('k3,s1,blue day,calm,high,a')],
  ['a target that is NaN', 'E0615', inRow('k3,s1,blue day,calm,nan,a')],
  ['a target outside of its range', 'E0654', inRow('k3,s1,blue day,calm,1.25,a')],
  ['a label that is nearly one', 'E0655', inRow('k3,s1,blue day,clam,0.25,a')],
  ['a label that is none', 'E0655', inRow('k3,s1,blue day,very happy,0.25,a')],
  ['a label that is not there', 'E0655', inRow('k3,s1,blue day,,0.25,a')],
  [
    'a class without a training row',
    'E0662',
    { 'clips.csv': clips.replace('grey day,sad', 'grey day,calm').replace('short day,sad', 'short day,calm') },
  ],
  ['a side without rows, by a column', 'E0660', { 'clips.csv': clips.replaceAll(/,b$/gm, ',c') }],
  ['a side without rows, by shares', 'E0660', edited('diary.emo', /split.*/, 'split 94% / 3% / 3% by speaker')],
  ['a value that belongs to no side', 'E0663', inRow('k3,s1,blue day,calm,0.25,d')],
  ['a group on two sides', 'E0661', edited('clips.csv', 'k6,s2', 'k6,s1')],
  ['a constant column under scale', 'E0664', constant('scale(0..1)')],
  ['a constant column under standardize', 'E0664', constant('standardize()')],
  ['tables side by side with different numbers of rows', 'E0650', { 'gaze.csv': diaryFiles['gaze.csv'].replace(/11,.*\n/, '') }],
];

testBadInput('tables', cases);
