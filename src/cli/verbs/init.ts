import { resolve } from 'node:path';
import { writeProject } from '../../runtime/data/synthetic/write-project.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';

export const init = defineVerb({
  name: 'init',
  summary: 'Writes a first project with generated clips, to be replaced by your own.',
  doc: `Writes a spec, a manifest and a small data set of generated speech, sentences and faces as csv, wav, png and npz files
into a new or empty folder. The same seed gives the same files.`,
  operands: ['DIR'],
  options: {
    clips: { type: 'count', value: 'N', doc: 'How many clips; 800 unless told.', minimum: 10, maximum: 100000 },
    seed: { type: 'count', value: 'N', doc: 'Seed of the generator; 1 unless told.', minimum: 0, maximum: 4294967295 },
  },

  async run({ clips = 800, seed = 1 }, [folder = ''], console) {
    const names = writeProject(resolve(console.workingFolder, folder), { clips, seed });
    console.print(`${folder}: ${names.join(', ')}`);
    return exitCodes.success;
  },
});
