import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Bindings } from '../../../compiler/graph/dimension.ts';

/** What TensorFlow says when the allocator of a device gives up, with the shape of what it was asked for. */
const outOfMemory = /OOM when allocating tensor with shape(\[[^\]]*\]) and type (\w+)/;
const xlaOutOfMemory = /Out of memory (?:while trying|allocating)[^\n]*?(\d+) bytes/i;
/** The node that was being computed: `{{node step/tone/dense_1/MatMul}}`. */
const nodeName = /\{\{node ([^}]+)\}\}/;
const lost = /CUDA_ERROR_\w+|cudaError\w+|device-side assert|CUDNN_STATUS_\w+|device lost/i;

/** TensorFlow's words for a failed call as a diagnostic, where a user can do something; anything else is returned as it is. */
export function deviceFailure(error: unknown, what: string, bindings: Bindings): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const tensor = tensorOf(message);
  if (tensor !== null) {
    const batch = Math.max(1, Math.floor((bindings.B ?? 2) / 2));
    return new Failure(report.outOfDeviceMemory(null, { tensor, batch: String(batch) }));
  }
  const reason = lost.exec(message);
  return reason === null ? error : new Failure(report.deviceFailed(null, { what, reason: firstLine(message) }));
}

/** Which tensor found no room, as `[128, 512] (float) of tone/dense_1/MatMul`; `null` where memory is not what failed. */
function tensorOf(message: string): string | null {
  const [, shape, type] = outOfMemory.exec(message) ?? [];
  const node = nodeName.exec(message)?.[1]?.replace(/^(step|outputs)\//, '');
  const place = node === undefined ? '' : ` of \`${node}\``;
  if (shape !== undefined) return `${shape.replaceAll(',', ', ')} ${type}${place}`;
  const bytes = xlaOutOfMemory.exec(message)?.[1];
  if (bytes !== undefined) return `${(Number(bytes) / 2 ** 20).toFixed(0)} MiB of the compiled step${place}`;
  return /RESOURCE_EXHAUSTED|ResourceExhausted/.test(message) ? `what the step needs${place}` : null;
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] as string).replace(/^Session fail to run with error: /, '');
