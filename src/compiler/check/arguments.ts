import type { Parameter, Schema } from '../catalogue/schema.ts';
import { rewording } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Expression } from '../parse/ast.ts';
import { meantBy, namedOption } from './called-here.ts';
import type { CheckContext } from './context.ts';
import { takesUnit, wordIn } from './values.ts';

type IsFree = (name: string) => boolean;

/** Words that may stand alone in the arguments, with the parameter that each means: names of flags and options of choices. */
function* bareWords(schema: Schema, isFree: IsFree): Generator<readonly [word: string, name: string]> {
  for (const [name, parameter] of Object.entries(schema.parameters)) {
    if (!isFree(name)) continue;
    if (parameter.type === 'flag') yield [name, name];
    if (parameter.type === 'choice') for (const option of parameter.of) yield [option, name];
  }
}

/** Which parameter an argument without a name means: the one that has this word, else the first positional one that takes this unit. */
export function meantByPosition(value: Expression, schema: Schema, isFree: IsFree): string | null {
  const written = wordIn(value);
  for (const [word, name] of bareWords(schema, isFree)) if (word === written) return name;
  const free = schema.positional.filter(isFree);
  const unit = value.kind === 'number' ? (value.unit ?? '') : null;
  return free.find((name) => unit === null || takesUnit(schema.parameters[name] as Parameter, unit)) ?? free[0] ?? null;
}

/** Reports a bare word that is nearly one of those that may stand here; returns its parameter. */
export function reportMisspeltWord(
  owner: string,
  value: Expression,
  schema: Schema,
  isFree: IsFree,
  context: CheckContext,
): string | null {
  const written = wordIn(value);
  if (written === null || context.bound.symbols.has(written)) return null;
  const names = new Map(bareWords(schema, isFree));
  if (names.has(written)) return null;
  const { meant, isKnown } = meantBy(
    written,
    [...names].map(([bare, owned]) => {
      const parameter = schema.parameters[owned] as Parameter;
      return parameter.type === 'flag' ? [bare, parameter] : namedOption(parameter, bare);
    }),
  );
  if (meant === undefined) return null;
  const name = names.get(meant) as string;
  const fix = rewording(value.span, written, meant, names.keys(), isKnown);
  const parameter = schema.parameters[name] as Parameter;
  if (parameter.type === 'choice') {
    const holes = { name, owner, found: `\`${written}\``, options: parameter.of.join(', '), nearest: meant };
    context.add(report.unknownOption(value.span, holes, fix));
  } else {
    const known = Object.keys(schema.parameters).join(', ');
    context.add(report.unknownSetting(value.span, { name: written, owner, nearest: meant, known }, fix));
  }
  return name;
}

/** Reports the name of a setting that stands alone, as in `height 48`, which the parser reads as two arguments; returns that name. */
export function reportUnfinished(value: Expression, schema: Schema, context: CheckContext): string | null {
  const written = wordIn(value);
  if (written === null || !Object.hasOwn(schema.parameters, written) || context.bound.symbols.has(written)) return null;
  for (const [word] of bareWords(schema, () => true)) if (word === written) return null;
  context.add(report.missingEquals(value.span, { name: written }));
  return written;
}
