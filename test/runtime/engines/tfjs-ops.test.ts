import { test } from 'uvu';
import { opSuite } from './_op-suite.ts';
import { runTfjs } from './_tfjs.ts';

opSuite('tfjs on its cpu backend', runTfjs);

test.run();
