import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { StepContext } from '../context.ts';
import type { LinkStep } from '../recipe.ts';

/**
 * Makes a link in the engine: to something of the machine's, which is used where it lies (the engine stops working when it goes away; `emoc doctor`
 * then says so), or to another part of the engine, which is still right when the engine's folder has got its name.
 */
export async function makeLink({ target, at }: LinkStep, { work }: Pick<StepContext, 'work'>): Promise<void> {
  const place = join(work, at);
  await mkdir(dirname(place), { recursive: true });
  await rm(place, { recursive: true, force: true });
  await symlink(isAbsolute(target) ? target : relative(dirname(place), join(work, target)), place);
}
