import type { NpmLock, Recipe } from '../recipe.ts';
import lock from './webgpu.lock.json' with { type: 'json' };
import packages from './webgpu.packages.json' with { type: 'json' };

/** Where the npm package `webgpu` keeps Dawn for each system, by `PLATFORM-ARCH` of Node. */
const dawnFolders = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-universal',
  'darwin-arm64': 'darwin-universal',
  'win32-x64': 'win32-x64',
  'win32-arm64': 'win32-arm64',
} as const;

const dawn = 'node_modules/webgpu/dist';

/** Loads Dawn and asks it for a device that computes nothing: it works without a graphics card. */
const program = `
import('webgpu').then(async ({ create }) => {
  const adapter = await create(['backend=null']).requestAdapter();
  const { version } = require('webgpu/package.json');
  require('@tensorflow/tfjs-backend-webgpu/package.json');
  if (adapter === null) throw new Error('Dawn gives no device at all');
  console.log(JSON.stringify({ dawn: version }));
});
`;

/** The npm packages of tfjs and of Dawn, which speaks to the graphics driver. Sizes: of the tarballs, and of what is kept (linux x64). */
export const webgpu: Recipe = {
  engine: 'webgpu',
  summary: 'tfjs on WebGPU through Dawn: graphics cards of NVIDIA, AMD, Intel and Apple.',
  platforms: Object.keys(dawnFolders).map((name) => name.replace('-', ' ')),
  elsewhere: 'use the engine `cpu`, which comes with emoc',
  hasCpuBuild: false,
  steps: () => [
    {
      kind: 'npm',
      name: 'npm packages (webgpu 0.6.2, tfjs 4.22.0)',
      downloadBytes: 63_247_202,
      diskBytes: 90_000_000,
      packages,
      lock: lock as NpmLock,
      keepOne: [{ folder: dawn, member: dawnFolders }],
    },
    { kind: 'check', name: 'loading it once', downloadBytes: 0, diskBytes: 0, program },
  ],
  keyFiles: (platform, architecture) => {
    const folder = dawnFolders[`${platform}-${architecture}` as keyof typeof dawnFolders];
    return [
      `${dawn}/${folder}/dawn.node`,
      'node_modules/@tensorflow/tfjs-backend-webgpu/package.json',
      'node_modules/@tensorflow/tfjs-core/package.json',
    ];
  },
};
