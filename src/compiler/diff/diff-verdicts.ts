import type { ChangeClass, CheckpointDiff, Comparability, PlanDiff, TensorDiff } from './diff-model.ts';

/** What a reader wants first, in sentences that every renderer shows the same. */
const classTexts: Readonly<Record<ChangeClass, string>> = {
  data: 'data',
  architecture: 'architecture',
  result: 'model or training',
};

/** `the same`, or `architecture, model or training`. */
export const headline = ({ isSame, classes }: PlanDiff): string =>
  isSame ? 'none in meaning' : classes.map((name) => classTexts[name]).join(', ');

/** `comparable`, and why not. */
export function resultsVerdict({ verdict, heads }: Comparability): string {
  if (heads.length === 0) return 'not comparable: no head is in both';
  if (verdict === 'all') return 'comparable: the same truth, rows and protocol';
  const names = heads.filter(({ isComparable }) => isComparable).map(({ head }) => `\`${head}\``);
  return verdict === 'none' ? 'not comparable' : `comparable for ${names.join(', ')} only`;
}

export const resultsReasons = ({ heads, notes }: Comparability): string[] => [
  ...heads.flatMap(({ head, reasons }) => reasons.map((reason) => `${head}: ${reason}`)),
  ...notes,
];

/** `load; a run goes on where it was`, `do not load: 2 of 8 tensors do not fit`. */
export function checkpointsVerdict({ isResumable, isLoadable, tensors }: CheckpointDiff): string {
  if (isResumable) return 'load, and a run can be resumed';
  if (isLoadable) return 'the weights fit; a run cannot be resumed, since its spec means something else';
  const parts = (['reshaped', 'new', 'gone', 'open'] as const).flatMap((state) => {
    const count = tensors.filter((tensor) => tensor.state === state).length;
    return count === 0 ? [] : [`${count} ${stateTexts[state]}`];
  });
  const fit = tensors.filter(({ state }) => state === 'same').length;
  const isOnlyOpen = tensors.every(({ state }) => state === 'same' || state === 'open');
  const verdict = isOnlyOpen ? 'may not load' : 'do not load';
  return `${verdict}: ${parts.join(', ')}; ${fit} ${fit === 1 ? 'tensor fits' : 'tensors fit'}`;
}

const stateTexts = {
  reshaped: 'reshaped',
  new: 'new',
  gone: 'gone',
  open: 'with another vocabulary, whose size the data tells',
} as const;

/** `~ text/dense/kernel [100, 64] -> [100, 96]` for each tensor that does not fit. */
export const tensorLines = ({ tensors }: CheckpointDiff): string[] =>
  tensors.filter(({ state }) => state !== 'same').map((tensor) => `${signs[tensor.state]} ${tensor.name} ${shapeText(tensor)}`);

const signs: Readonly<Record<TensorDiff['state'], string>> = { same: ' ', open: '?', new: '+', gone: '-', reshaped: '~' };

const shapeText = ({ before, after }: TensorDiff): string =>
  before !== null && after !== null && before !== after ? `${before} -> ${after}` : (after ?? before ?? '');
