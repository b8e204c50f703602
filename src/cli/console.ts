/** What a verb may know of the world around the command: where it prints, where it runs, what the environment says. */
export interface Console {
  /** Results. Once nobody reads them any more (a closed pipe) it does nothing. */
  readonly print: (text: string) => void;
  /** Why results did not arrive, a full disk say; `null` where they did, or where nobody wanted to read on. */
  readonly lost: () => string | null;
  /** Everything that is not a result: diagnostics, progress. */
  readonly warn: (text: string) => void;
  readonly input: Input;
  readonly output: Stream;
  readonly errors: Stream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
}

/** Where answers come from. */
export interface Input {
  readonly isTerminal: boolean;
  readonly stream: NodeJS.ReadStream;
}

/** One of the two streams a command prints to. */
export interface Stream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; `null` without one, or where it claims to have none. */
  readonly columns: number | null;
  readonly stream: NodeJS.WriteStream;
}

/**
 * The console of this process.
 *
 * When the reader of a pipe goes away (`emoc train … | head`), writing on would end the process: from then on output is dropped quietly,
 * and what is being done, such as a training run, is done to its end. So it is where the disk is full that output goes to, but then the command
 * has failed, and `lost` says why.
 */
export function processConsole(): Console {
  let lost: string | null = null;
  const printer = (stream: NodeJS.WriteStream): ((text: string) => void) => {
    let isOpen = true;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === undefined) throw error;
      isOpen = false;
      if (stream === process.stdout && error.code !== 'EPIPE' && error.code !== 'EIO')
        lost ??= error.message.replace(/, \w+$/, '');
    });
    return (text) => {
      if (isOpen) stream.write(text.endsWith('\n') ? text : `${text}\n`);
    };
  };
  return {
    print: printer(process.stdout),
    lost: () => lost,
    warn: printer(process.stderr),
    // Looking at it opens it, which a command that asks nothing has no reason to do.
    get input() {
      return { isTerminal: process.stdin.isTTY === true, stream: process.stdin };
    },
    output: describe(process.stdout),
    errors: describe(process.stderr),
    environment: process.env,
    workingFolder: process.cwd(),
  };
}

const describe = (stream: NodeJS.WriteStream): Stream => ({
  isTerminal: stream.isTTY === true,
  columns: stream.isTTY === true && stream.columns > 0 ? stream.columns : null,
  stream,
});
