import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { StepContext } from '../context.ts';
import type { LinkStep } from '../recipe.ts';

/** Uses a folder where it lies. The engine stops working when it goes away; `emoc doctor` then says so. */
export async function linkFolder({ target, at }: LinkStep, { work }: StepContext): Promise<void> {
  const place = join(work, at);
  await mkdir(dirname(place), { recursive: true });
  await rm(place, { recursive: true, force: true });
  await symlink(resolve(target), place, 'dir');
}
