import { emitFrozenOnnx } from '../../../compiler/emit/onnx/emit-onnx.ts';
import { defineTarget } from '../define-target.ts';

/** One file, weights inside. */
export const onnx = defineTarget({
  name: 'onnx',
  runsWith: 'ONNX Runtime 1.14 or later, in Python, C++, Node or a browser (operator set 18 and ONNX Runtime’s own FusedMatMul)',
  write: ({ program, exported, weights }) => [
    { name: 'model.onnx', content: emitFrozenOnnx(exported.graph, program.name, weights).model },
  ],
});
