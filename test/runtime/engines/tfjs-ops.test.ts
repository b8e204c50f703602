import { test } from 'uvu';
import { opSuite } from './_op-suite.ts';
import { runTfjs } from './_tfjs.ts';

opSuite('tfjs on its cpu backend', (graph, tensors, bindings) => runTfjs(graph, tensors, bindings, 2));

test.run();
