// The kernels as the sources are now, not as the last build left them: compiled into a temporary folder and named by their content.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstFreeOffset, type Kernels, loadKernels, type Offset } from '../../../src/runtime/kernels/load-kernels.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const assembly = join(root, 'src/runtime/kernels/assembly');

/** The path of the compiled module; compiles it when these very sources were not compiled before. */
export function kernelsFile(): string {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin/asc.js');
  const hash = createHash('sha256').update(readFileSync(join(dirname(compiler), '../package.json')));
  for (const name of readdirSync(assembly).sort()) hash.update(name).update(readFileSync(join(assembly, name)));
  const folder = join(tmpdir(), 'emoc-test-kernels');
  const file = join(folder, `${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}.wasm`;
    execFileSync(process.execPath, [compiler, '--config', join(assembly, 'asconfig.json'), '--outFile', unfinished], {
      cwd: root,
    });
    renameSync(unfinished, file);
  }
  return file;
}

/** Kernels over a fresh memory, and a way to place arrays in it one after the other. */
export interface Bench {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  /** Room for `count` floats, `shift` bytes off the usual alignment. */
  floats(values: number | ArrayLike<number>, shift?: number): { readonly at: Offset; readonly values: Float32Array };
  ids(values: number | ArrayLike<number>): { readonly at: Offset; readonly values: Int32Array };
}

export function createBench(pages = 64): Bench {
  const memory = new WebAssembly.Memory({ initial: pages });
  let next: Offset = firstFreeOffset;
  const place = (bytes: number, shift = 0): Offset => {
    const at = next + shift;
    next = (at + bytes + 15) & ~15;
    if (next > memory.buffer.byteLength) throw new Error('the test needs a larger memory');
    return at;
  };
  return {
    kernels: loadKernels(memory, kernelsFile()),
    memory,
    floats(content, shift) {
      const count = typeof content === 'number' ? content : content.length;
      const at = place(count * 4, shift);
      const values = new Float32Array(memory.buffer, at, count);
      if (typeof content !== 'number') values.set(content);
      return { at, values };
    },
    ids(content) {
      const count = typeof content === 'number' ? content : content.length;
      const at = place(count * 4);
      const values = new Int32Array(memory.buffer, at, count);
      if (typeof content !== 'number') values.set(content);
      return { at, values };
    },
  };
}

/** A file of the reference figures, or undefined where they are not there; says so in a line that the test runner repeats. */
export function oracle<Content>(path: string): Content | undefined {
  const file = join(root, '../shared/oracles', path);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Content;
  console.log(`skipped: ${path} of the reference figures is not there`);
  return undefined;
}

/** The largest of `|actual - expected| / (absolute + relative |expected|)`: at most 1 means within the tolerance. */
export function excess(actual: ArrayLike<number>, expected: ArrayLike<number>, absolute: number, relative: number): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const want = expected[i] as number;
    const distance = Math.abs((actual[i] as number) - want) / (absolute + relative * Math.abs(want));
    if (!(distance <= largest)) largest = distance;
    if (Number.isNaN(distance)) return Number.POSITIVE_INFINITY;
  }
  return largest;
}
