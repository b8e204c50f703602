import type { BenchCase } from './case.ts';
import { denseTall32, denseTall128 } from './dense-tall.ts';
import { faces } from './faces.ts';
import { mosiJoint } from './mosi-joint.ts';
import { lstm20, lstm50, lstm200 } from './recurrent.ts';
import { wordsPool } from './words-pool.ts';

/** The cases in the order in which they run. */
export const cases: readonly BenchCase[] = [mosiJoint, denseTall32, denseTall128, wordsPool, lstm20, lstm50, lstm200, faces];
