import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { checkColumn, columnWords } from '../dataset/column.ts';
import { checkHoldout } from '../dataset/holdout.ts';
import { checkJoin } from '../dataset/join.ts';
import { checkReads } from '../dataset/read.ts';
import { checkSplit } from '../dataset/split.ts';
import type { Column, Dataset, Join } from '../model.ts';

const words = ['read', 'join', ...columnWords, 'split', 'holdout'];

/** `dataset iemocap { read … columns … split … }`; `null` where its name was given away. */
export function checkDataset(declaration: Declaration, context: CheckContext): Dataset | null {
  const name = context.ownName(declaration);
  if (name === null) return null;
  const parts = declaration.body?.elements ?? [];
  const lines: Declaration[] = [];
  for (const part of parts) {
    const word = part.kind === 'declaration' ? part.word : part.kind === 'setting' ? part.name : part.call.callee.path[0];
    if (part.kind === 'declaration' && words.includes(part.word.text)) lines.push(part);
    else if (!part.isRecovered && word !== undefined) {
      const meant = nearest(word.text, words);
      const fix = meant === undefined ? {} : { fix: [{ span: word.span, text: meant }] };
      context.add(
        report.unexpectedElement(
          word.span,
          { found: `\`${word.text}\``, owner: 'dataset', expected: words.join(', '), nearest: meant },
          fix,
        ),
      );
      if (part.kind === 'declaration') for (const broken of namesIn(part)) context.brokenColumns.add(`${name.text}.${broken}`);
    }
  }
  const named = (word: string): Declaration[] => lines.filter((line) => line.word.text === word);
  const reads = checkReads(named('read'), name, declaration.isRecovered, context);
  const scope = { dataset: name.text, reads };
  const joins = named('join').flatMap((line): Join[] => {
    const join = checkJoin(line, scope, context);
    return join === null ? [] : [join];
  });
  const columns: Column[] = [];
  for (const line of lines.filter(({ word }) => columnWords.includes(word.text))) {
    const column = checkColumn(line, scope, context);
    const own = namesIn(line)[0];
    if (column === null) {
      if (own !== undefined) context.brokenColumns.add(`${name.text}.${own}`);
    } else if (columns.some((other) => other.name === column.name)) {
      context.add(report.nameTaken(column.span, { name: column.name, role: 'a column' }));
    } else columns.push(column);
  }
  const [split, second] = named('split');
  if (second !== undefined) context.add(report.duplicateBlock(second.word.span, { word: 'split' }));
  if (split === undefined && !declaration.isRecovered)
    context.add(
      report.badSplit(name.span, { problem: `\`${name.text}\` is not split`, example: 'split 80% / 10% / 10% by speaker' }),
    );
  const [holdout] = named('holdout');
  const checkedSplit = split === undefined ? null : checkSplit(split, scope, columns, context);
  return {
    name: name.text,
    doc: declaration.doc,
    reads,
    joins,
    columns,
    split: checkedSplit ?? wholeTraining(declaration),
    holdout: holdout === undefined ? null : checkHoldout(holdout, scope.dataset, columns, context),
    span: name.span,
  };
}

/** Stands in for a split that could not be read: its mistake is reported, and nothing that follows from it should be. */
const wholeTraining = ({ span }: Declaration): Dataset['split'] => ({
  kind: 'percent',
  train: 0.8,
  validation: 0.1,
  test: 0.1,
  by: null,
  stratifiedOn: null,
  span,
});

/** Name that a line of a data set would declare. */
const namesIn = ({ subject }: Declaration): string[] =>
  subject?.kind === 'reference' && subject.path[0] !== undefined ? [subject.path[0].text] : [];
