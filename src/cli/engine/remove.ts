import { processSurroundings } from '../../runtime/engines/engine-folder.ts';
import { removeEngine } from '../../runtime/engines/install/remove.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { installableEngine } from './engine-name.ts';

export const engineRemove = defineVerb({
  name: 'engine remove',
  summary: 'Removes an installed engine, or what an unfinished installation left.',
  doc: 'ENGINE is `cuda` or `webgpu`. A TensorFlow that was used where it lay (`--from`) is not touched.',
  operands: ['ENGINE'],
  options: {},

  async run(_, [word = ''], console) {
    const folders = await removeEngine(installableEngine(word), processSurroundings());
    for (const folder of folders) console.print(`removed ${folder}`);
    return exitCodes.success;
  },
});
