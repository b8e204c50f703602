import type { Element, NumberLiteral } from '../../compiler/parse/ast.ts';
import type { ActionSource } from '../action.ts';
import { worsenedBy } from '../edits.ts';
import type { Snapshot } from '../snapshot.ts';
import { nodesAt, type TreeNode } from '../tree.ts';
import { settingsIn } from '../written.ts';

/** Gives a number a name: `let width = 512` above its block, and `width` in its place. Only where a constant may stand. */
export const extractConstant: ActionSource = (snapshot, start, end) => {
  const path = nodesAt(snapshot.tree.elements, start);
  const number = path.find(isNumber);
  const [block] = path as readonly Element[];
  if (number === undefined || block === undefined || start < number.span.start || end > number.span.end) return [];
  const { text, file, bound } = snapshot;
  if (block.kind === 'declaration' && block.word.text === 'let') return [];
  const name = freeName(suggestionFor(path, number), snapshot);
  const literal = text.slice(number.span.start, number.span.end);
  const last = bound.declarations.findLast(({ word }) => word.text === 'let');
  const isBelow = last !== undefined && last.span.end < number.span.start;
  const at = isBelow ? last.span.end : startWithDoc(block, snapshot);
  const declaration = isBelow ? `\nlet ${name} = ${literal}` : `let ${name} = ${literal}\n\n`;
  const edits = [
    { span: { file, start: at, end: at }, text: declaration },
    { span: number.span, text: name },
  ];
  // Where only a literal may stand, as in `column(0)`, the checker says so.
  if (worsenedBy(snapshot, edits) !== null) return [];
  return [{ title: `Extract \`${literal}\` to \`let ${name}\``, kind: 'refactor.extract', edits }];
};

const isNumber = (node: TreeNode): node is NumberLiteral => 'kind' in node && node.kind === 'number';

/** The setting that the number is the value of gives the name. */
function suggestionFor(path: readonly TreeNode[], number: NumberLiteral): string {
  const setting = settingsIn(path).find(
    ({ value }) => value.span.start <= number.span.start && number.span.end <= value.span.end,
  );
  return setting?.name.text !== undefined && /^[A-Za-z_]\w*$/.test(setting.name.text) ? setting.name.text : 'value';
}

function freeName(wanted: string, { bound }: Snapshot): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!bound.symbols.has(name)) return name;
  }
}

/** The first character of a block, or of the documentation above it. */
function startWithDoc({ span }: Element, { text, tree }: Snapshot): number {
  let start = span.start;
  for (const comment of [...tree.comments].reverse()) {
    const isDirectlyAbove =
      comment.isDoc && comment.span.end <= start && /^\r?\n[ \t]*$/.test(text.slice(comment.span.end, start));
    if (isDirectlyAbove) start = comment.span.start;
  }
  return start;
}
