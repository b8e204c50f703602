import type { ExportTarget } from '../define-target.ts';
import { graphmodel } from './graphmodel.ts';
import { onnx } from './onnx.ts';
import { savedmodel } from './savedmodel.ts';

/** Every form that models are exported in. */
export const targets: readonly ExportTarget[] = [savedmodel, graphmodel, onnx];
