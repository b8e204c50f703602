import { Text } from 'ink';
import { bar, duration, grouped } from '../figures.ts';
import { type RunView, secondsLeft } from '../view.ts';
import type { Frame } from './frame.ts';

/** How far the epoch is, how fast it goes and how long the run may still take. */
export function EpochBar({ view, frame }: { readonly view: RunView; readonly frame: Frame }) {
  if (view.epoch === 0) return null;
  const { start, epoch, steps, step } = view;
  const done = step?.stepOfEpoch ?? 0;
  const left = secondsLeft(view);
  const speed = step === null ? '' : `  ${grouped(Math.round(step.samplesPerS))} samples/s`;
  const rest = left === null ? '' : `  ≤ ${duration(left)} left`;
  const text = `${done}/${steps}${speed}${frame.isUnicode ? rest : rest.replace('≤', '<=')}`;
  const width = Math.max(4, Math.min(30, frame.columns - text.length - 18));
  return (
    <Text wrap="truncate">{`epoch ${epoch}/${start?.epochs ?? epoch} ${bar(done / Math.max(steps, 1), width, frame.isUnicode)} ${text}`}</Text>
  );
}
