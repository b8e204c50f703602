import { readdirSync, readFileSync } from 'node:fs';
import { execa } from 'execa';

/** What `emoc doctor` may look at beside the environment: passed in, so that tests have machines of their own. */
export interface Machine {
  /** `null` where the file is not there or may not be read. */
  readonly readText: (path: string) => string | null;
  /** Names in a folder; none where it is not there. */
  readonly list: (folder: string) => readonly string[];
  /** What a program prints, `null` where it is not there, and its own words where it fails. */
  readonly run: (program: string, words: readonly string[]) => Promise<ProgramAnswer | null>;
}

export interface ProgramAnswer {
  readonly isFine: boolean;
  readonly text: string;
}

/** This machine. */
export const thisMachine: Machine = {
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  async run(program, words) {
    const { stdout, stderr, failed, code } = await execa(program, words, { reject: false, stdin: 'ignore', timeout: 20_000 });
    if (code === 'ENOENT') return null;
    return { isFine: !failed, text: `${stdout}\n${failed ? stderr : ''}`.trim() };
  },
};
