// Memory of `emoc train` with its screen, all its processes together, at its highest moment (Linux, tmux).
//
//   npm run build && npx tsx bench/train-memory.ts SPEC DATA_ROOT
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Bytes of a process: `resident` counts what processes share once for each of them, `proportional` divides it among them. */
interface ProcessMemory {
  readonly resident: number;
  readonly proportional: number;
}

/** `null` for a process that has ended. */
function memoryOf(id: number): ProcessMemory | null {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
    return { resident: bytes('Rss'), proportional: bytes('Pss') };
  } catch {
    return null;
  }
}

/** A process with all that it started, and what these started. */
function treeOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has just ended.
    }
  }
  const tree = [root];
  for (const id of tree) for (const [child, parent] of parents) if (parent === id) tree.push(child);
  return tree;
}

const tmux = (...words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('tmux', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tmux ${words[0]}: ${stderr || 'it cannot be run'}`);
  return stdout;
};

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

const [spec, dataRoot] = process.argv.slice(2);
if (spec === undefined || dataRoot === undefined) throw new Error('write: npx tsx bench/train-memory.ts SPEC DATA_ROOT');
const folder = mkdtempSync(join(tmpdir(), 'emoc-memory-'));
const session = `emoc-memory-${process.pid}`;
const words = [process.execPath, resolve('bin/emoc.js'), 'train', resolve(spec), '--data', resolve(dataRoot), '--run', 'run'];
const samples: { readonly processes: number; readonly resident: number; readonly proportional: number }[] = [];
const periodMs = 20;
try {
  // The command takes the place of the shell, so that the terminal's process is emoc itself.
  const command = `cd ${quoted(folder)} && unset CI NO_COLOR EMOC_DATA && exec ${words.map(quoted).join(' ')}`;
  tmux('new-session', '-d', '-s', session, '-x', '100', '-y', '30', command);
  const root = Number(tmux('display-message', '-p', '-t', session, '#{pane_pid}'));
  while (memoryOf(root) !== null) {
    const found = treeOf(root).flatMap((id) => memoryOf(id) ?? []);
    const sum = (name: keyof ProcessMemory): number => found.reduce((total, memory) => total + memory[name], 0);
    samples.push({ processes: found.length, resident: sum('resident'), proportional: sum('proportional') });
    await new Promise((done) => setTimeout(done, periodMs));
  }
  if (!existsSync(join(folder, 'run/metrics.json'))) throw new Error('the run did not come to its end');
  const most = (name: 'processes' | keyof ProcessMemory): number => Math.max(...samples.map((sample) => sample[name]));
  console.log(
    `${spec}: at most ${megabytes(most('proportional'))} (proportional) and ${megabytes(most('resident'))} (resident) in ${most('processes')} processes, ${samples.length} samples`,
  );
} finally {
  spawnSync('tmux', ['kill-session', '-t', session]);
  rmSync(folder, { recursive: true, force: true });
}
