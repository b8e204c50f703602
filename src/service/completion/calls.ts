import type { Parameter, Schema } from '../../compiler/catalogue/schema.ts';
import type { Kinds } from '../../compiler/check/kinds.ts';
import { printQuantity } from '../../compiler/check/quantities.ts';
import type { Described } from '../kinds.ts';
import type { Proposal } from '../proposal.ts';
import { type Accepted, argumentsOf } from './arguments.ts';
import { isQuantity, presetOf, unitsOf } from './describe.ts';
import { anyWord, balanced, dependingOn, nothing, type Rule } from './rule.ts';
import type { Scope } from './scope.ts';

/** Places to fill in before the settings: the target of a head. */
type Leading = (name: string) => readonly string[];

/** A call of one of several kinds: its name, then the arguments that this kind takes. Of an unknown kind any arguments. */
export function callOf<Kind extends Described>(
  kinds: Kinds<Kind>,
  proposed: () => Iterable<Kind>,
  accepted: (kind: Kind) => Accepted,
  scope: Scope,
  { leading = () => [], areParenthesesOptional = false }: { leading?: Leading; areParenthesesOptional?: boolean } = {},
): Rule {
  const names = anyWord(() => [...proposed()].map((kind) => kindProposal(kind, leading(kind.name))));
  return dependingOn(names, (name) => {
    const kind = kinds.get(name);
    const rule = kind === undefined ? balanced('(') : argumentsOf(accepted(kind), scope);
    return areParenthesesOptional ? (walk, at) => [...rule(walk, at), ...nothing(walk, at)] : rule;
  });
}

/** A kind with the settings that it cannot do without to fill in: `dense(<64>)`. */
export function kindProposal({ name, doc, example, schema, elsewhere }: Described, leading: readonly string[] = []): Proposal {
  const required = Object.entries(schema.parameters).filter(
    ([key, parameter]) => schema.oneOf?.[0] === key || (presetOf(parameter) === null && parameter.isOptional !== true),
  );
  const places = [
    ...leading,
    ...required.map(([key, parameter]) =>
      schema.positional.includes(key) ? sample(parameter, key) : `${key} = ${sample(parameter, key)}`,
    ),
  ];
  const doced = `${doc}\n\n\`\`\`emo\n${example}\n\`\`\``;
  return {
    kind: 'kind',
    label: name,
    insert: `${name}(${places.join(', ')})`,
    isSnippet: true,
    detail: signatureOf(schema),
    doc: doced,
    elsewhere,
  };
}

/** Something that could be written for a parameter; what is to be replaced stands between `<` and `>`. */
function sample(parameter: Parameter, name: string): string {
  if (isQuantity(parameter)) {
    const [unit = ''] = unitsOf(parameter);
    const size = Math.max(parameter.minimum ?? 1, 1);
    return `<${unit === '' ? size : printQuantity(size, parameter.type)}>`;
  }
  if (parameter.type === 'text') return `"<${name}>"`;
  if (parameter.type === 'choice') return `<${parameter.of[0] ?? name}>`;
  return parameter.type === 'interval' ? '<0>..<1>' : `<${name}>`;
}

/** `width, activation, init`: the settings, for the line beside a name. */
const signatureOf = ({ parameters }: Schema): string => Object.keys(parameters).join(', ');
