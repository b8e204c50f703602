// emoc's side: the engine `cuda` with `device = cpu`. `tsx cuda.ts BATCH THREADS [xla]`
import { cudaEngine } from '../../src/runtime/engines/cuda/cuda-engine.ts';
import { engineVersions } from '../../src/runtime/engines/engine-folder.ts';
import { denseTall32 } from '../cases/dense-tall.ts';
import { serveTurns } from './side.ts';

const [batchSize, threads, xla] = process.argv.slice(2);
const { program, start, batch, limits } = denseTall32.make(Number(batchSize));
const engine = cudaEngine.settings?.apply({ device: 'cpu', xla: xla === 'xla' });
if (engine === undefined) throw new Error('the engine has no settings');
const session = await engine.load(program, start, { limits, threads: Number(threads), constants: new Map(), isTraining: true });
await serveTurns(engineVersions.cuda, async () => {
  const { losses } = await session.step(batch, program.optimizer.rate);
  return losses.get('loss') as number;
});
