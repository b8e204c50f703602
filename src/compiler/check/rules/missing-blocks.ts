import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';

/** What a spec that trains is made of, in the order in which data flows. */
const required: Readonly<Record<string, string>> = {
  experiment: 'experiment first { seed = 7 }',
  dataset: 'dataset clips { read csv("clips.csv") … }',
  encoder: 'encoder words from clips.said { … }',
  head: 'head mood from words { classify(clips.emotion) }',
  loss: 'loss = cross_entropy(mood)',
  train: 'train { optimizer = adam(1e-3)  batch = 32  epochs = 10 }',
};

/** Reports all absent blocks together, after the last one that is there. A broken one may be what is missed. */
export function reportMissingBlocks(context: CheckContext): void {
  const { elements, settings, isPartial } = context.bound;
  const isThere = (word: string): boolean =>
    context.declarationsOf(word).length > 0 || settings.some(({ name }) => name.text === word);
  const missing = Object.keys(required).filter((word) => !isThere(word));
  const last = elements.at(-1);
  const [first] = missing;
  if (first === undefined || last === undefined || isPartial) return;
  const words = missing.map((word) => `\`${word}\``).join(', ');
  context.addAbsence(report.missingBlock({ ...last.span, start: last.span.end }, { words, example: required[first] as string }));
}
