import type { CalledElsewhere, CallSetting, Parameter, Schema, Setting, Settings } from '../catalogue/schema.ts';
import type { More, Span } from '../diagnostics/diagnostic.ts';
import { rewording } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Argument, Expression, Name } from '../parse/ast.ts';
import { meantByPosition, reportMisspeltWord, reportUnfinished } from './arguments.ts';
import { meantBy } from './called-here.ts';
import type { CheckContext } from './context.ts';
import { kindsWithSetting } from './kinds.ts';
import { describe, readValue, takesUnit } from './values.ts';
import { renamedArgument } from './ways-out.ts';

/** Arguments as written, and where the settings they became stand: for rules that report later. */
export interface CheckedSettings {
  readonly settings: Settings;
  readonly places: ReadonlyMap<string, Span>;
  readonly isComplete: boolean;
}

/**
 * Reads the arguments of a call against its kind's schema: positional ones first, then by name; a bare word may stand for a flag or for
 * an option of a choice. Every parameter gets a value: what was written, its default, or `null`.
 */
export function readSettings(
  owner: string,
  args: readonly Argument[],
  schema: Schema,
  at: Span,
  context: CheckContext,
): CheckedSettings {
  const written = new Map<string, Setting>();
  const places = new Map<string, Span>();
  let isComplete = true;
  // After `height` without `=`: the argument behind it is its value.
  let isValueNext = false;
  // What is wrong is reported once, and counts as written: it is not missing as well.
  const fail = (name: string | null | undefined): void => {
    isComplete = false;
    if (typeof name === 'string' && !written.has(name)) written.set(name, null);
  };

  for (const argument of args) {
    const { name: label, value, span } = argument;
    const isMeant = (name: string): boolean => !written.has(name);
    if (label !== null && !isParameter(schema, label.text)) {
      const isThere = (name: string): boolean => args.some((other) => other.name?.text === name);
      const absent = onlyAbsent(schema, args, value);
      fail(reportUnknown(owner, label, span, schema.parameters, isThere, context, absent));
      continue;
    }
    const unfinished = label === null ? reportUnfinished(value, schema, context) : null;
    const isValue = isValueNext && label === null && unfinished === null;
    isValueNext = unfinished !== null;
    if (unfinished !== null) fail(unfinished);
    if (unfinished !== null || isValue) continue;
    const misspelt = label === null ? reportMisspeltWord(owner, value, schema, isMeant, context) : null;
    if (misspelt !== null) {
      fail(misspelt);
      continue;
    }
    const name = label?.text ?? meantByPosition(value, schema, isMeant);
    if (value.kind === 'missing') {
      fail(name);
      continue;
    }
    if (name === null) {
      const known = Object.keys(schema.parameters);
      const holes = { owner, found: describe(value), known: known.length === 0 ? undefined : known.join(', ') };
      context.add(report.tooManyArguments(span, holes));
      isComplete = false;
      continue;
    }
    // One that was only meant, by a name that is misspelt, is no first one.
    const earlier = places.get(name);
    if (earlier !== undefined) {
      const related = [{ at: earlier, label: 'first set here' }];
      const isCopy = context.textOf(earlier) === context.textOf(span);
      context.add(report.settingTwice(span, { name, owner }, { related, fix: [context.removalOf(span)], sure: isCopy }));
      isComplete = false;
      continue;
    }
    places.set(name, span);
    const parameter = schema.parameters[name] as Parameter;
    const isBareFlag = parameter.type === 'flag' && label === null;
    const isFree = (other: string): boolean => other !== name && isMeant(other) && !args.some((one) => one.name?.text === other);
    const rename = () => renamedArgument(argument, schema, isFree, (at) => context.textOf(at));
    const read = isBareFlag ? true : readValue(owner, name, value, parameter, context, rename);
    if (read === undefined) fail(name);
    else written.set(name, read);
  }

  const settings: Record<string, Setting> = {};
  for (const [name, parameter] of Object.entries(schema.parameters)) {
    const preset = defaultOf(parameter);
    if (!written.has(name) && preset === undefined && parameter.isOptional !== true) {
      context.add(report.missingSetting(at, { owner, name: `\`${name}\``, doc: parameter.doc }));
      isComplete = false;
    }
    settings[name] = written.has(name) ? (written.get(name) as Setting) : (preset ?? null);
  }
  if (isComplete && schema.oneOf !== undefined) isComplete = isOneGiven(owner, schema.oneOf, places, at, context);
  for (const [name, reason] of Object.entries(isComplete ? (schema.idle?.(settings) ?? {}) : {})) {
    const place = places.get(name);
    if (place !== undefined) context.add(report.noEffect(place, { name, reason }, withoutArgument(place, context)));
  }
  return { settings, places, isComplete };
}

