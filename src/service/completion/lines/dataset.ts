import { defineLine, oneOf } from '../line.ts';
import { datasetLines } from '../lines.ts';
import { balanced, newName, sequence } from '../rule.ts';

export const dataset = defineLine({
  word: 'dataset',
  snippet:
    'dataset ${1:clips} {\n  read  csv("${2:clips.csv}")\n  text  ${3:said} = column(${4:text})\n  split 80% / 10% / 10%\n}',
  rule: () => sequence(newName('name of the data set', 'clips'), balanced('{')),
  body: (scope) => oneOf(datasetLines, scope),
});
