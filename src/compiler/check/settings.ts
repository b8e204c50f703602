import type { CallSetting, Parameter, Schema, Setting, Settings } from '../catalogue/schema.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Argument, Expression, Name } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';
import { readValue, takesUnit } from './values.ts';

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
  const free = [...schema.positional];
  let isComplete = true;

  for (const argument of args) {
    const name = argument.name?.text ?? parameterOf(argument.value, schema, free, written);
    if (argument.value.kind === 'missing') {
      isComplete = false;
      if (name !== null) free.splice(0, free.length, ...free.filter((other) => other !== name));
      if (name !== null) written.set(name, null);
      continue;
    }
    if (name === null) {
      context.add(report.tooManyArguments(argument.span, { owner, count: schema.positional.length }));
      isComplete = false;
      continue;
    }
    const parameter = schema.parameters[name];
    if (parameter === undefined) {
      reportUnknown(owner, argument.name as Name, Object.keys(schema.parameters), context);
      isComplete = false;
      continue;
    }
    if (places.has(name)) {
      const related = [{ at: places.get(name) as Span, label: 'first set here' }];
      context.add(report.settingTwice(argument.span, { name, owner }, { related }));
      continue;
    }
    places.set(name, argument.span);
    if (free.includes(name)) free.splice(free.indexOf(name), 1);
    const isBareFlag = parameter.type === 'flag' && argument.name === null;
    const value = isBareFlag ? true : readValue(owner, name, argument.value, parameter, context);
    if (value === undefined) isComplete = false;
    written.set(name, value ?? null);
  }

  const settings: Record<string, Setting> = {};
  for (const [name, parameter] of Object.entries(schema.parameters)) {
    if (!written.has(name) && defaultOf(parameter) === undefined && parameter.isOptional !== true) {
      context.add(report.missingSetting(at, { owner, name, doc: parameter.doc }));
      isComplete = false;
    }
    settings[name] = written.has(name) ? (written.get(name) as Setting) : (defaultOf(parameter) ?? null);
  }
  const given = schema.oneOf?.filter((name) => places.has(name)) ?? [];
  if (schema.oneOf !== undefined && given.length !== 1 && isComplete) {
    const doc = `write one of: ${schema.oneOf.join(', ')}`;
    context.add(
      given.length === 0
        ? report.missingSetting(at, { owner, name: schema.oneOf.join('` or `'), doc })
        : report.settingsExclude(places.get(given[1] as string) as Span, {
            owner,
            one: given[0] as string,
            other: given[1] as string,
          }),
    );
    isComplete = false;
  }
  for (const [name, reason] of Object.entries(isComplete ? (schema.idle?.(settings) ?? {}) : {})) {
    const place = places.get(name);
    if (place !== undefined) context.add(report.noEffect(place, { name, reason }));
  }
  return { settings, places, isComplete };
}

/** Which parameter an argument without a name means. */
function parameterOf(
  value: Expression,
  schema: Schema,
  free: readonly string[],
  written: ReadonlyMap<string, unknown>,
): string | null {
  const word = value.kind === 'reference' && value.path.length === 1 ? value.path[0]?.text : undefined;
  if (word !== undefined) {
    for (const [name, parameter] of Object.entries(schema.parameters)) {
      const isOption =
        (parameter.type === 'choice' && parameter.of.includes(word)) || (parameter.type === 'flag' && name === word);
      if (isOption && !written.has(name)) return name;
    }
  }
  const unit = value.kind === 'number' ? (value.unit ?? '') : null;
  return free.find((name) => unit === null || takesUnit(schema.parameters[name] as Parameter, unit)) ?? free[0] ?? null;
}

export function reportUnknown(owner: string, name: Name, known: readonly string[], context: CheckContext): void {
  const meant = nearest(name.text, known);
  const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
  context.add(
    report.unknownSetting(
      name.span,
      { name: name.text, owner, nearest: meant, known: known.length === 0 ? 'none' : known.join(', ') },
      fix,
    ),
  );
}

export const defaultOf = (parameter: Parameter): Setting | undefined => ('default' in parameter ? parameter.default : undefined);

/** Settings of a schema when nothing is written; for parts of a spec that were left out altogether. */
export function defaultsOf(schema: Schema): Settings {
  return Object.fromEntries(Object.entries(schema.parameters).map(([name, parameter]) => [name, defaultOf(parameter) ?? null]));
}

export const isCallSetting = (setting: Setting | undefined): setting is CallSetting =>
  typeof setting === 'object' && setting !== null && 'kind' in setting;
