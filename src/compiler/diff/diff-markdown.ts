import { markdownCode, markdownTable } from '../markdown.ts';
import type { Change, PlanDiff } from './diff-model.ts';
import { costRows, declarationRows, printCounts } from './diff-rows.ts';
import { checkpointsVerdict, headline, resultsVerdict, tensorLines } from './diff-verdicts.ts';

/**
 * What changes, as Markdown for a comment on a pull request: verdicts first, the tables below, tensors folded away.
 *
 * Everything that comes from a spec stands in code spans or cells, where it can start neither a mention nor a heading.
 */
export function diffMarkdown(diff: PlanDiff, isWhole = false): string {
  const { before, after, isSame, isOtherExperiment, results, checkpoints } = diff;
  const tensors = tensorLines(checkpoints);
  const parts = [
    `### ${markdownCode(after.name)}: ${isSame ? 'no change' : headline(diff)}`,
    isOtherExperiment
      ? `Two experiments, ${markdownCode(before.experiment)} and ${markdownCode(after.experiment)}: two models are compared, not two states of one.`
      : `Experiment ${markdownCode(after.experiment)}, compared with ${markdownCode(before.name)}.`,
    [
      `- **Results** ${resultsVerdict(results)}`,
      ...results.heads.flatMap(({ head, reasons }) => reasons.map((reason) => `  - ${markdownCode(head)}: ${withCode(reason)}`)),
      ...results.notes.map((note) => `  - ${note}`),
      `- **Checkpoints** ${checkpointsVerdict(checkpoints)}`,
      ...checkpoints.notes.map((note) => `  - ${note}`),
    ].join('\n'),
    ...(isSame && !isWhole ? [] : tables(diff, isWhole)),
    ...(tensors.length === 0
      ? []
      : [
          `<details><summary>Tensors that do not fit</summary>\n\n\`\`\`diff\n${tensors.map(asDiff).join('\n')}\n\`\`\`\n\n</details>`,
        ]),
    printCounts(diff),
  ];
  return `${parts.join('\n\n')}\n`;
}

const tables = (diff: PlanDiff, isWhole: boolean): string[] => {
  const rows = declarationRows(diff, isWhole);
  return [
    ...changesTable('Experiment', diff.experiment),
    ...changesTable('Data', diff.data),
    ...(rows.length === 0
      ? []
      : [
          markdownTable(
            ['', 'Model', 'Change', 'Output', 'Parameters', '≈ FLOP/sample'],
            rows.map(({ sign, isStep, name, change, output, parameters, flops }) => [
              signText(sign),
              `${isStep ? '&nbsp;&nbsp;' : ''}${markdownCode(name)}`,
              codeOrNothing(change),
              codeOrNothing(output),
              parameters,
              flops,
            ]),
          ),
        ]),
    ...changesTable('Loss', diff.loss),
    ...changesTable('Training', diff.train),
    costTable(diff),
  ];
};

function costTable({ costs }: PlanDiff): string {
  const rows = costRows(costs);
  if (rows.every(({ after }) => after === '')) return 'Costs are the same.';
  return markdownTable(
    ['Cost', 'Before', 'After', 'Difference'],
    rows.map((row) => [row.what, row.before, row.after === '' ? row.before : row.after, row.difference]),
  );
}

const changesTable = (title: string, changes: readonly Change[]): string[] =>
  changes.length === 0
    ? []
    : [
        markdownTable(
          ['', title, 'Before', 'After'],
          changes.map(({ sign, path, before, after }) => [
            signText(sign),
            markdownCode(path),
            codeOrNothing(before ?? ''),
            codeOrNothing(after ?? ''),
          ]),
        ),
      ];

/** A minus or a plus alone in a cell begins no list, but is easily overlooked. */
const signText = (sign: string): string => (sign === '=' ? '' : `\`${sign}\``);

const codeOrNothing = (text: string): string => (text === '' ? '' : markdownCode(text));

/** `another split: OLD -> NEW`: the values are the spec's own. Escaping would not keep a mention from being one; a code span does. */
function withCode(reason: string): string {
  const colon = reason.indexOf(': ');
  return colon < 0 ? reason : `${reason.slice(0, colon)}: ${markdownCode(reason.slice(colon + 2))}`;
}

/** In a `diff` block GitHub colours lines by their first sign; `~` and `?` have none, so `!` stands for them. */
const asDiff = (line: string): string => line.replace(/^[~?]/, '!');
