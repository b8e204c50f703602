import { nameOf, wordOf } from '../../bind/bind.ts';
import { copyOf } from '../../bind/copies.ts';
import { sweepLeftovers } from '../../bind/leftovers.ts';
import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Element, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { checkColumn, columnWords } from '../dataset/column.ts';
import { checkHoldout } from '../dataset/holdout.ts';
import { checkJoin } from '../dataset/join.ts';
import { checkReads } from '../dataset/read.ts';
import { checkSplit } from '../dataset/split.ts';
import { checkSplitPaths } from '../dataset/split-paths.ts';
import type { Column, Dataset, Holdout, Join } from '../model.ts';
import { reportGroupsNotKept } from '../rules/groups.ts';
import { checkShape } from '../shape.ts';

/** Words that begin a line of a data set. */
export const datasetWords: readonly string[] = ['read', 'join', ...columnWords, 'split', 'holdout'];

/** `dataset iemocap { read … columns … split … }`; `null` where its name was given away. */
export function checkDataset(declaration: Declaration, context: CheckContext): Dataset | null {
  const name = context.ownName(declaration);
  if (name === null) return null;
  const { lines, isPartial } = linesOf(declaration, name, context);
  if (isPartial) context.partialDatasets.add(name.text);
  const named = (word: string): readonly Declaration[] => lines.filter((line) => line.word.text === word);
  const only = (word: string): Declaration | undefined => {
    const [first, second] = named(word);
    if (second !== undefined) context.add(report.duplicateBlock(second.word.span, { word, owner: 'data set' }));
    return first;
  };
  const reads = checkReads(named('read'), name, isPartial, context);
  const scope = { dataset: name.text, reads };
  const joins = named('join').flatMap((line): readonly Join[] | Join => checkJoin(line, scope, context) ?? []);
  const columns: Column[] = [];
  for (const line of lines.filter(({ word }) => columnWords.includes(word.text))) {
    const column = checkColumn(line, scope, context);
    const earlier = columns.find((other) => other.name === column?.name);
    if (column === null) breakColumn(line, name, context);
    else if (earlier === undefined) columns.push(column);
    else {
      const related = [{ at: earlier.span, label: 'a column of this name is declared here' }];
      const first = lines.find((other) => other.subject?.span.start === earlier.span.start) ?? line;
      const others = lines.flatMap((other) => nameOf(other)?.text ?? []);
      const name = { text: column.name, span: column.span };
      const copy = copyOf(first.span, line.span, name, others, context.bound.text);
      context.add(
        report.nameTaken(column.span, { name: column.name, role: 'a column', ...copy.holes }, { related, ...copy.more }),
      );
    }
  }
  const [splitLine, holdoutLine] = [only('split'), only('holdout')];
  if (splitLine === undefined && !isPartial) context.add(report.missingSplit(name.span, { dataset: name.text }));
  const checked = splitLine === undefined ? null : checkSplit(splitLine, scope, columns, context);
  const split = checked ?? standIn(declaration);
  const holdout =
    holdoutLine === undefined
      ? null
      : (checkHoldout(holdoutLine, scope.dataset, columns, checked, context) ?? standInHoldout(holdoutLine));
  const dataset: Dataset = { name: name.text, doc: declaration.doc, reads, joins, columns, split, holdout, span: name.span };
  if (checked === null)
    for (const { kind, name: column } of columns) if (kind === 'group') context.used.add(`${name.text}.${column}`);
  if (checked !== null) {
    checkSplitPaths(dataset, context);
    const drawn = [splitLine, holdoutLine].filter((line) => line !== undefined);
    reportGroupsNotKept(dataset, drawn, context);
  }
  return dataset;
}

/** The lines that are known, a misspelt one read as what was probably meant. After any other nothing is reported as absent. */
function linesOf(
  declaration: Declaration,
  dataset: Name,
  context: CheckContext,
): { readonly lines: readonly Declaration[]; readonly isPartial: boolean } {
  // Mappings among the lines are the body of a line whose brace is missing.
  let isPartial = declaration.isRecovered || (declaration.body?.entries.length ?? 0) > 0;
  const lines: Declaration[] = [];
  const isLine = (element: Element): boolean => element.kind === 'declaration' && datasetWords.includes(element.word.text);
  const swept = sweepLeftovers(declaration.body?.elements ?? [], context.bound.text, isLine);
  for (const { stray, owner } of swept.strays) {
    const word = wordOf(stray);
    context.add(report.unexpectedElement(word.span, { found: `\`${word.text}\``, owner: wordOf(owner).text }));
  }
  for (const element of swept.leftovers) breakColumn(element, dataset, context);
  for (const element of swept.elements) {
    const word = wordOf(element);
    let line = element.kind === 'declaration' ? element : null;
    const isKnown = line !== null && datasetWords.includes(word.text);
    if (!isKnown && !element.isRecovered) {
      const found = line === null && datasetWords.includes(word.text) ? `\`${word.text}\` in this form` : `\`${word.text}\``;
      const meant = line === null ? undefined : nearest(word.text, datasetWords);
      const fix = rewording(word.span, word.text, meant, datasetWords);
      const holes = { found, owner: 'dataset', expected: datasetWords.join(', '), nearest: meant };
      context.add(report.unexpectedElement(word.span, holes, fix));
      if (line !== null && meant !== undefined) line = { ...line, word: { ...word, text: meant } };
    }
    if (line !== null && datasetWords.includes(line.word.text)) {
      checkShape(line, context);
      lines.push(line);
      continue;
    }
    isPartial = true;
    breakColumn(element, dataset, context);
  }
  return { lines, isPartial };
}

/** The column that a line would declare is wrong already: nobody reports it as unknown. */
function breakColumn(element: Element, dataset: Name, context: CheckContext): void {
  const { subject } = element.kind === 'declaration' ? element : { subject: null };
  const own = subject?.kind === 'reference' ? subject.path[0] : wordOf(element);
  if (own !== undefined) context.brokenColumns.add(`${dataset.text}.${own.text}`);
}

/** In place of a split that could not be read: its mistake is reported, and nothing that follows from it should be. */
const standIn = ({ span }: Declaration): Dataset['split'] => ({
  kind: 'percent',
  train: 0.8,
  validation: 0.1,
  test: 0.1,
  by: null,
  stratifiedOn: null,
  span,
});

const standInHoldout = ({ span }: Declaration): Holdout => ({ fraction: 0.1, by: null, stratifiedOn: null, span });
