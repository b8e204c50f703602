import { defineLine, type Line, oneOf } from '../line.ts';
import { balanced, newName, sequence } from '../rule.ts';
import { columnLines } from './columns.ts';
import { holdout } from './holdout.ts';
import { join } from './join.ts';
import { label } from './label.ts';
import { read } from './read.ts';
import { split } from './split.ts';

/** Lines of a data set. */
export const datasetLines: readonly Line[] = [read, join, ...columnLines, label, split, holdout];

export const dataset = defineLine({
  word: 'dataset',
  snippet: 'dataset <clips> {\n  read  csv("<clips.csv>")\n  text  <said> = column(<text>)\n  split 80% / 10% / 10%\n}',
  rule: () => sequence(newName('name of the data set', 'clips'), balanced('{')),
  body: (scope) => oneOf(datasetLines, scope),
});
