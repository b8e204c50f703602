import { createInterface } from 'node:readline';
import { execa } from 'execa';

export interface PeerRun {
  readonly ms: readonly number[];
  readonly losses: readonly number[];
}

/** A PyTorch process with one net in several variants, started by the Python that EMOC_BENCH_PYTHON names. */
export interface Peer {
  /** What PyTorch calls its version. */
  readonly version: string;
  /** Trains `steps` steps further; an error of a variant is returned as its text. */
  run(variant: string, steps: number): Promise<PeerRun | string>;
  quit(): Promise<void>;
}

interface PeerOptions {
  readonly folder: string;
  readonly net: string;
  readonly threads: number;
  readonly variants: readonly string[];
}

export async function startPeer(python: string, { folder, net, threads, variants }: PeerOptions): Promise<Peer> {
  const script = new URL('peer.py', import.meta.url).pathname;
  const child = execa(python, [script, folder, net, String(threads), ...variants], {
    buffer: false,
    stderr: 'inherit',
    reject: false,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('PyTorch ended without an answer');
    return JSON.parse(value as string) as Record<string, unknown>;
  };
  const { torch } = await answer();
  return {
    version: String(torch),
    async run(variant, steps) {
      child.stdin.write(`${JSON.stringify({ run: variant, steps })}\n`);
      const { ms, losses, error } = await answer();
      return error === undefined ? ({ ms, losses } as PeerRun) : String(error);
    },
    async quit() {
      child.stdin.end();
      await child;
    },
  };
}
