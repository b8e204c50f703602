import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { execa } from 'execa';
import { findGraphics } from '../../src/runtime/engines/doctor/graphics.ts';
import { thisMachine } from '../../src/runtime/engines/doctor/machine.ts';
import { engineFolder, installedFile, processSurroundings } from '../../src/runtime/engines/engine-folder.ts';
import type { GpuCase } from './gpu-cases.ts';

/** What a folder may weigh that is carried to a machine without network. */
const largestBytes = 60e6;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Packages of the engine that are one built file with a list of what it requires: the rest of them are other builds of the same. */
const builtPackages = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu', '@tensorflow/tfjs-backend-webgpu'];

export interface PackWishes {
  /** Cases whose losses the folder knows, and which it can run therefore. */
  readonly cases: readonly GpuCase[];
  /** Whether it brings the Node that runs here, for machines without one: 24 MB more. */
  readonly hasNode: boolean;
}

/**
 * Makes a folder with which the benchmark runs on a Linux x64 machine that has Node, and neither network nor emoc: the bundled code, the engine
 * `webgpu` with Dawn, a Vulkan loader, PyTorch's side, and the losses that are expected.
 *
 * Throws an `Error` where the engine is not installed here, or the folder becomes too large.
 */
export async function pack(
  folder: string,
  { cases, hasNode }: PackWishes,
  expectedLosses: (one: GpuCase, batchSize: number) => Promise<readonly number[]>,
): Promise<void> {
  const surroundings = processSurroundings();
  const engine = engineFolder('webgpu', surroundings);
  if (!existsSync(join(engine, installedFile)))
    throw new Error(`the engine is not in ${engine}: type \`node bin/emoc.js engine install webgpu\``);
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'child.mjs')))
    throw new Error(`${folder} holds something else`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  await bundle(folder);
  copyFileSync(kernels(), join(folder, 'kernels.wasm'));
  copyFileSync(join(root, 'bench/peer.py'), join(folder, 'peer.py'));
  cpSync(join(root, 'bench/specs'), join(folder, 'specs'), { recursive: true });
  copyEngine(engine, join(folder, 'engines', engine.slice(dirname(engine).length + 1)));
  const loader = await vulkanLoader();
  mkdirSync(join(folder, 'lib'));
  if (loader === null)
    console.log('no libvulkan.so.1 here: the machine must have one (or run scripts/software-gpu.mjs, which brings one)');
  else copyFileSync(loader, join(folder, 'lib', 'libvulkan.so.1'));

  const expected: Record<string, readonly number[]> = {};
  for (const one of cases) {
    for (const batchSize of [one.quickBatchSize, ...one.batchSizes])
      expected[`${one.name} ${batchSize}`] = await expectedLosses(one, batchSize);
  }
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected, null, 1));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  writeFileSync(join(folder, 'README.md'), readme);
  writeFileSync(join(folder, 'run.sh'), runScript, { mode: 0o755 });
  if (hasNode)
    await execa('xz', ['--compress', '--stdout', '--threads=0', process.execPath], { stdout: { file: join(folder, 'node.xz') } });
  const sizeBytes = sizeOf(folder);
  console.log(`${folder}: ${(sizeBytes / 1e6).toFixed(1)} MB; there: sh run.sh`);
  if (sizeBytes > largestBytes) throw new Error(`${folder} is larger than ${largestBytes / 1e6} MB`);
}

/** The commands as two programs that need no packages. ONNX Runtime stays outside: `cpu` is skipped there and says so. */
async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: { run: join(root, 'bench/gpu/run.ts'), child: join(root, 'bench/gpu/child.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.10',
    external: ['onnxruntime-node', 'onnxruntime-common', 'esbuild'],
    minifySyntax: true,
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

function kernels(): string {
  const path = join(root, 'dist/kernels.wasm');
  if (!existsSync(path)) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  return path;
}

/** The engine without type declarations, source maps and the builds that Node does not load. */
function copyEngine(from: string, to: string): void {
  const packages = join(from, 'node_modules');
  const mains = new Map(
    builtPackages.map((name) => {
      const { main } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as { readonly main: string };
      return [join(packages, name), [join(packages, name, 'package.json'), join(packages, name, main)]];
    }),
  );
  cpSync(from, to, {
    recursive: true,
    filter: (path) => {
      const built = [...mains].find(([folder]) => path.startsWith(`${folder}/`));
      if (built !== undefined)
        return statSync(path).isDirectory() ? built[1].some((file) => file.startsWith(`${path}/`)) : built[1].includes(path);
      return !/\.(map|d\.ts)$|\/(readme|changelog)\.md$|\/@types$|\/@webgpu$|\/webgpu\/build$|\/node_modules\/[^/]+\/\.[^/]+$/i.test(
        path,
      );
    },
  });
}

/** The loader of this machine, or the one that came with the software GPU of the tests. */
async function vulkanLoader(): Promise<string | null> {
  const own = (await findGraphics(processSurroundings(), thisMachine)).libraries['libvulkan.so.1'];
  const software = join(root, 'node_modules/.cache/emoc/software-gpu/libvulkan.so.1');
  return own ?? (existsSync(software) ? software : null);
}

const sizeOf = (path: string): number =>
  statSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : statSync(path).size;

const readme = `# emoc on a GPU

    sh run.sh                                   # the engine webgpu, on Linux x64
    EMOC_BENCH_PYTHON=python3 sh run.sh         # against the PyTorch of that Python
    sh run.sh --quick                           # one small batch of each case: does everything run?

No network and no packages are needed; Node 20.10 or later is, unless the folder was packed with one (node.xz). The engine cuda takes part where
\`emoc engine install cuda\` has put it; the engine cpu does not (its losses are in expected.json). Tables are written to results/.
`;

/** Unpacks the Node that was carried, if one was, and runs the benchmark with it. */
const runScript = `#!/bin/sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -f "$here/node.xz" ]; then
  place=$(mktemp -d)
  trap 'rm -rf "$place"' EXIT
  if command -v xz >/dev/null; then xz -dc "$here/node.xz" > "$place/node"
  else python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), open(sys.argv[2], "wb"))' "$here/node.xz" "$place/node"
  fi
  chmod +x "$place/node"
  "$place/node" "$here/run.mjs" "$@"
else
  node "$here/run.mjs" "$@"
fi
`;
