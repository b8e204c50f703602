import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse as parseYaml } from 'yaml';
import { analyse } from '../../../../src/compiler/compile.ts';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { readWav } from '../../../../src/runtime/data/audio/wav.ts';
import { prepareData } from '../../../../src/runtime/data/prepare.ts';
import { readers } from '../../../../src/runtime/data/readers/index.ts';
import { createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { makeVoice } from '../../../../src/runtime/data/synthetic/voice.ts';
import { writeProject } from '../../../../src/runtime/data/synthetic/write-project.ts';

const clips = 40;
const temporary = mkdtempSync(join(tmpdir(), 'emoc-project-'));
const project = join(temporary, 'first');
const test = suite('write-project');
test.after(() => rmSync(temporary, { recursive: true }));

const open = (name: string, settings: Record<string, string | number | boolean>, dataRoot = project) => {
  const reader = readers.find((candidate) => candidate.name === name);
  if (reader === undefined) throw new Error(`no reader ${name}`);
  return reader.open(settings, { name, dataRoot, splitNames: [] });
};
const openCsv = () => open('csv', { path: 'clips.csv', header: true, separator: ',', encoding: 'utf_8' });

function failureOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('it writes a whole project', () => {
  assert.equal(writeProject(project, { clips, seed: 3 }), [
    'README.md',
    'clips.csv',
    'emoc.yaml',
    'faces',
    'faces.npz',
    'quickstart.emo',
    'wav',
  ]);
  assert.equal(readdirSync(project).sort(), [
    'README.md',
    'clips.csv',
    'emoc.yaml',
    'faces',
    'faces.npz',
    'quickstart.emo',
    'wav',
  ]);
  assert.is(readdirSync(join(project, 'wav')).length, clips);
  assert.is(readdirSync(join(project, 'faces')).length, clips);
});

test('the ordinary readers give back what the generator gave', () => {
  const [table, generated] = [openCsv(), open('synthetic', { clips, seed: 3 })];
  assert.is(table.rowCount, clips);
  for (const column of ['id', 'speaker', 'said', 'emotion']) assert.equal(table.text(column), generated.text(column), column);
  for (const column of ['valence', 'arousal', 'dominance']) assert.equal(table.values(column), generated.values(column), column);
  const faces = open('npz', { path: 'faces.npz' }).array('face');
  assert.equal(faces.shape, [clips, 48, 48]);
  assert.equal(faces.data, generated.array('face').data);
  const clipAt = createClips(3);
  for (const [row, wav] of table.text('wav').entries()) {
    const { samples, rateHz, channels } = readWav(readFileSync(join(project, wav)), wav);
    assert.equal(samples, makeVoice(clipAt(row)));
    assert.equal([rateHz, channels], [16000, 1]);
  }
});

test('every row has a picture file that is a PNG of 48 x 48 gray pixels', () => {
  for (const png of openCsv().text('png')) {
    const bytes = readFileSync(join(project, png));
    assert.is(bytes.toString('latin1', 1, 4), 'PNG');
    assert.equal([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25]], [48, 48, 8, 0]);
  }
});

