import { readFileSync } from 'node:fs';
import { type IToken, tokenMatcher } from 'chevrotain';
import { datasetWords } from '../../src/compiler/check/blocks/dataset.ts';
import type { Element } from '../../src/compiler/parse/ast.ts';
import { parseConcretely } from '../../src/compiler/parse/parse.ts';
import * as kinds from '../../src/compiler/parse/tokens.ts';
import { specs } from '../compiler/check/_specs.ts';

/** What a token is to a reader, by its place in the syntax tree. */
export type Role =
  | 'block'
  | 'line'
  | 'setting'
  | 'call'
  | 'clause'
  | 'number'
  | 'text'
  | 'operator'
  | 'comment'
  | 'documentation';

export interface RoleOfToken {
  readonly role: Role;
  readonly start: number;
  readonly image: string;
}

/** The specs that ship, and one with every form of the language. */
export const texts: readonly { readonly file: string; readonly text: string }[] = [
  ...specs,
  ...['careless', 'long-lines', 'comments'].map((name) => {
    const file = `test/compiler/format/samples/${name}/formatted.emo`;
    return { file, text: readFileSync(file, 'utf8') };
  }),
];

/** The tokens and comments of a spec whose role the parser is sure of. */
export function rolesOf({ file, text }: { readonly file: string; readonly text: string }): readonly RoleOfToken[] {
  const { tokens, result } = parseConcretely({ file, text });
  const roles = new Map<number, Role>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('kind' in node && node.kind === 'call' && 'callee' in node) {
      const { path } = node.callee as { readonly path: readonly { readonly span: { readonly start: number } }[] };
      const last = path.at(-1);
      if (last !== undefined) roles.set(last.span.start, 'call');
    }
    for (const child of Object.values(node)) visit(child);
  };
  const elements = (members: readonly Element[], owner: string | null): void => {
    for (const member of members) {
      if (member.kind === 'setting')
        roles.set(member.name.span.start, member.name.text === 'loss' && owner === null ? 'block' : 'setting');
      if (member.kind !== 'declaration') continue;
      const word = member.word.text;
      if (owner === null && (kinds.blockKeywords as readonly string[]).includes(word)) roles.set(member.word.span.start, 'block');
      if (owner === 'dataset' && datasetWords.includes(word)) roles.set(member.word.span.start, 'line');
      for (const clause of member.clauses) roles.set(clause.word.span.start, 'clause');
      elements(member.body?.elements ?? [], word);
    }
  };
  visit(result.value.elements);
  elements(result.value.elements, null);
  const roleOf = (token: IToken): Role | undefined => {
    if (tokenMatcher(token, kinds.NumberToken)) return 'number';
    if (tokenMatcher(token, kinds.Text)) return 'text';
    if (tokenMatcher(token, kinds.BinaryOperator) && !tokenMatcher(token, kinds.Word)) return 'operator';
    return roles.get(token.startOffset);
  };
  return [
    ...result.value.comments.map(({ span, isDoc }) => ({
      role: isDoc ? ('documentation' as const) : ('comment' as const),
      start: span.start,
      image: text.slice(span.start, span.end),
    })),
    ...tokens.flatMap((token) => {
      const role = roleOf(token);
      return role === undefined ? [] : [{ role, start: token.startOffset, image: token.image }];
    }),
  ];
}
