import type * as core from '@tensorflow/tfjs-core';
import { type EnginePackage, resolveEnginePackage, type Surroundings } from '../engine-folder.ts';

/** The part of @tensorflow/tfjs-core that is used here: its registry of kernels and its flags. */
export type TfjsCore = Pick<typeof core, 'getKernel' | 'env'>;

/** tfjs-core and one of its backends, which must share it: the backend registers its kernels there. */
export interface TfjsPackages<Backend> {
  readonly core: TfjsCore;
  readonly backend: Backend;
  readonly version: string;
}

/** Finds a backend's package in the engine's folder, else in node_modules. `null` where it is not installed. */
export const findTfjsBackend = (name: string, surroundings: Surroundings): EnginePackage | null =>
  resolveEnginePackage('webgpu', name, surroundings);

/** Loads what `findTfjsBackend` found. */
export function loadTfjs<Backend>({ name, version, require }: EnginePackage): TfjsPackages<Backend> {
  return { core: require('@tensorflow/tfjs-core') as TfjsCore, backend: require(name) as Backend, version };
}
