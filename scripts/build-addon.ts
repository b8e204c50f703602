// Compiles the addon of the engine `cuda` for a release, so that users need no compiler:
//
//   emoc engine install cuda --device cpu --yes     once, for the sources and TensorFlow's headers
//   npx tsx scripts/build-addon.ts                  writes prebuilt/tfjs_binding-linux-x64.node
//
// `prebuilt/` is part of the npm package and not of the repository. The addon is 100 KB and calls nothing but the C interface of TensorFlow and
// Node-API 8: one build serves the libraries with and without CUDA, and every Node from 12.22 on. Build it on the oldest system that it should
// run on, since it needs that system's glibc and libstdc++ or later ones (CXX names another compiler).
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineFolder, installedFile, processSurroundings } from '../src/runtime/engines/engine-folder.ts';
import { cuda } from '../src/runtime/engines/install/recipes/cuda.ts';
import { compileAddon } from '../src/runtime/engines/install/steps/addon.ts';

const surroundings = processSurroundings();
const folder = engineFolder('cuda', surroundings);
if (!existsSync(join(folder, installedFile)))
  throw new Error(`the engine is not in ${folder}: type \`emoc engine install cuda --device cpu\``);
const step = cuda.steps({ device: 'cpu', python: null }).find(({ kind }) => kind === 'addon');
if (step?.kind !== 'addon') throw new Error('the recipe has no addon any more');

const made = 'built-for-release.node';
await compileAddon({ ...step, output: made }, folder, { engine: 'cuda', surroundings });
const prebuilt = fileURLToPath(new URL('../prebuilt/', import.meta.url));
mkdirSync(prebuilt, { recursive: true });
const target = join(prebuilt, step.readyMade.replace(/\.node$/, `-${surroundings.platform}-${surroundings.architecture}.node`));
renameSync(join(folder, made), target);
console.log(`${target}: ${statSync(target).size} bytes`);
