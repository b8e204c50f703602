import type { Device, WheelStep } from '../recipe.ts';

/**
 * The wheels of `tensorflow==2.18.1` for Linux x64, without and with CUDA, and what its extra `and-cuda` names in its metadata. The libraries
 * are the same in the wheels for every Python; those for 3.12 are taken. Sizes and checksums as on pypi.org.
 */
type Wheel = readonly [project: string, file: string, downloadBytes: number, diskBytes: number, sha256: string];

const python = 'cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64';

const tensorflow: Readonly<Record<Device, Wheel>> = {
  cpu: [
    'tensorflow-cpu',
    `tensorflow_cpu-2.18.1-${python}.whl`,
    230_350_167,
    683_500_000,
    '8e0f27dbd92c6d380ae0ccfe73c7343f65c127b0aa98467c30c2e71eda7c76a4',
  ],
  gpu: [
    'tensorflow',
    `tensorflow-2.18.1-${python}.whl`,
    615_623_178,
    1_300_000_000,
    '442d2a774811789a8ad948e7286cb950fe3d87d3754e8cc6449d53b03dbfdaa6',
  ],
};

const nvidia = (part: string, version: string, downloadBytes: number, diskBytes: number, sha256: string): Wheel => [
  `nvidia-${part}-cu12`,
  `nvidia_${part.replaceAll('-', '_')}_cu12-${version}-py3-none-manylinux2014_x86_64.whl`,
  downloadBytes,
  diskBytes,
  sha256,
];

const libraries: readonly Wheel[] = [
  nvidia('cublas', '12.5.3.2', 363_313_169, 560e6, 'ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b'),
  nvidia('cuda-cupti', '12.5.82', 13_811_507, 40e6, 'bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953'),
  nvidia('cuda-nvcc', '12.5.82', 22_468_537, 70e6, 'b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0'),
  nvidia('cuda-nvrtc', '12.5.82', 24_873_108, 60e6, '3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd'),
  nvidia('cuda-runtime', '12.5.82', 895_707, 1e6, '3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115'),
  nvidia('cudnn', '9.3.0.75', 577_163_502, 1000e6, '9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d'),
  nvidia('cufft', '11.2.3.61', 192_524_114, 280e6, '9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8'),
  nvidia('curand', '10.3.6.82', 56_309_107, 100e6, '2823fb27de4e44dbb22394a6adf53aa6e1b013aca0f8c22867d1cfae58405536'),
  nvidia('cusolver', '11.6.3.83', 130_341_232, 210e6, '93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b'),
  nvidia('cusparse', '12.5.1.3', 217_558_979, 300e6, '016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752'),
  nvidia('nccl', '2.21.5', 188_654_414, 240e6, '8579076d30a8c24988834445f8d633c697d42397e92ffc3f63fa26766d25e0a0'),
  nvidia('nvjitlink', '12.5.82', 21_298_879, 50e6, 'f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212'),
];

/** The C library of TensorFlow and the headers that the addon of tfjs-node includes. */
const fromTensorflow =
  '^tensorflow/(libtensorflow(_cc|_framework)\\.so\\.2$|include/(tensorflow/c/|tensorflow/core/platform/ctstring|tsl/platform/ctstring|xla/tsl/c/))';

/** Shared libraries, and the assembler and device library that XLA calls. */
const fromNvidia = '^nvidia/.*(\\.so[.0-9]*$|/bin/ptxas$|/bin/nvlink$|/nvvm/libdevice/|/[Ll]icense)';

const stepOf = ([project, file, downloadBytes, diskBytes, sha256]: Wheel, take: string): WheelStep => ({
  kind: 'wheel',
  name: file.split('-').slice(0, 2).join(' '),
  downloadBytes,
  diskBytes,
  project,
  file,
  sha256,
  take,
  into: 'site',
});

/** The steps that put TensorFlow, and for a GPU the CUDA libraries beside it, into `site/` as Python's installer would. */
export const wheelSteps = (device: Device): readonly WheelStep[] => [
  stepOf(tensorflow[device], fromTensorflow),
  ...(device === 'gpu' ? libraries.map((wheel) => stepOf(wheel, fromNvidia)) : []),
];
