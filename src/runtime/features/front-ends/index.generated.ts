// Generated from the files of this folder by `npm run generate`. Do not edit.
import { clean } from './clean.ts';
import { fit } from './fit.ts';
import { flatten } from './flatten.ts';
import { pyaudio } from './pyaudio.ts';
import { scale } from './scale.ts';
import { standardize } from './standardize.ts';
import { words } from './words.ts';

export const frontEnds = [clean, fit, flatten, pyaudio, scale, standardize, words] as const;
