import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { analyse } from '../../src/compiler/compile.ts';
import { resolveShape } from '../../src/compiler/graph/dimension.ts';
import { type Tensor, tensor } from '../../src/compiler/graph/tensor.ts';
import { batches } from '../../src/runtime/data/batches.ts';
import { prepareData } from '../../src/runtime/data/prepare.ts';
import type { SplitData } from '../../src/runtime/data/prepared-data.ts';
import { cutEncoder } from '../../src/runtime/export/encoder-cut.ts';
import type { ExportManifest } from '../../src/runtime/export/manifest.ts';
import { loadCheckpoint } from '../../src/runtime/train/checkpoint.ts';
import { hashSpec } from '../../src/runtime/train/spec-hash.ts';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

/** A model with everything in it that exporting treats in a way of its own: each kind of input, each front end, loops, both kinds of heads. */
const mixedSpec = `emo 1

experiment mixed { seed = 2 }

labels emotion = angry | happy | sad | calm


dataset clips {
  read   synthetic(clips = 80)
  audio  speech           = column(speech)
  text   said             = column(said)
  image  face             = pixels(face, height = 48, width = 48)
  label  feeling: emotion = column(emotion)
  number arousal          = column(arousal) in 1..5
  split  60% / 20% / 20%
}

encoder tone   from clips.speech { pyaudio(hop = 50 ms, mid = 500 ms) standardize(constant = zero) fit(length = 5) flatten() dense(8, relu) }
encoder voice  from clips.speech { pyaudio(hop = 50 ms, mid = 500 ms) scale(-1..1, constant = zero) lstm(4) pool(mean) }
encoder words  from clips.said   { clean(lowercase) words(length = 12) embed(width = 6) lstm(4, bidirectional) pool(max) }
encoder face   from clips.face   { conv(3, 5, relu, stride = 2) batch_norm() max_pool(2) conv(4, 3, gelu) max_pool(2) flatten() dense(8, relu) dropout(20%) }
encoder pixels from clips.face   { flatten() standardize(constant = zero) dense(4, tanh) }

fusion fused = joint(tone, voice, words, face, pixels) { layer_norm() dense(8, relu) }

head feeling from fused { classify(clips.feeling) }
head arousal from fused { regress(clips.arousal) }

loss = cross_entropy(feeling) + 0.3 * mse(arousal)

train {
  optimizer = adam(3e-3)
  batch     = 8
  epochs    = 2
}
`;

/** A trained run, and what its exported model must give: inputs as a caller has them, answers as the run wrote them down. */
export interface ExportSubject {
  readonly name: string;
  readonly folder: string;
  readonly run: string;
}

async function trained(name: string, folder: string, spec: string): Promise<ExportSubject> {
  const { exitCode, stderr } = await emoc(['train', spec, '--run', 'run', '--reporter', 'plain'], { cwd: folder });
  assert.is(exitCode, 0, stderr);
  return { name, folder, run: join(folder, 'run') };
}

/** Two features tables with statistics in the model, two labels (one logit) and a regression. */
export function tables(): Promise<ExportSubject> {
  const { folder, spec } = smallProject({ epochs: 2, rows: 120 });
  return trained('tables', folder, spec);
}

/** Sound, words and faces. */
export function mixed(): Promise<ExportSubject> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-export-'));
  writeFileSync(join(folder, 'mixed.emo'), mixedSpec);
  return trained('mixed', folder, 'mixed.emo');
}

/** Exports a run and reads its manifest. */
export async function exported(
  { folder, run }: ExportSubject,
  target: string,
): Promise<{ folder: string; manifest: ExportManifest }> {
  const place = join(run, 'exports', target);
  rmSync(place, { recursive: true, force: true });
  const { exitCode, stderr } = await emoc(['export', 'run', '--to', target], { cwd: folder });
  assert.is(exitCode, 0, stderr);
  return { folder: place, manifest: JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as ExportManifest };
}

export interface ExportBatch {
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** Rows of the split that the batch holds. */
  readonly rows: readonly number[];
}

/**
 * The test split as a caller of the exported model has it: computed from the data by the steps that the manifest leaves to the caller and no
 * further, in batches of another size than in training.
 */
export async function callersBatches({ folder, run }: ExportSubject, { inputs }: ExportManifest): Promise<ExportBatch[]> {
  const { value: spec } = analyse({ file: 'spec.emo', text: readFileSync(join(run, 'spec.emo'), 'utf8') });
  if (spec === null) throw new Error('the spec of the run is wrong');
  const { fitted } = loadCheckpoint(join(run, 'checkpoints/best.safetensors'), hashSpec(spec));
  const encoders = spec.encoders.map(cutEncoder).map((cut) => ({ ...cut.encoder, frontEnd: cut.callerSteps, field: cut.input }));
  const data = await prepareData(
    { ...spec, encoders },
    { dataRoot: folder, cacheFolder: join(run, '../.emoc/cache'), seed: spec.experiment.seed, threads: 1, fitted },
  );
  // Taken one by one: a batch is valid until the next one is asked for.
  const order = batches(data.splits.test as SplitData, { size: 7, random: null, isBucketed: false });
  return Array.from(order, ({ fields, bindings, rows }) => ({
    rows: [...rows],
    inputs: new Map(
      inputs.map(({ name, shape }) => {
        const values = fields.get(name);
        if (values === undefined) throw new Error(`the data have no ${name}`);
        const copy = values instanceof Int32Array ? values.slice() : Float64Array.from(values);
        return [name, tensor(resolveShape(shape, bindings), copy)];
      }),
    ),
  }));
}

/** What the run itself answered on the test split: for each output of the manifest its numbers, row after row. */
export function ownAnswers({ run }: ExportSubject, { outputs }: ExportManifest): ReadonlyMap<string, readonly number[][]> {
  const [header = '', ...lines] = readFileSync(join(run, 'predictions.test.csv'), 'utf8').trimEnd().split('\n');
  const titles = header.split(',');
  const rows = lines.map((line) => line.split(','));
  return new Map(
    outputs.map(({ name, head, labels }) => {
      const wanted = labels === null ? [`${head}.prediction`] : labels.map((label) => `${head}.p.${label}`);
      return [name, rows.map((fields) => wanted.map((title) => Number(fields[titles.indexOf(title)])))];
    }),
  );
}

export interface Answer {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** Holds the answers of an exported model on all batches against those of the run. */
export async function checkAnswers(
  subject: ExportSubject,
  manifest: ExportManifest,
  run: (inputs: ExportBatch['inputs']) => Promise<ReadonlyMap<string, Answer>>,
  tolerance = 1e-5,
): Promise<void> {
  const expected = ownAnswers(subject, manifest);
  const all = await callersBatches(subject, manifest);
  assert.ok(all.length > 1, 'several batches');
  for (const { inputs, rows } of all) {
    const answers = await run(inputs);
    assert.equal([...answers.keys()].sort(), manifest.outputs.map(({ name }) => name).sort());
    for (const [name, { shape, data }] of answers) {
      const own = rows.map((row) => expected.get(name)?.[row] as number[]);
      assert.equal(shape, own[0]?.length === 1 ? [rows.length] : [rows.length, own[0]?.length], name);
      for (const [place, value] of own.flat().entries()) {
        const error = Math.abs((data[place] as number) - value) / Math.max(1, Math.abs(value));
        assert.ok(error <= tolerance, `${subject.name}, ${name}[${place}]: the exported model ${data[place]}, the run ${value}`);
      }
    }
  }
}
