import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveShape } from '../src/compiler/graph/dimension.ts';
import type { BenchCase, CaseParts } from './cases/case.ts';

type Numbers = Float32Array | Int32Array | Uint8Array;

const alignmentBytes = 8;
const dtypes = { Float32Array: 'float32', Int32Array: 'int32', Uint8Array: 'bool' } as const;

/** Writes the start of a case and its batch to a folder, by the peer's names: `meta.json` says where in `data.bin` each array lies. */
export function writeExchange(folder: string, { peer }: BenchCase, { program, batch, start, limits }: CaseParts): void {
  const pieces: Buffer[] = [];
  let at = 0;
  const arrays = Object.entries(peer.names).map(([name, ownName]) => {
    const parameter = start.tensors.get(ownName);
    const field = program.fields.find((one) => one.name === ownName);
    const values: Numbers | undefined = parameter?.data ?? batch.fields.get(ownName);
    if (values === undefined) throw new Error(`${program.name} has neither a parameter nor a field ${ownName}`);
    const shape = parameter?.shape ?? resolveShape(field?.shape ?? [], { ...limits, ...batch.bindings });
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const padding = Buffer.alloc((alignmentBytes - (bytes.length % alignmentBytes)) % alignmentBytes);
    pieces.push(bytes, padding);
    const entry = {
      name,
      role: parameter === undefined ? 'field' : 'parameter',
      dtype: dtypes[values.constructor.name as keyof typeof dtypes],
      shape,
      at,
      bytes: bytes.length,
    };
    at += bytes.length + padding.length;
    return entry;
  });
  writeFileSync(join(folder, 'data.bin'), Buffer.concat(pieces));
  writeFileSync(join(folder, 'meta.json'), JSON.stringify({ rate: program.optimizer.rate, gates: peer.gates ?? '', arrays }));
}
