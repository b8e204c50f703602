import { defineLine, oneOf } from '../line.ts';
import { datasetLines } from '../lines.ts';
import { balanced, newName, sequence } from '../rule.ts';

export const dataset = defineLine({
  word: 'dataset',
  snippet: 'dataset <clips> {\n  read  csv("<clips.csv>")\n  text  <said> = column(<text>)\n  split 80% / 10% / 10%\n}',
  rule: () => sequence(newName('name of the data set', 'clips'), balanced('{')),
  body: (scope) => oneOf(datasetLines, scope),
});
