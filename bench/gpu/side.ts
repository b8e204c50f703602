import { createInterface } from 'node:readline';
import { execa } from 'execa';

export interface StepRun {
  readonly ms: readonly number[];
  readonly losses: readonly number[];
}

/** A process that trains when it is told to: an engine of emoc, or PyTorch in several variants. */
export interface Side {
  /** Versions and device, in its own words. */
  readonly detail: string;
  /** Trains some steps further; what goes wrong comes as text, also where the process is gone or says nothing for too long. */
  readonly run: (variant: string, steps: number) => Promise<StepRun | string>;
  readonly quit: () => Promise<void>;
}

/** Long enough for PyTorch's compiler and XLA. */
const longestAnswerMs = 600_000;

/** Starts a side. A text says why it cannot take part. */
export async function startSide(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Side | string> {
  const child = execa(program, words, { env, extendEnv: false, buffer: false, reject: false, stdin: 'pipe', cleanup: true });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Record<string, unknown> | string> => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<'late'>((done) => {
      timer = setTimeout(() => done('late'), longestAnswerMs);
    });
    try {
      for (;;) {
        const next = await Promise.race([lines.next(), tooLong]);
        if (next === 'late') {
          child.kill('SIGKILL');
          return `no answer within ${longestAnswerMs / 60_000} minutes`;
        }
        if (next.done === true) return endOf(await child, lastWords);
        // Libraries print what they like.
        if (next.value.startsWith('{')) return JSON.parse(next.value) as Record<string, unknown>;
      }
    } finally {
      clearTimeout(timer);
    }
  };
  const first = await answer();
  if (typeof first === 'string') return first;
  if (first.detail === undefined) {
    child.kill();
    return String(first.skipped ?? 'it did not say what it is');
  }
  return {
    detail: String(first.detail),
    async run(variant, steps) {
      if (child.exitCode !== null) return 'the process is gone';
      child.stdin.write(`${JSON.stringify({ run: variant, steps })}\n`);
      const told = await answer();
      if (typeof told === 'string') return told;
      return told.error === undefined ? (told as unknown as StepRun) : String(told.error);
    },
    async quit() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await child;
      clearTimeout(timer);
    },
  };
}

function endOf(
  { exitCode, signal, code }: { exitCode?: number | undefined; signal?: string | undefined; code?: string | undefined },
  lastWords: string,
): string {
  if (code === 'ENOENT') return 'the program is not there';
  const last =
    lastWords
      .trim()
      .split('\n')
      .findLast((line) => /error|cannot/i.test(line)) ??
    lastWords.trim().split('\n').at(-1) ??
    '';
  return `the process ended (${signal ?? `code ${exitCode}`}): ${last.slice(0, 300)}`;
}
