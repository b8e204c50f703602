import type { OptimizerKind } from '../../catalogue/define-optimizer.ts';
import type { ScheduleKind } from '../../catalogue/define-schedule.ts';
import { optimizers } from '../../catalogue/optimizers/index.generated.ts';
import { schedules } from '../../catalogue/schedules/index.generated.ts';
import { count, flag, number, type Schema } from '../../catalogue/schema.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Call, Declaration, Expression } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset, Head, TrainSettings } from '../model.ts';
import { nameOf } from '../pipeline.ts';
import { isCallSetting, readSettings } from '../settings.ts';
import { describe } from '../values.ts';
import { settingsOf } from './_body.ts';
import { monitorOf } from './_monitor.ts';

const optimizersByName: ReadonlyMap<string, OptimizerKind> = new Map(
  (optimizers as readonly OptimizerKind[]).map((kind) => [kind.name, kind]),
);
const schedulesByName: ReadonlyMap<string, ScheduleKind> = new Map(
  (schedules as readonly ScheduleKind[]).map((kind) => [kind.name, kind]),
);

/** Settings of `train` that are plain values; `optimizer`, `schedule`, `stop` and `keep` are kinds of their own. */
export const trainSchema: Schema = {
  positional: [],
  parameters: {
    batch: count('Samples a step.', { default: 32, maximum: 65536 }),
    epochs: count('Passes over the training split, at most.', { default: 10, maximum: 100000 }),
    clip_norm: number('Gradients whose common norm is above this are scaled down to it.', {
      isOptional: true,
      minimum: 0,
      isMinimumExcluded: true,
    }),
    clip_value: number('Each gradient is cut to this size.', { isOptional: true, minimum: 0, isMinimumExcluded: true }),
    bucket: flag('Whether batches hold samples of similar length, so that less is padded. Only sequences are affected.', true),
  },
};

const patienceSchema: Schema = {
  positional: ['epochs'],
  parameters: {
    epochs: count('Epochs in a row without a better value before training ends.'),
    on: { type: 'reference', doc: 'What is watched: `val.loss` or `val.HEAD.METRIC`.', default: 'val.loss' },
  },
};

const bestSchema: Schema = {
  positional: [],
  parameters: {
    on: {
      type: 'reference',
      doc: 'What chooses the epoch whose weights are kept: `val.loss` or `val.HEAD.METRIC`.',
      default: 'val.loss',
    },
  },
};

const words = ['optimizer', 'schedule', 'stop', 'keep', ...Object.keys(trainSchema.parameters)];

/** `train { optimizer = adam(1e-3)  batch = 32  epochs = 20  stop = patience(5, on = val.loss) }` */
export function checkTrain(
  declaration: Declaration,
  heads: ReadonlyMap<string, Head>,
  dataset: Dataset | null,
  context: CheckContext,
): TrainSettings | null {
  const args = settingsOf(declaration, words, context);
  const valueOf = (name: string): Expression | null => args.find((argument) => argument.name?.text === name)?.value ?? null;
  const plain = args.filter(({ name }) => !['optimizer', 'schedule', 'stop', 'keep'].includes(name?.text ?? ''));
  const { settings, isComplete } = readSettings('train', plain, trainSchema, declaration.word.span, context);

  const optimizer = kindOf(valueOf('optimizer'), 'optimizer', optimizersByName, context);
  if (valueOf('optimizer') === null && !declaration.isRecovered) {
    context.add(
      report.missingSetting(declaration.word.span, {
        owner: 'train',
        name: 'optimizer',
        doc: 'write one, as in `optimizer = adam(1e-3)`',
      }),
    );
  }
  const rates = optimizer === null ? [] : Object.values(optimizer.settings).filter(isCallSetting);
  const decays = rates.map(({ kind: per, settings: { factor } }) => ({
    kind: 'exponential',
    settings: { factor: factor as number, per },
  }));
  const factors = factorsOf(valueOf('schedule')).flatMap((factor) => kindOf(factor, 'schedule', schedulesByName, context) ?? []);
  const stop = oneCall(valueOf('stop'), 'stop', 'patience', patienceSchema, 'stop = patience(5, on = val.loss)', context);
  const keep = oneCall(valueOf('keep'), 'keep', 'best', bestSchema, 'keep = best(on = val.loss)', context);

  const place = (keep ?? stop)?.span ?? declaration.word.span;
  const needsValidation = stop ?? keep;
  if (needsValidation !== null && dataset !== null && dataset.reads.length > 0 && !hasValidation(dataset)) {
    context.add(report.noValidation(needsValidation.span, { what: stop === null ? 'keep' : 'stop', dataset: dataset.name }));
  }
  const monitor = monitorOf((keep ?? stop)?.settings.on as string | undefined, place, heads, context);
  if (stop !== null && keep !== null && stop.settings.on !== keep.settings.on && keep.isWritten && stop.isWritten) {
    context.add(
      report.wrongValue(keep.span, {
        name: 'on',
        owner: 'keep',
        expected: `what \`stop\` watches (${stop.settings.on})`,
        found: String(keep.settings.on),
      }),
    );
  }
  if (!isComplete || optimizer === null) return null;
  return {
    optimizer: { kind: optimizer.kind, settings: optimizer.settings },
    schedules: [...decays, ...factors.map(({ kind, settings: own }) => ({ kind: kind.name, settings: own }))],
    batch: settings.batch as number,
    epochs: settings.epochs as number,
    clipNorm: settings.clip_norm as number | null,
    clipValue: settings.clip_value as number | null,
    isBucketed: settings.bucket as boolean,
    patience: stop === null ? null : (stop.settings.epochs as number),
    monitor,
    span: declaration.word.span,
  };
}

