import { test } from 'uvu';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { conformance } from './_conformance.ts';

conformance(referenceEngine);

test.run();