function isOneGiven(
  owner: string,
  names: readonly string[],
  places: ReadonlyMap<string, Span>,
  at: Span,
  context: CheckContext,
): boolean {
  const [one, other] = names.filter((name) => places.has(name));
  if (one !== undefined && other !== undefined)
    context.add(
      report.settingsExclude(
        places.get(other) as Span,
        { owner, one, other },
        { fix: [context.removalOf(places.get(other) as Span)] },
      ),
    );
  else if (one === undefined) {
    const holes = { owner, name: names.map((name) => `\`${name}\``).join(' or '), doc: 'write one of them' };
    context.add(report.missingSetting(at, holes));
  }
  return one !== undefined && other === undefined;
}

/** The one setting that a call must have and lacks, if the value of an unknown setting could be its value: both are one mistake. */
function onlyAbsent({ positional, parameters }: Schema, args: readonly Argument[], value: Expression): string | undefined {
  const byPlace = positional.slice(0, args.filter(({ name }) => name === null).length);
  const isWritten = (name: string): boolean => byPlace.includes(name) || args.some((argument) => argument.name?.text === name);
  const absent = Object.entries(parameters).filter(
    ([name, parameter]) => defaultOf(parameter) === undefined && parameter.isOptional !== true && !isWritten(name),
  );
  const [only] = absent;
  const isOne = absent.length === 1 && only !== undefined && value.kind === 'number' && takesUnit(only[1], value.unit ?? '');
  return isOne ? only[0] : undefined;
}

/** Taking out an argument that changes nothing is sure where it has a name: without one, those behind it would move up. */
export function withoutArgument(at: Span, context: CheckContext): More {
  return { fix: [context.removalOf(at)], sure: /^\w+\s*=/.test(context.textOf(at)) };
}

/**
 * Reports a setting that a kind does not have; returns the one that was probably meant. `whole` is the setting with its value: one that belongs to
 * another kind is taken out, unless it is what other libraries call one of this kind. `absent` is what it was if its name says nothing.
 */
export function reportUnknown(
  owner: string,
  name: Name,
  whole: Span,
  parameters: Readonly<Record<string, CalledElsewhere>>,
  isThere: (name: string) => boolean,
  context: CheckContext,
  absent?: string | undefined,
): string | undefined {
  const known = Object.keys(parameters);
  const { meant: named, isKnown } = meantBy(name.text, Object.entries(parameters));
  const isSure = rewording(name.span, name.text, named, known, isKnown).sure === true;
  const owners = isSure ? [] : kindsWithSetting(name.text);
  const isForeign = owners.length > 0;
  // A setting of another kind is one mistake, and what is absent here another.
  const meant = named ?? (isForeign ? undefined : absent);
  // Beside the one that was meant, it may as well be one too many.
  const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }], sure: isSure && !isThere(meant) };
  const holes = {
    name: name.text,
    owner,
    nearest: isForeign ? undefined : meant,
    elsewhere: isForeign ? listed(owners) : undefined,
    known: known.length === 0 ? 'none' : known.join(', '),
  };
  context.add(report.unknownSetting(name.span, holes, isForeign ? { fix: [context.removalOf(whole)] } : fix));
  return meant;
}

const listed = (owners: readonly string[]): string =>
  `${owners
    .slice(0, 3)
    .map((owner) => `\`${owner}\``)
    .join(', ')}${owners.length > 3 ? ' and others' : ''}`;

const isParameter = (schema: Schema, name: string): boolean => Object.hasOwn(schema.parameters, name);

export const defaultOf = (parameter: Parameter): Setting | undefined => ('default' in parameter ? parameter.default : undefined);

export const isCallSetting = (setting: Setting | undefined): setting is CallSetting =>
  typeof setting === 'object' && setting !== null && 'kind' in setting;
