import type { CalledElsewhere, Schema } from '../../compiler/catalogue/schema.ts';
import { absenceOf, acceptedBy } from './describe.ts';
import { either, type Rule, sequence, sign, terminal } from './rule.ts';
import type { Scope } from './scope.ts';
import { valueFor } from './values.ts';

/** `batch = 32`: a setting of a block. */
export const settingsOf = (schema: Schema, scope: Scope): Rule =>
  either(
    ...Object.entries(schema.parameters).map(([name, parameter]) =>
      sequence(
        settingWord(name, parameter, `${acceptedBy(parameter)}; ${absenceOf(name, parameter, schema)}`, scope),
        sign('='),
        valueFor(parameter, scope),
      ),
    ),
  );

/** What there is to say of a setting. */
type About = { readonly doc: string } & CalledElsewhere;

/** The name of a setting; proposed as long as the block does not have it. */
export const settingWord = (name: string, { doc, elsewhere }: About, detail: string, { present }: Scope): Rule =>
  terminal(
    ({ image }) => image === name,
    () => (present.has(name) ? [] : [{ kind: 'setting', label: name, insert: `${name} = `, detail, doc, elsewhere }]),
  );
