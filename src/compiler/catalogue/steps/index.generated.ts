// Generated from the files of this folder by `npm run generate`. Do not edit.
import { activation } from './activation.ts';
import { batchNorm } from './batch-norm.ts';
import { clean } from './clean.ts';
import { conv } from './conv.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { embed } from './embed.ts';
import { fit } from './fit.ts';
import { flatten } from './flatten.ts';
import { layerNorm } from './layer-norm.ts';
import { lstm } from './lstm.ts';
import { maxPool } from './max-pool.ts';
import { pool } from './pool.ts';
import { pyaudio } from './pyaudio.ts';
import { scale } from './scale.ts';
import { standardize } from './standardize.ts';
import { words } from './words.ts';

export const steps = [activation, batchNorm, clean, conv, dense, dropout, embed, fit, flatten, layerNorm, lstm, maxPool, pool, pyaudio, scale, standardize, words] as const;
