import type { Parameter, Schema } from '../../compiler/catalogue/schema.ts';
import type { Proposal } from '../proposal.ts';
import { absenceOf, acceptedBy } from './describe.ts';
import { type Rule, sequence, sign, type Walk, word } from './rule.ts';
import type { Scope } from './scope.ts';
import { valueFor } from './values.ts';

/** What may stand in the parentheses of a call. */
export interface Accepted {
  readonly schema: Schema;
  /** Arguments that are no settings: the target of a head, the inputs of a fusion. */
  readonly leading?: readonly Rule[];
  /** Whether the last of `leading` may stand any number of times. */
  readonly isLastRepeated?: boolean;
}

/** How far a list of arguments is read. */
interface State {
  readonly at: number;
  readonly leadingCount: number;
  readonly used: ReadonlySet<string>;
}

/** `(512, relu, init = he_normal)`: each setting once, in any order; those that are left are proposed. */
export function argumentsOf({ schema, leading = [], isLastRepeated = false }: Accepted, scope: Scope): Rule {
  const next = (walk: Walk, { at, leadingCount, used }: State): State[] => {
    const settings = (rule: Rule, name: string): State[] =>
      rule(walk, at).map((end) => ({
        at: end,
        leadingCount: Math.max(leadingCount, leading.length),
        used: new Set([...used, name]),
      }));
    const rule = leading[isLastRepeated ? Math.min(leadingCount, leading.length - 1) : leadingCount];
    const first = rule === undefined ? [] : rule(walk, at).map((end) => ({ at: end, leadingCount: leadingCount + 1, used }));
    if (leadingCount < leading.length) return first;
    const free = Object.entries(schema.parameters).filter(([name]) => !used.has(name));
    return [
      ...first,
      ...free.flatMap(([name, parameter]) => [
        ...settings(named(name, parameter, schema, scope), name),
        ...bareWords(name, parameter).flatMap((bare) => settings(bare, name)),
        ...(schema.positional.includes(name) ? settings(valueFor(parameter, scope), name) : []),
      ]),
    ];
  };

  return (walk, at) => {
    const ends = new Set<number>();
    const seen = new Set<string>();
    const states: State[] = sign('(')(walk, at).map((end) => ({ at: end, leadingCount: 0, used: new Set<string>() }));
    for (const state of states) {
      const key = `${state.at} ${state.leadingCount} ${[...state.used].sort().join(' ')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (state.leadingCount >= leading.length) for (const end of sign(')')(walk, state.at)) ends.add(end);
      for (const after of next(walk, state)) {
        if (after.leadingCount >= leading.length) for (const end of sign(')')(walk, after.at)) ends.add(end);
        for (const comma of sign(',')(walk, after.at)) states.push({ ...after, at: comma });
      }
    }
    return [...ends];
  };
}

/** `init = he_normal` */
export const named = (name: string, parameter: Parameter, schema: Schema, scope: Scope): Rule =>
  sequence(word(name, settingProposal(name, parameter, schema)), sign('='), valueFor(parameter, scope));

export const settingProposal = (name: string, parameter: Parameter, schema: Schema): Omit<Proposal, 'label'> => ({
  kind: 'setting',
  insert: `${name} = `,
  detail: `${acceptedBy(parameter)}; ${absenceOf(name, parameter, schema)}`,
  doc: parameter.doc,
  elsewhere: parameter.elsewhere,
});

/** Names of flags and options of choices, which may stand alone. */
function bareWords(name: string, parameter: Parameter): readonly Rule[] {
  const { doc, elsewhere } = parameter;
  if (parameter.type === 'flag') return [word(name, { kind: 'option', detail: 'flag', doc, elsewhere })];
  if (parameter.type !== 'choice') return [];
  return parameter.of.map((option) =>
    word(option, { kind: 'option', detail: name, doc, elsewhere: parameter.options?.[option]?.elsewhere }),
  );
}
