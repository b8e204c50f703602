/// <reference types="@webgpu/types" />
/** What a device was asked for, counted where every caller has to come along: at the classes of WebGPU itself. */
export interface DeviceCounts {
  dispatches: number;
  submits: number;
  bindGroups: number;
  buffers: number;
  bufferBytes: number;
}

type Method = (...given: unknown[]) => unknown;

/** Counts from now on. Buffers count while they live. Dawn must have been loaded, so that its classes are there. */
export function countDevice(): DeviceCounts {
  const counts: DeviceCounts = { dispatches: 0, submits: 0, bindGroups: 0, buffers: 0, bufferBytes: 0 };
  const sizes = new Map<unknown, number>();
  const wrap = (type: { readonly prototype: object }, name: string, after: (self: unknown, result: unknown) => void): void => {
    const own = (type.prototype as Record<string, Method>)[name] as Method;
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      value(this: unknown, ...given: unknown[]): unknown {
        const result = own.apply(this, given);
        after(this, result);
        return result;
      },
    });
  };
  wrap(GPUComputePassEncoder, 'dispatchWorkgroups', () => {
    counts.dispatches += 1;
  });
  wrap(GPUQueue, 'submit', () => {
    counts.submits += 1;
  });
  wrap(GPUDevice, 'createBindGroup', () => {
    counts.bindGroups += 1;
  });
  wrap(GPUDevice, 'createBuffer', (_, buffer) => {
    sizes.set(buffer, (buffer as GPUBuffer).size);
    counts.buffers += 1;
    counts.bufferBytes += (buffer as GPUBuffer).size;
  });
  wrap(GPUBuffer, 'destroy', (buffer) => {
    const size = sizes.get(buffer);
    if (size === undefined) return;
    sizes.delete(buffer);
    counts.buffers -= 1;
    counts.bufferBytes -= size;
  });
  return counts;
}
