import type { AddonStep, LinkStep, NpmLock, Recipe } from '../recipe.ts';
import lock from './cuda.lock.json' with { type: 'json' };
import packages from './cuda.packages.json' with { type: 'json' };
import { wheelSteps } from './cuda-wheels.ts';

const binding = 'node_modules/@tensorflow/tfjs-node-gpu';
const addonFile = `${binding}/lib/napi-v8/tfjs_binding.node`;

/** Loads tfjs-node and adds two numbers. Node 23 took functions away that the package calls. */
const program = `
const util = require('util');
for (const [name, test] of Object.entries({ isArray: Array.isArray, isNullOrUndefined: (value) => value == null }))
  if (util[name] === undefined) util[name] = test;
const tf = require('@tensorflow/tfjs-node-gpu');
const sum = tf.add(1, 2).dataSync()[0];
if (sum !== 3) throw new Error('1 + 2 gave ' + sum);
const { binding, isUsingGpuDevice } = tf.backend();
console.log(JSON.stringify({ tensorflow: binding.TF_Version, gpu: isUsingGpuDevice ? 'in use' : 'none' }));
`;

const addon: AddonStep = {
  kind: 'addon',
  name: 'addon for Node',
  downloadBytes: 0,
  diskBytes: 200_000,
  output: addonFile,
  readyMade: 'tfjs_binding.node',
  sources: [`${binding}/binding/tfjs_backend.cc`, `${binding}/binding/tfjs_binding.cc`],
  includes: [binding, 'site/tensorflow/include', 'node_modules/node-api-headers/include'],
  definitions: ['NAPI_VERSION=8'],
  libraries: ['site/tensorflow/libtensorflow_cc.so.2', 'site/tensorflow/libtensorflow_framework.so.2'],
  rpath: '$ORIGIN/../../../../../site/tensorflow',
  program,
};

const link = (name: string, target: string, at: string): LinkStep => ({
  kind: 'link',
  name,
  target,
  at,
  downloadBytes: 0,
  diskBytes: 0,
});

/**
 * Libraries that others look for where the wheels do not put them: cuDNN's search path names `nvrtc` and the wheel `cuda_nvrtc`, TensorFlow's
 * has no folder of NCCL's but its own. Seen with `readelf -d` in the wheels.
 */
const cudaLinks = [
  link('NVRTC where cuDNN looks for it', 'site/nvidia/cuda_nvrtc', 'site/nvidia/nvrtc'),
  link('NCCL where TensorFlow looks for it', 'site/nvidia/nccl/lib/libnccl.so.2', 'site/tensorflow/libnccl.so.2'),
];

/** tfjs-node-gpu, whose addon is compiled against a TensorFlow of today instead of the 2.9 of 2022 that it would download itself. */
export const cuda: Recipe = {
  engine: 'cuda',
  summary: 'TensorFlow 2.18 through tfjs-node-gpu: NVIDIA graphics cards on Linux.',
  platforms: ['linux x64'],
  elsewhere: 'use the engine `webgpu` (`emoc engine install webgpu`), or `cpu`, which comes with emoc',
  hasCpuBuild: true,
  steps: ({ device, python }) => [
    {
      kind: 'npm',
      name: 'npm packages (tfjs-node-gpu 4.22.0)',
      downloadBytes: 57_000_000,
      diskBytes: 291_000_000,
      packages,
      lock: lock as NpmLock,
      keepOne: [],
    },
    ...(python === null
      ? [...wheelSteps(device), ...(device === 'gpu' ? cudaLinks : [])]
      : [
          link(`TensorFlow ${python.version} of ${python.siteFolder}`, python.tensorflowFolder, 'site/tensorflow'),
          ...(python.nvidiaFolder === null ? [] : [link('its CUDA libraries', python.nvidiaFolder, 'site/nvidia')]),
        ]),
    addon,
    { kind: 'check', name: 'loading it once', downloadBytes: 0, diskBytes: 0, program },
  ],
  keyFiles: () => [addonFile, `${binding}/package.json`, ...addon.libraries],
};
