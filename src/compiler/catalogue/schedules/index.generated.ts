// Generated from the files of this folder by `npm run generate`. Do not edit.
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { exponential } from './exponential.ts';
import { linear } from './linear.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomial } from './polynomial.ts';
import { stepDecay } from './step-decay.ts';
import { warmUp } from './warm-up.ts';

export const schedules = [constant, cosine, exponential, linear, oneCycle, polynomial, stepDecay, warmUp] as const;
