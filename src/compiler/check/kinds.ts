import type { FusionKind } from '../catalogue/define-fusion.ts';
import type { HeadKind } from '../catalogue/define-head.ts';
import type { LossKind } from '../catalogue/define-loss.ts';
import type { OptimizerKind } from '../catalogue/define-optimizer.ts';
import type { ReaderKind } from '../catalogue/define-reader.ts';
import type { ScheduleKind } from '../catalogue/define-schedule.ts';
import type { StepKind } from '../catalogue/define-step.ts';
import { fusions } from '../catalogue/fusions/index.generated.ts';
import { headKinds } from '../catalogue/heads/index.generated.ts';
import { lossKinds } from '../catalogue/losses/index.generated.ts';
import { optimizers } from '../catalogue/optimizers/index.generated.ts';
import { readers } from '../catalogue/readers/index.generated.ts';
import { schedules } from '../catalogue/schedules/index.generated.ts';
import type { CalledElsewhere, Schema } from '../catalogue/schema.ts';
import { steps } from '../catalogue/steps/index.generated.ts';
import type { Diagnostic, More, Span } from '../diagnostics/diagnostic.ts';
import { rewording } from '../diagnostics/nearest.ts';
import type { Call, Name } from '../parse/ast.ts';
import { calledHere, meantBy } from './called-here.ts';
import type { CheckContext } from './context.ts';

/** Kinds of one sort by the names that specs write. */
export type Kinds<Kind> = ReadonlyMap<string, Kind>;

const byName = <Kind extends { readonly name: string }>(kinds: readonly Kind[]): Kinds<Kind> =>
  new Map(kinds.map((kind) => [kind.name, kind]));

export const stepsByName: Kinds<StepKind> = byName<StepKind>(steps);
export const fusionsByName: Kinds<FusionKind> = byName<FusionKind>(fusions);
export const headKindsByName: Kinds<HeadKind> = byName<HeadKind>(headKinds);
export const lossesByName: Kinds<LossKind> = byName<LossKind>(lossKinds);
export const optimizersByName: Kinds<OptimizerKind> = byName<OptimizerKind>(optimizers);
export const schedulesByName: Kinds<ScheduleKind> = byName<ScheduleKind>(schedules);
export const readersByName: Kinds<ReaderKind> = byName<ReaderKind>(readers);

/** The constructor of a page about an unknown kind. */
type ReportUnknown = (
  at: Span,
  holes: { readonly name: string; readonly nearest?: string | undefined; readonly known?: string | undefined },
  more: More,
) => Diagnostic;

/** The kind of this name; reports one that does not exist, with the nearest that does. */
export function findKind<Kind extends CalledElsewhere>(
  name: Name,
  kinds: Kinds<Kind>,
  reportUnknown: ReportUnknown,
  context: CheckContext,
): Kind | undefined {
  const kind = kinds.get(name.text);
  if (kind !== undefined) return kind;
  const meant = meantKind(name.text, kinds);
  // Another spelling of the name is sure; what a library calls otherwise may have settings of other kinds.
  const isSpelling = meant !== undefined && calledHere(name.text, [[meant, {}]]) === meant;
  const fix = rewording(name.span, name.text, meant, kinds.keys(), isSpelling);
  context.add(reportUnknown(name.span, { name: name.text, nearest: meant, known: [...kinds.keys()].join(', ') }, fix));
  return undefined;
}

/** The kind that a word probably meant: what other libraries call so, or else the nearest name. */
export const meantKind = (word: string, kinds: Kinds<CalledElsewhere>): string | undefined => meantBy(word, [...kinds]).meant;

/**
 * A call of a kind that has this word as an option, which other languages call by itself: `pool(mean)` for `mean()`, `activation(relu)` for
 * `relu()`. Only where one kind does, for the word may be no more than an option of many.
 */
export function callWithOption(word: string, kinds: Kinds<{ readonly schema: Schema }>): string | undefined {
  const calls = [...kinds].flatMap(([name, { schema }]) => {
    const parameter = schema.parameters[schema.positional[0] ?? ''];
    return parameter?.type === 'choice' && parameter.of.includes(word) ? [`${name}(${word})`] : [];
  });
  return calls.length === 1 ? calls[0] : undefined;
}

/** The word before the parentheses; a kind has no members, so more than one word is no kind's name. */
export function kindNameOf({ callee }: Call): Name {
  return { text: callee.path.map(({ text }) => text).join('.'), span: callee.span };
}

/** What has settings of its own, by the name that messages call it. */
const schemas: readonly (readonly [owner: string, settings: readonly string[]])[] = [
  ...[steps, fusions, headKinds, lossKinds, optimizers, schedules, readers].flatMap((kinds) =>
    (kinds as readonly { readonly name: string; readonly schema: Schema }[]).map(
      ({ name, schema }) => [name, Object.keys(schema.parameters)] as const,
    ),
  ),
  ['experiment', ['seed', 'protocol']],
  ['train', ['optimizer', 'schedule', 'stop', 'keep', 'batch', 'epochs', 'clip_norm', 'clip_value', 'bucket']],
];

/** Kinds and blocks that have a setting of this name: whoever writes it elsewhere thought of one of them. */
export const kindsWithSetting = (name: string): readonly string[] =>
  schemas.filter(([, settings]) => settings.includes(name)).map(([owner]) => owner);
