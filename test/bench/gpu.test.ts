import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { vulkanAttempts } from '../../bench/gpu/environment.ts';
import { gpuCases, torchVariants } from '../../bench/gpu/gpu-cases.ts';
import { differenceOf, type Racer, race } from '../../bench/gpu/measure.ts';
import { markdown, type Report, ratio, slug } from '../../bench/gpu/report.ts';
import { type StepRun, startSide } from '../../bench/gpu/side.ts';

const expected = [1, 0.9, 0.8, 0.7, 0.6];

/** A racer of known speed, whose losses go down by a tenth a step from `first` on. */
function racer(
  name: string,
  ms: number,
  first = 1,
  breaksAfter = Number.POSITIVE_INFINITY,
): Racer & { readonly calls: number[] } {
  const calls: number[] = [];
  const run = async (_: string, steps: number): Promise<StepRun | string> => {
    calls.push(steps);
    if (calls.length > breaksAfter) return 'device lost';
    return { ms: Array(steps).fill(ms), losses: Array.from({ length: steps }, (_, step) => first - step * 0.1) };
  };
  return { name, variant: name, side: { detail: name, run, quit: async () => {} }, calls };
}

test('racers take turns; one with other losses or that breaks is not timed', async () => {
  const [fast, wrong, broken] = [racer('fast', 2), racer('wrong', 1, 1.01), racer('broken', 4, 1, 3)];
  const times = await race([fast, wrong, broken], { rounds: 3, roundMs: 20, expected });
  assert.equal(
    times.map(({ name, ms, problem }) => [name, ms, problem?.slice(0, 20) ?? null]),
    [
      ['fast', 2, null],
      ['wrong', null, 'loss 1.01 in step 0,'],
      ['broken', null, 'device lost'],
    ],
  );
  assert.equal(fast.calls, [5, 5, 10, 10, 10], 'compared, warmed, then as many steps as fit a round');
  assert.equal(wrong.calls, [5]);
});

test('losses agree within a thousandth, and what is no number agrees with nothing', () => {
  assert.is(differenceOf([1.0009, 0.9], [1, 0.9]), null);
  assert.match(differenceOf([1, 0.9], [1, 0.902]) ?? '', 'step 1');
  assert.match(differenceOf([Number.NaN], [1]) ?? '', 'NaN');
  assert.match(differenceOf([1], [1, 1]) ?? '', 'step 1');
});

const report: Report = {
  format_version: 1,
  date: '2026-01-02',
  machine: 'NVIDIA H200',
  emoc: '0.1.0',
  isQuick: false,
  isTf32: false,
  sides: { webgpu: 'NVIDIA H200, Dawn' },
  skipped: { cuda: 'it is not installed' },
  rows: [
    {
      case: 'faces',
      batchSize: 64,
      goal: 1.5,
      times: [
        { name: 'webgpu', ms: 3, rounds: [2.9, 3.1], problem: null },
        { name: 'cpu', ms: null, rounds: [], problem: 'no room' },
        { name: 'torch eager', ms: 2, rounds: [2, 2], problem: null },
        { name: 'torch compiled', ms: 1.6, rounds: [1.6, 1.6], problem: null },
        { name: 'torch compiled unread', ms: null, rounds: [], problem: 'no\nmore' },
      ],
    },
  ],
};

test('the report: times, samples a second, ratios, who did not take part and why', () => {
  const text = markdown(report);
  assert.match(text, '| faces | 64 | 3.00 (21,333/s) | failed | 2.00 (32,000/s) | 1.60 (40,000/s) compiled |');
  assert.match(text, '| faces | 64 | webgpu | 1.50 | 1.88 | 1.5 |');
  assert.match(text, '- cuda: skipped, it is not installed');
  assert.match(text, '- faces, batch 64, cpu: no room\n- faces, batch 64, torch compiled unread: no\n');
  assert.is(ratio(report.rows[0]!, 'webgpu', 'torch eager'), 1.5);
  assert.is(ratio(report.rows[0]!, 'cpu', 'torch eager'), null);
  assert.is(slug('NVIDIA H200 (141 GB)'), 'nvidia-h200-141-gb');
});

test('a side is a process that answers; noise, refusal, crash and absence are told apart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-side-'));
  const start = async (program: string) => {
    const file = join(folder, 'side.mjs');
    writeFileSync(file, program);
    return startSide(process.execPath, [file], process.env);
  };
  const answering = `console.log('TensorFlow says hello'); console.log('{"detail":"here"}');
    process.stdin.on('data', (d) => { const { steps } = JSON.parse(d); if (steps === 9) { console.error('Error: out of memory'); process.exit(3); }
    console.log(JSON.stringify(steps === 8 ? { error: 'no' } : { ms: [1], losses: [2] })); });`;
  const side = await start(answering);
  if (typeof side === 'string') throw new Error(side);
  assert.is(side.detail, 'here');
  assert.equal(await side.run('x', 1), { ms: [1], losses: [2] });
  assert.is(await side.run('x', 8), 'no');
  assert.match(String(await side.run('x', 9)), /code 3\): Error: out of memory/);
  await side.quit();
  assert.is(await start(`console.log('{"skipped":"no GPU"}')`), 'no GPU');
  assert.match(String(await start(`throw new Error('nothing works')`)), /nothing works/);
  assert.match(String(await startSide('/nowhere/python', [], process.env)), 'not there');
  rmSync(folder, { recursive: true });
});

test('Vulkan is tried as the machine is, then with files that name NVIDIA’s driver', async () => {
  if (process.platform !== 'linux') return console.log('skipped: Vulkan drivers are found by files on Linux only');
  const folder = mkdtempSync(join(tmpdir(), 'emoc-vulkan-'));
  const [own, ...others] = await vulkanAttempts(null, folder);
  assert.is(own?.environment.VK_DRIVER_FILES, process.env.VK_DRIVER_FILES);
  assert.ok(others.length >= 2);
  for (const { environment } of others) assert.match(environment.VK_DRIVER_FILES ?? '', /\.json$/);
  rmSync(folder, { recursive: true });
});

test('every case builds at each of its batch sizes', () => {
  for (const one of gpuCases) {
    for (const batchSize of [one.quickBatchSize, one.batchSizes[0] as number]) {
      const { batch, limits } = one.bench.make(batchSize);
      assert.is(batch.bindings.B, batchSize);
      assert.is(limits.B, batchSize);
    }
    assert.ok(torchVariants(one).includes('eager unread'));
  }
});

test.run();
