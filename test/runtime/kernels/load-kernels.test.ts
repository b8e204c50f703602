import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKernels } from '../../../src/runtime/kernels/load-kernels.ts';
import { kernelsFile } from './kernels-under-test.ts';

const test = suite('loading the kernels');

test('the module imports the memory and nothing else, and leaves it as it was', () => {
  const module = new WebAssembly.Module(readFileSync(kernelsFile()));
  assert.equal(WebAssembly.Module.imports(module), [{ module: 'env', name: 'memory', kind: 'memory' }]);
  assert.ok(WebAssembly.Module.exports(module).every(({ kind }) => kind === 'function'));
  const memory = new WebAssembly.Memory({ initial: 2 });
  new Uint8Array(memory.buffer).fill(0xa5);
  loadKernels(memory, kernelsFile());
  assert.ok(new Uint8Array(memory.buffer).every((byte) => byte === 0xa5));
});

test('every exported kernel is typed, and every typed kernel exported', () => {
  const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(kernelsFile()))).map(({ name }) => name);
  const kernels = loadKernels(new WebAssembly.Memory({ initial: 1 }), kernelsFile());
  assert.equal(Object.keys(kernels).sort(), exported.sort());
});

test('ranges beyond 2 GB are reached', () => {
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: 2 ** 15 + 2 });
  } catch {
    console.log('skipped: 2 GB of address space are not there');
    return;
  }
  const at = 2 ** 31 + 64;
  new Float32Array(memory.buffer, at, 5).fill(3);
  loadKernels(memory, kernelsFile()).scale(at, 5, 2);
  assert.equal(Array.from(new Float32Array(memory.buffer, at, 6)), [6, 6, 6, 6, 6, 0]);
});

test('a missing module and one of another version are refused with the remedy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-kernels-'));
  const memory = new WebAssembly.Memory({ initial: 1 });
  assert.throws(() => loadKernels(memory, join(folder, 'absent.wasm')), /absent\.wasm/);
  const other = join(folder, 'other.wasm');
  writeFileSync(other, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assert.throws(() => loadKernels(memory, other), /of another version; run `npm run build`/);
  rmSync(folder, { recursive: true });
});
test.run();