test('the same seed writes the same bytes', () => {
  const [once, twice] = [join(temporary, 'once'), join(temporary, 'twice')];
  for (const folder of [once, twice]) writeProject(folder, { clips: 12, seed: 3 });
  const files = readdirSync(once, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.is(files.length, 29);
  for (const entry of files) {
    const name = join(entry.parentPath ?? entry.path, entry.name).slice(once.length + 1);
    assert.ok(readFileSync(join(once, name)).equals(readFileSync(join(twice, name))), name);
  }
});

const specOf = (file: string) => {
  const { value, diagnostics } = analyse({ file, text: readFileSync(file, 'utf8') });
  assert.equal(diagnostics, []);
  if (value === null) throw new Error(`${file} gives no spec`);
  return value;
};

test('its spec has no mistakes and reads the data of the folder, the same as the generator gives', async () => {
  const written = specOf(join(project, 'quickstart.emo'));
  const options = { cacheFolder: join(temporary, 'cache'), seed: 1, threads: 1 };
  const data = await prepareData(written, { ...options, dataRoot: project });
  const example = specOf('examples/quickstart.emo');
  const [dataset] = example.datasets;
  if (dataset === undefined) throw new Error('the example has no data set');
  const reads = dataset.reads.map((read) => ({ ...read, settings: { clips, seed: 3 } }));
  const generated = await prepareData({ ...example, datasets: [{ ...dataset, reads }] }, { ...options, dataRoot: temporary });
  for (const role of ['train', 'validation', 'test'] as const) {
    const [found, wanted] = [data.splits[role], generated.splits[role]];
    assert.ok(found !== null && wanted !== null && found.rowCount > 0);
    assert.equal(found?.rowIds, wanted?.rowIds);
    assert.equal(found?.targets, wanted?.targets);
    assert.equal(found?.fields.get('words'), wanted?.fields.get('words'));
    assert.equal(found?.fields.get('tone'), wanted?.fields.get('tone'));
    assert.equal(found?.fields.get('face'), wanted?.fields.get('face'));
  }
  assert.is(data.files.length, clips + 2);
});

test('its model is the one of the example', () => {
  const modelOf = (file: string): string => readFileSync(file, 'utf8').split(/^(?=encoder tone)/m)[1] as string;
  assert.is(modelOf(join(project, 'quickstart.emo')), modelOf('examples/quickstart.emo'));
});

test('its README and manifest speak of what is there', () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  for (const name of readdirSync(project)) if (name !== 'README.md') assert.ok(readme.includes(name), name);
  assert.ok(readme.includes('40 generated clips (seed 3)') && readme.includes('[40, 48, 48]'));
  assert.equal(parseYaml(readFileSync(join(project, 'emoc.yaml'), 'utf8')), { data: '.', runs: 'runs' });
});

test('a folder with something in it is refused and left alone', () => {
  const folder = join(temporary, 'mine');
  mkdirSync(folder);
  writeFileSync(join(folder, 'clips.csv'), 'mine');
  const message = failureOf(() => writeProject(folder, { clips: 10, seed: 1 }));
  assert.is(message, `E1050: \`${folder}\` is not empty; expected a new or empty folder, found \`clips.csv\``);
  assert.equal(readdirSync(folder), ['clips.csv']);
  assert.is(readFileSync(join(folder, 'clips.csv'), 'utf8'), 'mine');
});

test('an empty folder is taken', () => {
  const folder = join(temporary, 'empty');
  mkdirSync(folder);
  assert.is(writeProject(folder, { clips: 10, seed: 1 }).length, 7);
});

test('something that is no folder is refused and left alone', () => {
  const file = join(temporary, 'file');
  writeFileSync(file, 'mine');
  assert.match(
    failureOf(() => writeProject(file, { clips: 10, seed: 1 })),
    /^E1051: .* is not a folder/,
  );
  assert.is(readFileSync(file, 'utf8'), 'mine');
});

test('where the system refuses, the message says why and nothing is left', () => {
  const file = join(temporary, 'no-folder');
  writeFileSync(file, '');
  assert.match(
    failureOf(() => writeProject(join(file, 'below'), { clips: 10, seed: 1 })),
    /^E1052: .* was not written: ENOTDIR: not a directory; nothing of it was left behind/,
  );
  assert.is(existsSync(join(file, 'below')), false);
});

test('what was written before the system refuses is removed again, and an empty folder stays', () => {
  if (process.platform === 'win32') return console.log('skipped: no limit on the size of files can be set here');
  const folder = join(temporary, 'refused');
  mkdirSync(folder);
  const script = join(temporary, 'refused.mts');
  const module = new URL('../../../../src/runtime/data/synthetic/write-project.ts', import.meta.url);
  writeFileSync(
    script,
    `import { writeProject } from '${module}';
try { writeProject('${folder}', { clips: 10, seed: 1 }); } catch (error) { console.log(error.message); }`,
  );
  // Pictures and the first voices fit into 40 KiB a file, a voice of 2 seconds does not.
  const command = 'ulimit -f 40 && exec "$0" --import tsx "$1"';
  const output = execFileSync('bash', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  assert.match(output, /^E1052: .* was not written: EFBIG: file too large; nothing of it was left behind/);
  assert.equal(readdirSync(folder), []);
});

test.run();
