import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { isSystemError, reasonOf } from '../../files/read-checked.ts';
import { writeNpy } from '../arrays/npy.ts';
import { writeWav } from '../audio/write-wav.ts';
import { encodePng } from '../image/write-png.ts';
import { type Clip, createClips } from './clip.ts';
import { faceSize, makeFace } from './face.ts';
import { projectManifest, projectReadme, projectSpec } from './project-texts.ts';
import { makeSentence } from './sentence.ts';
import { makeVoice, voiceRateHz } from './voice.ts';

export interface ProjectOptions {
  /** How many clips, 10 or more. */
  readonly clips: number;
  /** Seed of the generator, as of the reader `synthetic`. */
  readonly seed: number;
}

/** Columns of `clips.csv`. */
const columns: Readonly<Record<string, (clip: Clip) => string | number>> = {
  id: ({ id }) => id,
  speaker: ({ speaker }) => speaker.id,
  wav: ({ id }) => wavOf(id),
  png: ({ id }) => pngOf(id),
  said: makeSentence,
  valence: ({ state }) => state.valence,
  arousal: ({ state }) => state.arousal,
  dominance: ({ state }) => state.dominance,
  emotion: ({ emotion }) => emotion,
};

const wavOf = (id: string): string => `wav/${id}.wav`;
const pngOf = (id: string): string => `faces/${id}.png`;

/**
 * Writes a new project into `folder`, made where it does not exist: a spec, the manifest, a README, and generated clips as a table, wav and png
 * files and an array of the faces. They are the very clips of the reader `synthetic` with the same seed.
 *
 * Returns the names at the top of the folder. Throws a `Failure` where the folder has something in it (E1050) or is none (E1051), or where
 * writing is refused (E1052); then nothing of the project is left.
 *
 * @example
 * writeProject('speech', { clips: 600, seed: 1 });
 */
export function writeProject(folder: string, options: ProjectOptions): readonly string[] {
  const isNew = !existsSync(folder);
  if (!isNew) requireEmpty(folder);
  const made: string[] = [];
  try {
    if (isNew) mkdirSync(folder, { recursive: true });
    writeFiles(folder, options, made);
    return made.sort();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Only what was made here goes: somebody else may have put something beside it.
    for (const name of made) rmSync(join(folder, name), { recursive: true, force: true });
    if (isNew && existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    throw new Failure(report.folderNotMade({ file: folder }, { folder, reason: reasonOf(error) }));
  }
}

function requireEmpty(folder: string): void {
  const suggestion = `${basename(folder).replace(/^\.+/, '') || 'project'}-2`;
  if (!statSync(folder).isDirectory()) throw new Failure(report.folderIsAFile({ file: folder }, { folder, suggestion }));
  const found = readdirSync(folder);
  if (found.length === 0) return;
  const rest = found.length === 1 ? '' : ` and ${found.length - 1} more`;
  throw new Failure(report.folderNotEmpty({ file: folder }, { folder, found: `\`${found[0]}\`${rest}`, suggestion }));
}

/** One clip at a time, so that memory holds one voice whatever the number of clips. Adds the names at the top of the folder to `made`. */
function writeFiles(folder: string, { clips, seed }: ProjectOptions, made: string[]): void {
  const clipAt = createClips(seed);
  // `wx`: what somebody else puts there meanwhile is not overwritten either.
  const write = (name: string, content: Uint8Array | string): void => writeFileSync(join(folder, name), content, { flag: 'wx' });
  for (const name of ['wav', 'faces']) {
    mkdirSync(join(folder, name));
    made.push(name);
  }
  const pixelCount = faceSize * faceSize;
  const faces = new Uint8Array(clips * pixelCount);
  const rows = [Object.keys(columns)];
  for (let index = 0; index < clips; index += 1) {
    const clip = clipAt(index);
    const face = makeFace(clip);
    faces.set(face, index * pixelCount);
    write(pngOf(clip.id), encodePng({ width: faceSize, height: faceSize, channels: 1, data: face }));
    write(wavOf(clip.id), writeWav(makeVoice(clip), voiceRateHz));
    rows.push(Object.values(columns).map((cell) => String(cell(clip))));
  }
  const files: Readonly<Record<string, Uint8Array | string>> = {
    'clips.csv': rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join(''),
    'faces.npz': packArray('face', writeNpy([clips, faceSize, faceSize], faces)),
    'quickstart.emo': projectSpec,
    'emoc.yaml': projectManifest,
    'README.md': projectReadme({ clips, seed }),
  };
  for (const [name, content] of Object.entries(files)) {
    write(name, content);
    made.push(name);
  }
}

/** A field of a csv file (RFC 4180). */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** An npz file with one array. The date is fixed, so that the same clips give the same bytes. */
const packArray = (name: string, npy: Uint8Array): Uint8Array =>
  zipSync({ [`${name}.npy`]: npy }, { level: 6, mtime: new Date(1980, 0, 1) });