export const hasValidation = ({ split, holdout }: Dataset): boolean =>
  holdout !== null ||
  (split.kind === 'percent'
    ? split.validation > 0
    : (split.kind === 'file' ? split.files : split.values).some(({ role }) => role === 'validation'));

interface Named {
  readonly name: string;
  readonly schema: Schema;
}

/** A kind with its settings: `adam(1e-3)`. A bare word takes all defaults. */
function kindOf<Kind extends Named>(
  value: Expression | null,
  what: string,
  kinds: ReadonlyMap<string, Kind>,
  context: CheckContext,
): { kind: Kind; settings: TrainSettings['optimizer']['settings'] } | null {
  if (value === null || value.kind === 'missing') return null;
  const call: Call | null =
    value.kind === 'call'
      ? value
      : value.kind === 'reference'
        ? { kind: 'call', callee: value, arguments: [], span: value.span }
        : null;
  const name = call === null ? null : nameOf(call);
  const kind = name === null ? undefined : kinds.get(name.text);
  if (kind === undefined || call === null) {
    const found = name?.text ?? describe(value);
    const meant = nearest(found, kinds.keys());
    const fix = meant === undefined || name === null ? {} : { fix: [{ span: name.span, text: meant }] };
    context.add(
      report.unknownOptimizer(
        (name ?? value).span,
        { what, name: found, nearest: meant, known: [...kinds.keys()].join(', ') },
        fix,
      ),
    );
    return null;
  }
  const { settings, isComplete } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
  return isComplete ? { kind, settings } : null;
}

/** `warm_up(500) * cosine()`: schedules are factors. */
function factorsOf(value: Expression | null): Expression[] {
  if (value === null) return [];
  return value.kind === 'binary' && value.operator === '*' ? [...factorsOf(value.left), ...factorsOf(value.right)] : [value];
}

interface OneCall {
  readonly settings: TrainSettings['optimizer']['settings'];
  readonly span: Span;
  /** Whether `on` was written. */
  readonly isWritten: boolean;
}

/** A setting that takes one call of a known name. */
function oneCall(
  value: Expression | null,
  name: string,
  word: string,
  schema: Schema,
  example: string,
  context: CheckContext,
): OneCall | null {
  if (value === null || value.kind === 'missing') return null;
  if (value.kind !== 'call' || nameOf(value).text !== word) {
    context.add(
      report.wrongValue(value.span, {
        name,
        owner: 'train',
        expected: `\`${word}(…)\`, as in \`${example}\``,
        found: describe(value),
      }),
    );
    return null;
  }
  const { settings, isComplete, places } = readSettings(word, value.arguments, schema, value.callee.span, context);
  return isComplete ? { settings, span: places.get('on') ?? value.span, isWritten: places.has('on') } : null;
}
