import { builders } from 'prettier/doc';
import type { ArgumentCstNode, ArgumentsCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, type Writing } from '../writing.ts';
import { argument } from './argument.ts';
import { brackets } from './brackets.ts';
import { chain, isChain } from './expression.ts';

const { line, softline } = builders;

/** `(512, relu, init = he_normal)` */
export function argumentsOf({ children }: ArgumentsCstNode, writing: Writing): Doc {
  const given = children.argument ?? [];
  const sum = given.length === 1 ? sumIn(given[0] as ArgumentCstNode) : undefined;
  // The lines of one sum are what changes, so the last of them has no comma that would have to move.
  const items =
    sum !== undefined
      ? [{ first: firstToken(writing, sum), separator: softline, doc: chain(sum, writing) }]
      : given.map((each, index) => ({
          first: firstToken(writing, each),
          separator: index === 0 ? softline : line,
          doc: argument(each, writing),
        }));
  return brackets(writing, children.LeftParenthesis[0], items, children.RightParenthesis?.[0], sum === undefined);
}

/** The operands of an argument without a name. */
function sumIn({ children }: ArgumentCstNode): NonNullable<ArgumentCstNode['children']['expression']>[0] | undefined {
  const only = children.expression?.[0];
  return children.Equals === undefined && only !== undefined && isChain(only) ? only : undefined;
}
