import { test } from 'uvu';
import { runOnnx } from './_onnx.ts';
import { opSuite } from './_op-suite.ts';

for (const threads of [1, 2])
  opSuite(`ONNX, ${threads} threads`, (graph, tensors, bindings) => runOnnx(graph, tensors, bindings, { threads }));

test.run();
