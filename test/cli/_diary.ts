import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import * as assert from 'uvu/assert';
import { writeNpy } from '../../src/runtime/data/arrays/npy.ts';
import { writeWav } from '../../src/runtime/data/audio/write-wav.ts';
import { createRandom } from '../../src/runtime/kernels/random.ts';
import { emoc, type Outcome } from './_emoc.ts';

/** A project of twelve rows with a file of every kind, so that each of them can be broken for real. */
const rowCount = 12;
const sides = 'aaaaaabbbccc';
const days = ['fine', 'sad', 'grey', 'blue', 'long', 'short', 'first', 'last', 'cold', 'warm', 'slow', 'quick'];
const each = <Value>(make: (row: number) => Value): Value[] => Array.from({ length: rowCount }, (_, row) => make(row));

const spec = `emo 1

experiment diary { seed = 5 }

labels mood = calm | tense | sad

dataset clips {
  read   csv("clips.csv") as table
  read   csv("gaze.csv") as gazes
  read   npz("faces.npz") as faces
  group  speaker = table.column(speaker)
  text   said = table.column(said)
  audio  speech = table.file("wav/{id}.wav")
  vec    gaze = gazes.columns(0..2)
  image  face = faces.pixels(face, height = 4, width = 4)
  label  felt: mood = table.column(felt)
  number arousal = table.column(arousal) in -1..1
  split  by table.column(side) { a -> train, b -> validation, c -> test }
}

encoder words from clips.said { words(length = 6) embed("words.txt", width = 3) pool(mean) }
encoder tone  from clips.speech { pyaudio(features = f34, hop = 50 ms) pool(mean) dense(4, relu) }
encoder look  from clips.gaze { scale(0..1) dense(4, relu) }
encoder face  from clips.face { flatten() dense(4, relu) }

fusion fused = joint(words, tone, look, face) { dense(8, relu) }

head felt    from fused { classify(clips.felt) }
head arousal from fused { regress(clips.arousal) }

loss = 0.5 * cross_entropy(felt) + 0.5 * mse(arousal)

train { optimizer = adam(1e-3)  batch = 4  epochs = 2 }
`;

type Content = string | Uint8Array;

function wavs(): Record<string, Content> {
  const random = createRandom(1);
  const noise = (): Float64Array => Float64Array.from({ length: 4000 }, () => random.normal() / 10);
  return Object.fromEntries(each((row) => [`wav/k${row}.wav`, writeWav(noise(), 16000)]));
}

/** What stands in the folder while nothing is broken. */
export const diaryFiles = {
  'diary.emo': spec,
  'clips.csv': [
    'id,speaker,said,felt,arousal,side',
    ...each((row) => {
      const felt = ['calm', 'tense', 'sad'][row % 3];
      return `k${row},s${Math.floor(row / 3)},${days[row]} day,${felt},${(row / rowCount).toFixed(2)},${sides[row]}`;
    }),
    '',
  ].join('\n'),
  'gaze.csv': ['left,right,blink', ...each((row) => `${row},${row * row},${row % 2}`), ''].join('\n'),
  'faces.npz': zipSync({
    'face.npy': writeNpy(
      [rowCount, 4, 4],
      Uint8Array.from({ length: rowCount * 16 }, (_, index) => index),
    ),
  }),
  'words.txt': 'fine 1 2 3\nday 4 5 6\nsad 0 0 1\n',
  ...wavs(),
} as Readonly<Record<'diary.emo' | 'clips.csv' | 'gaze.csv' | 'words.txt', string> & Record<string, Content>>;

/** Other contents of some files; `null` takes a file away, `folder` puts a folder in its place. */
export type Damage = Readonly<Record<string, Content | null | { readonly folder: true }>>;

/** `files[name]` with the first match replaced. */
export function edited(name: 'diary.emo' | 'clips.csv' | 'gaze.csv' | 'words.txt', from: string | RegExp, to: string): Damage {
  const whole = diaryFiles[name];
  const text = whole.replace(from, to);
  if (text === whole) throw new Error(`${from} does not stand in ${name}`);
  return { [name]: text };
}

export interface Diary {
  readonly folder: string;
  /** Puts the damage into the folder, runs a command in it, checks that no earlier run was touched, and repairs the damage. */
  readonly attempt: (damage: Damage, words?: readonly string[]) => Promise<Outcome>;
}

/** A new folder with the project and a run in `earlier`, which nothing that fails later may touch. */
export async function openDiary(): Promise<Diary> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-diary-'));
  const put = (name: string, content: Damage[string] | undefined): void => {
    const path = join(folder, name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    if (content === null || content === undefined) return;
    if (typeof content === 'object' && 'folder' in content) mkdirSync(path);
    else writeFileSync(path, content);
  };
  for (const [name, content] of Object.entries(diaryFiles)) put(name, content);
  const first = await emoc(['train', 'diary.emo', '--run', 'earlier', '--threads', '1'], { cwd: folder });
  assert.is(first.exitCode, 0, first.stderr);
  assert.is(first.stderr, '');
  const earlier = contentOf(join(folder, 'earlier'));
  return {
    folder,
    async attempt(damage, words = ['train', 'diary.emo', '--run', 'new', '--threads', '1']) {
      for (const [name, content] of Object.entries(damage)) put(name, content);
      const outcome = await emoc(words, { cwd: folder });
      for (const name of Object.keys(damage)) put(name, diaryFiles[name]);
      assert.equal(contentOf(join(folder, 'earlier')), earlier, 'the earlier run was touched');
      return outcome;
    },
  };
}

/** Content of every file of a run. */
function contentOf(run: string): Record<string, string> {
  const files = readdirSync(run, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ name, parentPath, path }) => {
      const file = join(parentPath ?? path, name);
      return [file, createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}

/** What a command says on standard error, without the line about `emoc explain` and with the folder called `HERE`. */
export const told = (stderr: string, folder: string): string =>
  stderr
    .replaceAll(folder, 'HERE')
    .split('\n')
    .filter((line) => !line.startsWith('  = explain:'))
    .join('\n');
