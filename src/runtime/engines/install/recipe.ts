import type { InstallableEngine } from '../engine-folder.ts';

/**
 * What an engine is made of, as data: steps that are done one after the other in a folder of their own. A step leaves its result or nothing,
 * and is not done again by an installation that goes on where another one stopped.
 */
export interface Recipe {
  readonly engine: InstallableEngine;
  /** One sentence for `emoc engine list`. */
  readonly summary: string;
  /** Systems (`linux x64`) that its libraries are published for. */
  readonly platforms: readonly string[];
  /** What to use elsewhere. */
  readonly elsewhere: string;
  /** Whether `--device cpu` means something: a build of the libraries without a GPU. */
  readonly hasCpuBuild: boolean;
  /** `python`: a TensorFlow that is already there, which replaces the wheels. */
  readonly steps: (choice: { readonly device: Device; readonly python: PythonEnvironment | null }) => readonly Step[];
  /** Files of the installed engine that `emoc doctor` compares with what was installed. */
  readonly keyFiles: (platform: NodeJS.Platform, architecture: string) => readonly string[];
}

export type Device = 'gpu' | 'cpu';

/** A TensorFlow that Python's installer put somewhere. */
export interface PythonEnvironment {
  readonly kind: 'python';
  readonly siteFolder: string;
  readonly tensorflowFolder: string;
  /** The folder of the `nvidia-*` wheels, if they lie beside it. */
  readonly nvidiaFolder: string | null;
  /** As its metadata says; `of unknown version` without. */
  readonly version: string;
}

export type Step = NpmStep | WheelStep | LinkStep | AddonStep | CheckStep;

interface StepBase {
  /** For people: what is put there. */
  readonly name: string;
  /** Bytes that come over the network, and bytes that remain on the disk. */
  readonly downloadBytes: number;
  readonly diskBytes: number;
}

/** npm packages by a lock file with exact versions and SHA-512 checksums. None of their scripts are run. */
export interface NpmStep extends StepBase {
  readonly kind: 'npm';
  readonly packages: object;
  readonly lock: NpmLock;
  /** Folders of which only one member is for this machine: the others are removed. `PLATFORM-ARCH` as Node names them. */
  readonly keepOne: readonly { readonly folder: string; readonly member: Readonly<Record<string, string>> }[];
}

export interface NpmLock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** A wheel from the index of Python packages, of which some files are kept. */
export interface WheelStep extends StepBase {
  readonly kind: 'wheel';
  readonly project: string;
  readonly file: string;
  readonly sha256: string;
  /** What is taken: a regular expression over names in the archive. */
  readonly take: string;
  /** Folder of the engine that it is unpacked into. */
  readonly into: string;
}

/** A link in the engine. */
export interface LinkStep extends StepBase {
  readonly kind: 'link';
  /** Something of the machine's, or relative to the engine's folder a part of the engine. */
  readonly target: string;
  readonly at: string;
}

/** A Node addon: taken ready-made where one fits, else compiled from sources of the packages. Paths are relative to the engine's folder. */
export interface AddonStep extends StepBase {
  readonly kind: 'addon';
  readonly output: string;
  /** What a ready-made one is called in a folder of `--from`, and among those that come with emoc (there with `-PLATFORM-ARCH`). */
  readonly readyMade: string;
  readonly sources: readonly string[];
  readonly includes: readonly string[];
  readonly definitions: readonly string[];
  readonly libraries: readonly string[];
  /** Where the libraries are from the addon, for the loader. */
  readonly rpath: string;
  /** A program for Node that loads it, as `CheckStep.program`. */
  readonly program: string;
}

/** A process of Node that loads the engine and computes something. It prints one line of JSON, which is kept as the engine's details. */
export interface CheckStep extends StepBase {
  readonly kind: 'check';
  /** JavaScript, run as CommonJS in the engine's folder. */
  readonly program: string;
}
