import { Text } from 'ink';
import { figure, sparkline } from '../figures.ts';
import type { RunView } from '../view.ts';
import type { Frame } from './frame.ts';

/** The loss of training, smoothed, and of validation, each with its course over the run; the rate; how much patience is left. */
export function Losses({ view, frame }: { readonly view: RunView; readonly frame: Frame }) {
  if (view.step === null && view.epochs.length === 0) return null;
  const { plan, step, losses, smoothedLoss, epochs } = view;
  const width = Math.max(4, Math.min(24, Math.floor((frame.columns - 50) / 2)));
  const validation = epochs.flatMap((end) => end.validation?.losses.loss ?? []);
  const last = epochs.at(-1);
  const parts = [
    `loss ${figure(smoothedLoss)} ${sparkline(losses.values, width, frame.isUnicode)}`,
    ...(validation.length === 0 ? [] : [`val ${figure(validation.at(-1))} ${sparkline(validation, width, frame.isUnicode)}`]),
    ...(step === null ? [] : [`lr ${step.rate.toExponential(1)}`]),
    ...(plan?.patience == null || last === undefined ? [] : [`patience ${last.epochsWithoutGain}/${plan.patience}`]),
  ];
  return <Text wrap="truncate">{parts.join('  ')}</Text>;
}
