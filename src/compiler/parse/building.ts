import type { CstNode, IToken } from 'chevrotain';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Missing } from './ast.ts';

/** What the functions that build the tree share: the text, and the mistakes found in it so far. */
export interface Building {
  readonly file: string;
  readonly text: string;
  readonly mistakes: Diagnostic[];
  /** Where the lexer and the parser had to skip something, ascending. */
  readonly damage: readonly number[];
}

export const spanOfToken = ({ file }: Building, token: IToken): Span => ({
  file,
  start: token.startOffset,
  end: (token.endOffset ?? token.startOffset) + 1,
});

/** From the first to the last token of a node. */
export const spanOfNode = ({ file }: Building, node: CstNode): Span => ({
  file,
  start: node.location?.startOffset ?? 0,
  end: (node.location?.endOffset ?? -1) + 1,
});

/** Nothing, at the end of what stands before it. */
export const missingAfter = ({ file, end }: Span): Missing => ({ kind: 'missing', span: { file, start: end, end } });

/** In the order of the text; a concrete syntax tree keeps its children by kind. */
export function inOrder<Child extends CstNode | IToken>(...lists: readonly (readonly Child[] | undefined)[]): Child[] {
  const startOf = (child: CstNode | IToken): number =>
    'startOffset' in child ? child.startOffset : (child.location?.startOffset ?? 0);
  return lists.flatMap((list) => list ?? []).sort((one, other) => startOf(one) - startOf(other));
}

/** Signs that cannot be read explain whatever is odd around them. */
const isAboutSigns = ({ code }: Diagnostic): boolean => code < 'E0110';

/** A misspelt unit is read as what was meant, or as a value that is not known yet: nothing follows from it. */
const isAlone = ({ name }: Diagnostic): boolean => name === 'unknown-unit';

/** Runs `build` and keeps one of the mistakes that it reports, and those from which no other can follow: one cause, one message. */
export function asStatement<Built>(building: Building, build: () => Built): Built {
  const before = building.mistakes.length;
  const built = build();
  const own = building.mistakes.splice(before);
  const others = own.filter((mistake) => !isAlone(mistake));
  const first = others.find(isAboutSigns) ?? others[0];
  for (const mistake of own) if (isAlone(mistake) || mistake === first) building.mistakes.push(mistake);
  return built;
}

/** Did the lexer or the parser skip something between the two offsets? */
export function isDamaged({ damage }: Building, { start, end }: Span): boolean {
  let low = 0;
  let high = damage.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((damage[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  const first = damage[low];
  return first !== undefined && first <= end;
}
