import { type Snapshot, takeSnapshot } from '../../src/service/snapshot.ts';

/** A spec written with marks: `<|>` is the cursor; `<|` and `|>` stand around a range that is expected. */
export interface Marked {
  readonly text: string;
  readonly cursor: number;
  /** Pieces between `<|` and `|>`, in the order of the text. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly snapshot: Snapshot;
}

export function marked(written: string): Marked {
  let text = '';
  let cursor = -1;
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  for (const part of written.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') cursor = text.length;
    else if (part === '<|') open.push(text.length);
    else if (part === '|>') ranges.push({ start: open.pop() ?? 0, end: text.length });
    else text += part;
  }
  ranges.sort((one, other) => one.start - other.start);
  return { text, cursor, ranges, snapshot: takeSnapshot({ file: 'spec.emo', text }) };
}

/** The parts of a small spec that checks out, for features to work on. */
export const parts = {
  start: 'emo 1\n\nexperiment first {\n  seed = 1\n}\n',
  labels: 'labels mood = sad | happy\n',
  dataset:
    'dataset clips {\n  read csv("clips.csv")\n  text said = column(text)\n  label feeling: mood = column(mood) { 0 -> sad, 1 -> happy }\n  number valence = column(val) in 1..5\n  split 80% / 10% / 10%\n}\n',
  encoder: 'encoder words from clips.said {\n  words(length = 40)\n  embed(width = 32)\n  pool(mean)\n}\n',
  head: 'head mood_head from words { classify(clips.feeling) }\nhead value from words { regress(clips.valence) }\n',
  loss: 'loss = 0.5 * cross_entropy(mood_head) + 0.5 * mse(value)\n',
  train: 'train {\n  optimizer = adam(1e-3)\n}\n',
} as const;

/** A whole spec, some parts of it replaced. */
export const spec = (replaced: Partial<Record<keyof typeof parts, string>> = {}): string =>
  (Object.keys(parts) as (keyof typeof parts)[]).map((name) => replaced[name] ?? parts[name]).join('\n');
