import { type CalledElsewhere, count, flag, number, type Schema, type Settings } from '../../catalogue/schema.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Call, Declaration, Expression } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { findKind, type Kinds, kindNameOf, optimizersByName, schedulesByName } from '../kinds.ts';
import type { TrainSettings } from '../model.ts';
import { isCallSetting, readSettings, withoutArgument } from '../settings.ts';
import { describe } from '../values.ts';
import { settingsOf } from './_body.ts';
import { checkStop } from './_stop.ts';
import type { Trained } from './_trained.ts';

/** Settings of `train` that are plain values; `optimizer`, `schedule`, `stop` and `keep` are kinds of their own. */
export const trainSchema: Schema = {
  positional: [],
  parameters: {
    batch: count('Samples a step.', { default: 32, maximum: 65536, elsewhere: ['batch_size', 'minibatch'] }),
    epochs: count('Passes over the training split, at most.', {
      default: 10,
      maximum: 100000,
      elsewhere: ['num_epochs', 'n_epochs', 'max_epochs', 'num_train_epochs'],
    }),
    clip_norm: number('Gradients whose common norm is above this are scaled down to it.', {
      isOptional: true,
      minimum: 0,
      isMinimumExcluded: true,
      elsewhere: ['max_grad_norm', 'clip_grad_norm', 'gradient_clip_norm', 'gradient_clip_val'],
    }),
    clip_value: number('Each gradient is cut to this size.', {
      isOptional: true,
      minimum: 0,
      isMinimumExcluded: true,
      elsewhere: ['clip_grad_value'],
    }),
    bucket: flag('Whether batches hold samples of similar length, so that less is padded. Only sequences are affected.', true, {
      elsewhere: ['bucketing', 'bucket_by_length', 'group_by_length'],
    }),
  },
};

/** Settings whose values are kinds. */
const kinds: Readonly<Record<string, CalledElsewhere>> = {
  optimizer: { elsewhere: ['optim', 'optimiser'] },
  schedule: { elsewhere: ['scheduler', 'lr_scheduler', 'learning_rate_scheduler'] },
  stop: { elsewhere: ['early_stopping', 'early_stop'] },
  keep: {},
};

/** Everything that stands in `train`. */
export const trainSettings: Readonly<Record<string, CalledElsewhere>> = { ...kinds, ...trainSchema.parameters };

/** `train { optimizer = adam(1e-3)  batch = 32  epochs = 20  stop = patience(5, on = val.loss) }` */
export function checkTrain(declaration: Declaration, trained: Trained, context: CheckContext): TrainSettings | null {
  const args = settingsOf(declaration, trainSettings, context);
  const written = (name: string): Expression | null => args.find((argument) => argument.name?.text === name)?.value ?? null;
  const plain = args.filter(({ name }) => !Object.hasOwn(kinds, name?.text ?? ''));
  const { settings, isComplete } = readSettings('train', plain, trainSchema, declaration.word.span, context);
  reportIdleBuckets(plain, trained, context);

  const rule = written('optimizer');
  const optimizer = kindIn(
    rule,
    { what: 'an optimizer', example: 'optimizer = adam(1e-3)' },
    optimizersByName,
    report.unknownOptimizer,
    context,
  );
  if (rule === null && !declaration.isRecovered) {
    const holes = { owner: 'train', name: '`optimizer`', doc: 'write one, as in `optimizer = adam(1e-3)`' };
    context.add(report.missingSetting(declaration.word.span, holes));
  }
  const decays = Object.values(optimizer?.settings ?? {})
    .filter(isCallSetting)
    .map(({ kind: per, settings: { factor } }) => ({ kind: 'exponential', settings: { factor: factor as number, per } }));
  const schedules = factorsOf(written('schedule')).flatMap(
    (factor) =>
      kindIn(
        factor,
        { what: 'a schedule', example: 'schedule = warm_up(500) * cosine()' },
        schedulesByName,
        report.unknownSchedule,
        context,
      ) ?? [],
  );
  const { patience, monitor } = checkStop(written('stop'), written('keep'), trained, context);
  if (!isComplete || optimizer === null) return null;
  return {
    optimizer,
    schedules: [...decays, ...schedules.map(({ kind, settings: own }) => ({ kind: kind.name, settings: own }))],
    batch: settings.batch as number,
    epochs: settings.epochs as number,
    clipNorm: settings.clip_norm as number | null,
    clipValue: settings.clip_value as number | null,
    isBucketed: settings.bucket as boolean,
    patience,
    monitor,
    span: declaration.word.span,
  };
}

/** Buckets of similar length mean nothing where every sample has one size. */
function reportIdleBuckets(plain: readonly Argument[], { encoders }: Trained, context: CheckContext): void {
  const written = plain.find(({ name, value }) => name?.text === 'bucket' && value.kind !== 'missing');
  const isWhole = context.namesOf('encoder').every((name) => encoders.has(name));
  const isAnySequence = [...encoders.values()].some(({ field }) => 'length' in field && field.length.kind !== 'exact');
  if (written !== undefined && isWhole && encoders.size > 0 && !isAnySequence)
    context.add(
      report.noEffect(
        written.span,
        { name: 'bucket', reason: 'no encoder reads sequences of several lengths' },
        withoutArgument(written.span, context),
      ),
    );
}

interface Configured<Kind> {
  readonly kind: Kind;
  readonly settings: Settings;
}

/** A kind with its settings: `adam(1e-3)`. A bare word takes all defaults. */
function kindIn<Kind extends { readonly name: string; readonly schema: Schema } & CalledElsewhere>(
  value: Expression | null,
  { what: expected, example }: { readonly what: string; readonly example: string },
  known: Kinds<Kind>,
  reportUnknown: Parameters<typeof findKind>[2],
  context: CheckContext,
): Configured<Kind> | null {
  if (value === null || value.kind === 'missing') return null;
  const call: Call | null = value.kind === 'reference' ? { ...value, kind: 'call', callee: value, arguments: [] } : asCall(value);
  if (call === null) {
    context.add(report.expectedForm(value.span, { expected, found: describe(value), example }));
    return null;
  }
  const kind = findKind(kindNameOf(call), known, reportUnknown, context);
  if (kind === undefined) return null;
  const { settings, isComplete } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
  return isComplete ? { kind, settings } : null;
}

const asCall = (value: Expression): Call | null => (value.kind === 'call' ? value : null);

/** `warm_up(500) * cosine()`: schedules are factors. */
function factorsOf(value: Expression | null): Expression[] {
  if (value === null) return [];
  return value.kind === 'binary' && value.operator === '*' ? [...factorsOf(value.left), ...factorsOf(value.right)] : [value];
}
