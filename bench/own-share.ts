import { Session as Inspector, type Profiler } from 'node:inspector';

/** Who the time of a training step belongs to, as shares of it. */
export interface Shares {
  /** ONNX Runtime: its kernels and its binding to Node. */
  readonly engine: number;
  /** Optimiser kernels in WebAssembly. */
  readonly kernels: number;
  /** emoc's own JavaScript, and what it calls. */
  readonly own: number;
  /** Collecting garbage, most of it the arrays that the binding returns. */
  readonly collector: number;
  /** Node between the calls: the event loop, promises. */
  readonly loop: number;
}

type Owner = keyof Shares;

const samplingUs = 100;

/** Runs `work` so many times under the sampling profiler of V8 and says where its time went in the run with the least of emoc's own. */
export async function sharesOf(work: () => Promise<unknown>, runs: number): Promise<Shares> {
  const inspector = new Inspector();
  inspector.connect();
  const post = <Answer>(method: string, parameters: object = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      inspector.post(method, parameters, (error, answer) => (error === null ? resolve(answer as Answer) : reject(error)));
    });
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: samplingUs });
  const found: Shares[] = [];
  for (let run = 0; run < runs; run += 1) {
    await post('Profiler.start');
    await work();
    const { profile } = await post<{ profile: Profiler.Profile }>('Profiler.stop');
    found.push(sharesIn(profile));
  }
  inspector.disconnect();
  return found.reduce((least, one) => (one.own < least.own ? one : least));
}

function sharesIn({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const owners = new Map<number, Owner>();
  const ownerOfNode = (id: number): Owner => {
    const known = owners.get(id);
    if (known !== undefined) return known;
    const parent = parents.get(id);
    const owner = ownerOf(byId.get(id) as Profiler.ProfileNode) ?? (parent === undefined ? 'loop' : ownerOfNode(parent));
    owners.set(id, owner);
    return owner;
  };
  const spent: Record<Owner, number> = { engine: 0, kernels: 0, own: 0, collector: 0, loop: 0 };
  // The time before a sample belongs to the sample before it: what ran until now.
  for (const [place, id] of samples.entries()) spent[ownerOfNode(id)] += timeDeltas[place + 1] ?? 0;
  const total = Object.values(spent).reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(Object.entries(spent).map(([owner, time]) => [owner, time / total])) as unknown as Shares;
}

/** The owner of a frame by where its code is; `null` for what has no place of its own (built-ins, native functions): the caller's. */
function ownerOf({ callFrame: { functionName, url } }: Profiler.ProfileNode): Owner | null {
  if (functionName === '(garbage collector)') return 'collector';
  if (functionName === '(program)' || functionName === '(idle)' || functionName === '(root)') return 'loop';
  if (url.startsWith('wasm:')) return 'kernels';
  if (/node_modules[\\/]onnxruntime/.test(url)) return 'engine';
  if (url.startsWith('node:')) return null;
  return url === '' ? null : 'own';
}
