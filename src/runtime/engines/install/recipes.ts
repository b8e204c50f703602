import type { InstallableEngine } from '../engine-folder.ts';
import type { Recipe } from './recipe.ts';
import { cuda } from './recipes/cuda.ts';
import { webgpu } from './recipes/webgpu.ts';

/** The engines that can be installed, by name. */
export const recipes: Readonly<Record<InstallableEngine, Recipe>> = { cuda, webgpu };
