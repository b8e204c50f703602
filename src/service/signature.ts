import { tokenMatcher } from 'chevrotain';
import { Word } from '../compiler/parse/tokens.ts';
import { absenceOf, acceptedBy } from './completion/describe.ts';
import { placeAt, surroundingsOf } from './completion/place.ts';
import { kindNamed } from './kinds.ts';

export interface SignatureHelp {
  /** `dense(width, activation, init, bias, l2)` */
  readonly label: string;
  readonly doc: string;
  readonly parameters: readonly { readonly label: string; readonly doc: string }[];
  /** Which of them is being written; `null` where none is left. */
  readonly active: number | null;
}

/** The call whose parentheses the cursor is in. It is read from the tokens alone, so it is there while the call is not finished. */
export function signatureAt(text: string, offset: number): SignatureHelp | null {
  const place = placeAt(text, offset);
  if (place === null) return null;
  const { tokens } = place;
  let depth = 0;
  let commas = 0;
  let label: string | null = null;
  for (let index = tokens.length - 1; index > 0; index -= 1) {
    const image = tokens[index]?.image;
    if (image === '{' || image === '}') return null;
    if (image === ')' || image === ']') depth += 1;
    else if ((image === '(' || image === '[') && depth > 0) depth -= 1;
    else if (image === ',' && depth === 0) commas += 1;
    else if (image === '=' && depth === 0 && commas === 0) label = tokens[index - 1]?.image ?? null;
    else if (image === '(') {
      const callee = tokens[index - 1];
      if (callee === undefined || !tokenMatcher(callee, Word)) return null;
      const { heads, starts } = surroundingsOf(tokens.slice(0, index));
      const block = heads[0]?.[0]?.image ?? tokens[starts.at(-2) ?? 0]?.image ?? '';
      return signatureOf(callee.image, block, heads.length > 0, commas, label);
    }
  }
  return null;
}

function signatureOf(name: string, block: string, isInBody: boolean, commas: number, label: string | null): SignatureHelp | null {
  const called = kindNamed(name, block, isInBody);
  if (called === null) return null;
  const { kind, leading } = called;
  const settings = Object.entries(kind.schema.parameters);
  const parameters = [
    ...leading.map((word) => ({ label: word, doc: '' })),
    ...settings.map(([key, parameter]) => ({
      label: key,
      doc: `${parameter.doc} ${acceptedBy(parameter)}; ${absenceOf(key, parameter, kind.schema)}`,
    })),
  ];
  const named = parameters.findIndex((parameter) => parameter.label === label);
  const active = label === null ? (commas < parameters.length ? commas : null) : named < 0 ? null : named;
  return { label: `${name}(${parameters.map((parameter) => parameter.label).join(', ')})`, doc: kind.doc, parameters, active };
}
