import { render } from 'ink-testing-library';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrainEvent } from '../../src/runtime/train/events.ts';
import { Screen } from '../../src/ui/screen.tsx';
import { afterEvent, emptyView } from '../../src/ui/view.ts';
import { run } from './_events.ts';

const test = suite('screen');

const frameOf = (events: readonly TrainEvent[], columns = 100, isUnicode = true, isEnded = false): string => {
  const view = events.reduce(afterEvent, emptyView);
  const { lastFrame, unmount } = render(<Screen view={view} frame={{ columns, isUnicode }} isEnded={isEnded} />);
  const frame = lastFrame() ?? '';
  unmount();
  return frame;
};

test('before training it shows the features that are computed', () => {
  const frame = frameOf(run.slice(0, 2));
  assert.match(frame, /vad · reading data/);
  assert.match(frame, /features of tone ━+─+ 10\/40/);
});

test('in an epoch it shows how far it is, the losses, and what is left', () => {
  const frame = frameOf(run.slice(0, 5));
  assert.match(frame, /vad · cpu 2 threads · runs\/vad-1/);
  assert.match(frame, /epoch 1\/20 ━+─+ 10\/37 {2}1,158 samples\/s {2}≤ 20 s left/);
  assert.match(frame, /loss 0\.9000 ▁ {2}lr 1\.0e-3/);
  assert.not.match(frame, /features of/);
});

test('finished epochs stay, and every head has its line', () => {
  const frame = frameOf(run.slice(0, 10));
  assert.match(frame, /^epoch {2}1\/20 .* best$/m);
  assert.match(frame, /^epoch {2}2\/20 .* 2\.0 s$/m);
  assert.match(frame, /val 1\.0000 █▁ {2}lr 1\.0e-3 {2}patience 1\/5/);
  assert.match(frame, /^arousal {2}val ccc 0\.1250 {2}best 0\.2500 {2}█▁$/m);
  assert.match(frame, /^felt {5}val macro_f1 0\.5000/m);
});

test('it fits 40 columns and letters without box drawing', () => {
  const lines = frameOf(run.slice(0, 9), 40, false).split('\n');
  assert.ok(lines.some((line) => /epoch 2\/20 =+/.test(line)));
  // Finished epochs scroll away above the screen, as wide as they are.
  for (const line of lines.filter((line) => !/^epoch {2}\d/.test(line))) assert.ok(line.length <= 40, line);
  assert.not.match(lines.join('\n'), /[━─▁█≤]/);
});

test('at the end only the epochs stay', () => {
  assert.equal(
    frameOf(run, 100, true, true)
      .split('\n')
      .filter((line) => line.trim() !== '').length,
    2,
  );
});

test.run();
