import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrainEvent } from '../../src/runtime/train/events.ts';
import { bar, duration, figure, grouped, sparkline } from '../../src/ui/figures.ts';
import { jsonReporter } from '../../src/ui/json.ts';
import { plainReporter } from '../../src/ui/plain.ts';
import { chooseReporter } from '../../src/ui/reporter.ts';
import { afterEvent, emptyView, secondsLeft } from '../../src/ui/view.ts';
import { run, step } from './_events.ts';

const test = suite('reporters');

test('figures have four decimals, or are scientific, or are said to be undefined', () => {
  const cases: readonly (readonly [number | null, string])[] = [
    [0, '0.0000'],
    [0.5, '0.5000'],
    [-0.25, '-0.2500'],
    [1e-4, '1.0e-4'],
    [0.001, '0.0010'],
    [12345.678, '12346'],
    [Number.NaN, '-'],
    [null, '-'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ];
  for (const [value, text] of cases) assert.is(figure(value), text);
  assert.equal([0, 999, 1000, 42497, 1234567].map(grouped), ['0', '999', '1,000', '42,497', '1,234,567']);
  assert.equal([0.42, 12.4, 59.4, 65, 3727, Number.NaN].map(duration), ['0.4 s', '12 s', '59 s', '1:05', '1:02:07', '-']);
});

test('bars and sparklines never get wider than they may', () => {
  assert.is(bar(0.5, 4), '━━──');
  assert.is(bar(2, 3, false), '===');
  assert.is(bar(0.5, -1), '');
  assert.is(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8), '▁▂▃▄▅▆▇█');
  assert.is(sparkline([0, Number.NaN, 7], 8), '▁█');
  assert.is(sparkline([3, 3], 8), '▁▁');
  assert.is(sparkline([], 8), '');
  for (const width of [1, 5, 100])
    assert.ok(
      sparkline(
        Array.from({ length: 77 }, (_, i) => i),
        width,
      ).length <= width,
    );
});

test('lines: one an epoch, tables at the end', () => {
  const lines: string[] = [];
  const reporter = plainReporter({ print: (text) => lines.push(...text.split('\n')), showMistake: () => assert.unreachable() });
  for (const event of run) reporter.event(event);
  assert.equal(lines, [
    'features of tone: 40 to compute',
    'runs/vad-1 begins: cpu, 2 threads; rows: train 1,158, validation 289, test 752; 42,497 trained parameters',
    'epoch  1/20  loss 1.0000  val 2.0000  felt macro_f1 0.5000  arousal ccc 0.2500  2.0 s  best',
    'epoch  2/20  loss 0.5000  val 1.0000  felt macro_f1 0.5000  arousal ccc 0.1250  2.0 s',
    'stopped early: 5 epochs without a better val.loss; 2 epochs in 1:05, best is epoch 1',
    'felt (classification@1)  validation    test  baseline test',
    '  macro_f1                   0.5000  0.4000         0.2000',
    'arousal (vad@1)  validation  test  baseline test',
    '  ccc                0.2500     -              -',
    'run: runs/vad-1',
  ]);
});

test('JSON: every line is an object, the last one the summary, and NaN is null', () => {
  const lines: string[] = [];
  const reporter = jsonReporter((line) => lines.push(line));
  for (const event of run) reporter.event(event);
  const objects = lines.map((line) => JSON.parse(line));
  assert.equal(objects[0], { type: 'version', format_version: 1 });
  assert.equal(
    objects.slice(1).map(({ type }) => type),
    run.map(({ type }) => type),
  );
  const last = objects.at(-1);
  assert.is(last.run, 'runs/vad-1');
  assert.equal(last.metrics.test, { felt: { macro_f1: 0.4 }, arousal: { ccc: null } });
});

test('JSON: diagnostics have lines and columns', () => {
  const lines: string[] = [];
  const at = { file: 'a.emo', start: 6, end: 9 };
  const diagnostic = { code: 'E0301', name: 'x', severity: 'error', message: 'm', at, related: [], help: [] } as const;
  const event: TrainEvent = { type: 'error', diagnostics: [diagnostic], sources: { 'a.emo': 'emo 1\nabc\n' } };
  jsonReporter((line) => lines.push(line)).event(event);
  const [found] = JSON.parse(lines[1] as string).diagnostics;
  assert.equal([found.file, found.line, found.column, found.endColumn], ['a.emo', 2, 1, 4]);
});

test('the screen is chosen only where there is one', () => {
  const terminal = { isTerminal: true, columns: 100, environment: {} };
  assert.is(chooseReporter('auto', terminal), 'ink');
  assert.is(chooseReporter('auto', { ...terminal, isTerminal: false }), 'plain');
  assert.is(chooseReporter('auto', { ...terminal, columns: 20 }), 'plain');
  assert.is(chooseReporter('auto', { ...terminal, columns: null }), 'plain');
  assert.is(chooseReporter('auto', { ...terminal, environment: { CI: 'true' } }), 'plain');
  assert.is(chooseReporter('auto', { ...terminal, environment: { TERM: 'dumb' } }), 'plain');
  assert.is(chooseReporter('ink', { ...terminal, isTerminal: false }), 'ink');
});

test('the view keeps the course of a loss short, and knows how long it may take', () => {
  let view = emptyView;
  for (const event of run.slice(0, 4)) view = afterEvent(view, event);
  assert.is(secondsLeft(view), null);
  for (let i = 1; i <= 5000; i += 1) view = afterEvent(view, step(1, 37, i));
  const { values, stride, seen } = view.losses;
  assert.ok(values.length <= 512 && values.length > 200);
  assert.is(seen, 5000);
  assert.equal(values.slice(0, 3), [1, 1 + stride, 1 + 2 * stride]);
  // One second an epoch by its speed; this one is done, nineteen are not.
  assert.is(secondsLeft(view), 19);
});

test.run();
