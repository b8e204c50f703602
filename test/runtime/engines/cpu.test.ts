import { test } from 'uvu';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import { conformance } from './_conformance.ts';

conformance(cpuEngine);

test.run();
