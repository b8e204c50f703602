import type { BenchCase } from './case.ts';
import { denseTall32, denseTall128 } from './dense-tall.ts';
import { mosiJoint } from './mosi-joint.ts';

/** The cases in the order in which they run. */
export const cases: readonly BenchCase[] = [mosiJoint, denseTall32, denseTall128];
