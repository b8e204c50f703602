// Measures training steps against PyTorch on the same machine in the same run. See README.md beside this file.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cases } from './cases/all.ts';
import { type Row, race } from './race.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    case: { type: 'string', multiple: true },
    threads: { type: 'string', default: '1,2' },
    rounds: { type: 'string', default: '25' },
    'round-ms': { type: 'string', default: '150' },
  },
});

const python = process.env.EMOC_BENCH_PYTHON ?? null;
const chosen = cases.filter(({ name }) => values.case === undefined || values.case.includes(name));
const unknown = (values.case ?? []).filter((name) => cases.every((one) => one.name !== name));
if (unknown.length > 0) throw new Error(`no case ${unknown.join(', ')}; there are ${cases.map(({ name }) => name).join(', ')}`);
if (python === null)
  console.log('skipped: PyTorch, since EMOC_BENCH_PYTHON does not name a Python that has it; only emoc is timed');

const rows: Row[] = [];
for (const threads of values.threads.split(',').map(Number)) {
  for (const one of chosen) {
    const row = await race(one, { threads, rounds: Number(values.rounds), roundMs: Number(values['round-ms']), python });
    rows.push(row);
    console.log(line(row));
    for (const problem of row.problems) console.log(`  ${problem}`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
// Both sides must compute the same, or the times mean nothing.
if (rows.some(({ problems }) => problems.length > 0)) process.exitCode = 1;

function line({ case: name, threads, emocMs, peerMs, peer, ratio, ratioQuartiles, target, shares, variants }: Row): string {
  const own = `${name.padEnd(16)} ${threads} thread${threads === 1 ? ' ' : 's'}  emoc ${emocMs.toFixed(3).padStart(9)} ms (own code ${(100 * shares.own).toFixed(1)} %)`;
  if (peerMs === null || ratio === null || ratioQuartiles === null) return own;
  const others = Object.entries(variants).map(([variant, ms]) => `${variant} ${ms.toFixed(3)}`);
  const verdict = ratio <= target ? 'met' : 'missed';
  return `${own}  PyTorch ${peerMs.toFixed(3).padStart(9)} ms (${peer})  ratio ${ratio.toFixed(3)} (${ratioQuartiles.map((one) => one.toFixed(2)).join('–')})  target ${target} ${verdict}  [${others.join(', ')}]`;
}
