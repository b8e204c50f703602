/** A spec of the project, and the heads of the files it reads: enough to know whether a path and a column are there. */
export interface Subject {
  readonly spec: string;
  readonly files: Readonly<Record<string, string>>;
}

const numbered = (count: number): string => `${Array.from({ length: count }, (_, index) => index % 7).join(',')}\n`;
const glove = { 'glove/glove.20k.100d.txt': `the ${Array.from({ length: 100 }, () => '0.1').join(' ')}\n` };
const splits = (names: readonly string[], path: (name: string) => string, text: string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [path(name), text]));
const mosi = {
  ...splits(['train', 'test'], (name) => `mosi/text_${name}.csv`, numbered(101)),
  ...splits(['train', 'test'], (name) => `mosi/audio_${name}.csv`, numbered(74)),
  ...splits(['train', 'test'], (name) => `mosi/video_${name}.csv`, numbered(101)),
  ...splits(['train', 'test'], (name) => `mosi/index_${name}.csv`, numbered(1)),
  'mosi/transcripts.csv': 'name_1,said\n',
};

export const subjects: readonly Subject[] = [
  {
    spec: 'specs/carer-bilstm.emo',
    files: { ...glove, ...splits(['train', 'val', 'test'], (name) => `carer/${name}.txt`, 'how it is;joy\n') },
  },
  { spec: 'specs/emobank-vad.emo', files: { ...glove, 'emobank/emobank.csv': 'id,split,V,A,D,text\n1,train,3,3,3,words\n' } },
  { spec: 'specs/mosi-early.emo', files: mosi },
  { spec: 'specs/mosi-joint.emo', files: mosi },
  {
    spec: 'specs/speech-vad.emo',
    files: { 'speech-emotion/arousal.csv': 'a.wav,0.5\n', 'speech-emotion/valence.csv': 'a.wav,0.5\n' },
  },
];

/** One way to get a spec wrong. */
export interface Mistake {
  readonly name: string;
  readonly codes: readonly string[];
  /** First of these that the spec has is replaced; `$1` to `$9` are groups, and `⟦…⟧` marks the token that must be reported. */
  readonly edits: readonly (readonly [pattern: RegExp, replacement: string])[];
  /** The fix must bring back the very text; of the others nobody can know what was there, and no mistake may be left. */
  readonly isRestored: boolean;
}

/** The ten of the acceptance: each is planted in each spec, one at a time. */
export const mistakes: readonly Mistake[] = [
  { name: 'misspelt setting', codes: ['E0301'], isRestored: true, edits: [[/\bepochs( +=)/, '⟦epchs⟧$1']] },
  {
    name: 'misspelt kind',
    codes: ['E0401'],
    isRestored: true,
    edits: [
      [/\bdropout\(/, '⟦dropuot⟧('],
      [/\bdense\(/, '⟦desne⟧('],
    ],
  },
  { name: 'wrong type', codes: ['E0305'], isRestored: true, edits: [[/(epochs += )(\d+)/, '$1⟦"$2"⟧']] },
  { name: 'out of range', codes: ['E0305'], isRestored: false, edits: [[/dropout\(\d+%\)/, 'dropout(⟦300%⟧)']] },
  {
    name: 'missing column',
    codes: ['E0617', 'E0618'],
    isRestored: true,
    edits: [
      [/column\(text\)/, 'column(⟦txet⟧)'],
      [/column\(100\)/, 'column(⟦101⟧)'],
      [/(label.*|number.*)column\(1\)/, '$1column(⟦2⟧)'],
    ],
  },
  {
    name: 'loss that does not fit',
    codes: ['E0503'],
    isRestored: false,
    edits: [
      [/(loss = )(?:bce|cross_entropy)(\(\w+\))/, '$1⟦mse$2⟧'],
      [/mse(\(\w+\))/, '⟦cross_entropy$1⟧'],
    ],
  },
  {
    name: 'setting of another kind',
    codes: ['E0301'],
    isRestored: true,
    edits: [[/(adam\([\d.e-]+)/, '$1, ⟦momentum⟧ = 0.9']],
  },
  {
    name: 'duplicate name',
    codes: ['E0206'],
    isRestored: true,
    edits: [[/^head (\w+)(.*)\n/m, 'head $1$2\nhead ⟦$1⟧$2\n']],
  },
  {
    name: 'missing file',
    codes: ['E0601'],
    isRestored: true,
    edits: [[/"([\w-]+\/)(\w{2})\w([\w{}.-]*)"/, '⟦"$1$2$3"⟧']],
  },
  { name: 'batch 0', codes: ['E0305'], isRestored: false, edits: [[/(batch += )\d+/, '$1⟦0⟧']] },
];

export interface Planted {
  readonly text: string;
  /** Where the mistake is. */
  readonly start: number;
  readonly end: number;
}

/** The spec with the mistake in it. */
export function plant(text: string, { name, edits }: Mistake): Planted {
  const edit = edits.find(([pattern]) => pattern.test(text));
  if (edit === undefined) throw new Error(`nowhere to plant: ${name}`);
  const marked = text.replace(edit[0], edit[1]);
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
}
