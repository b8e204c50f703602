import { execa } from 'execa';
import type { Surroundings } from '../engine-folder.ts';

/** Where packages come from, and who says so. */
export interface Sources {
  /** An npm registry. */
  readonly registry: Source;
  /** An index of Python packages with the simple API (PEP 503, PEP 691). */
  readonly index: Source;
}

export interface Source {
  readonly url: string;
  readonly saidBy: string;
}

export interface SourceWishes {
  readonly registry: string | undefined;
  readonly index: string | undefined;
}

const npmDefault = 'https://registry.npmjs.org/';
const pipDefault = 'https://pypi.org/simple';

/**
 * The registry and the index that this machine uses: what the command line says, else what npm and pip are set to (their environment variables
 * and settings files), else the public ones.
 *
 * @param workingFolder Where npm looks for a project's `.npmrc`.
 */
export async function findSources(
  { registry, index }: SourceWishes,
  { environment }: Surroundings,
  workingFolder: string,
): Promise<Sources> {
  const [fromNpm, fromPip] = await Promise.all([
    registry ?? settingOf(['npm'], ['config', 'get', 'registry'], environment, workingFolder),
    index ??
      (environment.PIP_INDEX_URL ||
        settingOf(['pip3', 'pip'], ['config', 'get', 'global.index-url'], environment, workingFolder)),
  ]);
  return {
    registry: source(registry, '--registry', fromNpm, 'npm', npmDefault),
    index: source(index, '--index', fromPip, 'pip', pipDefault),
  };
}

function source(wish: string | undefined, option: string, setting: string | null, tool: string, fallback: string): Source {
  if (wish !== undefined) return { url: wish, saidBy: option };
  return setting === null ? { url: fallback, saidBy: 'default' } : { url: setting, saidBy: `the settings of ${tool}` };
}

/** What a tool answers, if it is there and the answer is an address. */
async function settingOf(
  tools: readonly string[],
  words: readonly string[],
  environment: Surroundings['environment'],
  cwd: string,
): Promise<string | null> {
  for (const tool of tools) {
    const { stdout, failed } = await execa(tool, words, {
      cwd,
      env: environment,
      extendEnv: false,
      reject: false,
      timeout: 20_000,
    });
    const answer = stdout?.trim() ?? '';
    if (!failed) return /^https?:\/\//.test(answer) ? answer : null;
  }
  return null;
}

/** An address without the name and password that it may carry, and the header that says them: `fetch` refuses them in the address. */
export function splitCredentials(address: string): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return { url: address, headers: {} };
  const secret = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return { url: url.href, headers: { authorization: `Basic ${Buffer.from(secret).toString('base64')}` } };
}
