/** ONNX Runtime as its package exports it. */
export type OnnxRuntime = typeof import('onnxruntime-node');

/** Loads ONNX Runtime's native library. It takes tens of milliseconds and megabytes, so nothing imports it before it is needed. */
export const loadOnnxRuntime = (): Promise<OnnxRuntime> => import('onnxruntime-node');
