import { count, type Schema } from '../../catalogue/schema.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Expression } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { kindNameOf } from '../kinds.ts';
import type { Dataset, Split, TrainSettings } from '../model.ts';
import { readSettings } from '../settings.ts';
import { describe } from '../values.ts';
import { monitorOf } from './_monitor.ts';
import type { Trained } from './_trained.ts';

export const patience: Choice = {
  setting: 'stop',
  word: 'patience',
  example: 'patience(5, on = val.loss)',
  schema: {
    positional: ['epochs'],
    parameters: {
      epochs: count('Epochs in a row without a better value before training ends.', {
        maximum: 100000,
        elsewhere: ['patience', 'rounds'],
      }),
      on: {
        type: 'reference',
        doc: 'What is watched: `val.loss` or `val.HEAD.METRIC`.',
        isOptional: true,
        elsewhere: ['monitor', 'metric'],
      },
    },
  },
};

export const best: Choice = {
  setting: 'keep',
  word: 'best',
  example: 'best(on = val.loss)',
  schema: {
    positional: [],
    parameters: {
      on: {
        type: 'reference',
        doc: 'What chooses the epoch whose weights are kept: `val.loss` or `val.HEAD.METRIC`.',
        isOptional: true,
        elsewhere: ['monitor', 'metric'],
      },
    },
  },
};

/** A setting of `train` that takes one call of one name. */
export interface Choice {
  readonly setting: string;
  readonly word: string;
  readonly example: string;
  readonly schema: Schema;
}

/**
 * When training ends and which epoch is kept. Both watch the same: where only one of them says what, the other means that too, and where
 * neither does it is the loss on the validation split.
 */
export function checkStop(
  stopValue: Expression | null,
  keepValue: Expression | null,
  { heads, dataset }: Trained,
  context: CheckContext,
): Pick<TrainSettings, 'patience' | 'monitor'> {
  const stop = readChoice(stopValue, patience, context);
  const keep = readChoice(keepValue, best, context);
  const [asker] = [stop, keep].filter((choice) => choice !== null);
  if (asker !== undefined && dataset !== null && !hasValidation(dataset))
    context.add(report.noValidation(asker.span, { what: asker.setting, dataset: dataset.name }));

  const [watched, other] = [keep, stop].filter((choice) => choice !== null && choice.on !== null);
  if (watched != null && other != null && watched.on !== other.on) {
    const related = [{ at: other.place, label: `\`${other.setting}\` watches another value` }];
    const holes = { keep: watched.on as string, stop: other.on as string };
    context.add(report.watchesDiffer(watched.place, holes, { related }));
  }
  return {
    patience: stop?.epochs ?? null,
    monitor: watched == null ? { kind: 'loss' } : monitorOf(watched.on as string, watched.place, heads, context),
  };
}

const hasValidation = ({ split, holdout }: Dataset): boolean => holdout !== null || hasOwnValidation(split);

/** Whether a split has validation rows by itself, without a holdout. */
export function hasOwnValidation(split: Split): boolean {
  if (split.kind === 'percent') return split.validation > 0;
  return (split.kind === 'file' ? split.files : split.values).some(({ role }) => role === 'validation');
}

interface ReadChoice {
  readonly setting: string;
  readonly span: Span;
  readonly epochs: number | null;
  /** What is watched, where it is written. */
  readonly on: string | null;
  readonly place: Span;
}

function readChoice(value: Expression | null, choice: Choice, context: CheckContext): ReadChoice | null {
  if (value === null || value.kind === 'missing') return null;
  const { setting, word, schema, example } = choice;
  if (value.kind !== 'call') {
    context.add(
      report.expectedForm(value.span, { expected: `\`${word}(…)\``, found: describe(value), example: `${setting} = ${example}` }),
    );
    return null;
  }
  const name = kindNameOf(value);
  if (name.text !== word) {
    const meant = nearest(name.text, [word]);
    const fix = rewording(name.span, name.text, meant, [word]);
    const holes = { name: setting, owner: 'train', found: describe(value), options: `${word}(…)`, nearest: meant };
    context.add(report.unknownOption(name.span, holes, fix));
    return null;
  }
  const { settings, isComplete, places } = readSettings(word, value.arguments, schema, value.callee.span, context);
  if (!isComplete) return null;
  return {
    setting,
    span: value.span,
    epochs: (settings.epochs ?? null) as number | null,
    on: settings.on as string | null,
    place: places.get('on') ?? value.span,
  };
}
