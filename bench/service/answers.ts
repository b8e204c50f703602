// Times answers of the language service and prints them as JSON. `bench/service.ts` bundles it, as the shipped command is bundled, and runs it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inspect } from '../../src/compiler/compile.ts';
import { complete } from '../../src/service/completion.ts';
import { noData } from '../../src/service/data.ts';
import { hoverAt } from '../../src/service/hover.ts';
import { changeBetween, offsetBefore, takeSnapshot } from '../../src/service/snapshot.ts';
import { answerAt, damagesOf } from '../../test/service/_damages.ts';
import { shippedData } from '../../test/service/_data.ts';
import { followPrefixes } from '../../test/service/completion/_prefixes.ts';
import { longSpec } from './long-spec.ts';

const [damageCount = 0, lineCount = 0] = process.argv.slice(2).map(Number);

const specs = ['specs', 'examples'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.emo'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

/** Processor time of this thread, which other processes do not lengthen; `null` where the system does not tell (Linux does). */
function threadMs(): number | null {
  const path = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6 : null;
}

interface Times {
  readonly threadMs: number | null;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Mean processor time, and middle and 95th percentile of the time on the clock, of repeated runs after as many to warm up. */
function timed(repetitions: number, run: (repetition: number) => void): Times {
  const times: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) run(repetition);
  const before = threadMs();
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const startMs = performance.now();
    run(repetition);
    times.push(performance.now() - startMs);
  }
  const after = threadMs();
  times.sort((one, other) => one - other);
  return {
    threadMs: before === null || after === null ? null : (after - before) / repetitions,
    medianMs: times[times.length >> 1] as number,
    p95Ms: times[Math.floor(times.length * 0.95)] as number,
  };
}

let [prefixes, gaps, slowestPrefixMs] = [0, 0, 0];
for (const text of specs) {
  const followed = followPrefixes(
    text,
    shippedData,
    Array.from({ length: text.length }, (_, offset) => offset),
  );
  prefixes += followed.prefixes;
  gaps += followed.gaps.length;
  slowestPrefixMs = Math.max(slowestPrefixMs, followed.slowestMs);
}

let [damages, thrown, above50Ms, slowestDamageMs] = [0, 0, 0, 0];
for (const { text, offset } of damagesOf(specs, 1)) {
  if (damages === damageCount) break;
  damages += 1;
  try {
    // Other processes may have had the processor: what was slow is asked again, up to five times.
    let bestMs = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 5 && bestMs > 50; tries += 1)
      bestMs = Math.min(bestMs, answerAt(text, offset, shippedData).slowestMs);
    slowestDamageMs = Math.max(slowestDamageMs, bestMs);
    if (bestMs > 50) above50Ms += 1;
  } catch {
    thrown += 1;
  }
}

const long = longSpec(lineCount);
const check = timed(40, (repetition) => void inspect({ file: 'long.emo', text: `${long}// ${repetition}` }));
const snapshot = takeSnapshot({ file: 'long.emo', text: long });
const place = long.indexOf('dense(', long.length / 2) + 'dense('.length;
const edited = `${long.slice(0, place)}1${long.slice(place)}`;
const completion = timed(40, () => void complete({ text: edited, offset: place + 1, snapshot, data: noData }));
snapshot.sizes();
const hover = timed(40, () => {
  const change = changeBetween(snapshot.text, edited);
  hoverAt(snapshot, offsetBefore(change, place - 3));
});
console.log(
  JSON.stringify({
    prefixes,
    gaps,
    slowestPrefixMs,
    damages,
    thrown,
    above50Ms,
    slowestDamageMs,
    lines: long.split('\n').length,
    check,
    completion,
    hover,
  }),
);
