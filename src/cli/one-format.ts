import { report } from '../compiler/diagnostics/report.generated.ts';
import { UsageError } from './usage-error.ts';

/** The format that one of several flags asks for; text where none does. Throws a `UsageError` (E1009) where two do. */
export function oneFormat<Name extends string>(flags: Readonly<Record<Name, boolean>>): Name | 'text' {
  const [first, second] = (Object.keys(flags) as Name[]).filter((name) => flags[name]);
  if (first !== undefined && second !== undefined)
    throw new UsageError(report.flagsExclude(null, { one: `--${first}`, other: `--${second}` }));
  return first ?? 'text';
}
