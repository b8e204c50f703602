import { printType } from '../../catalogue/types.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { columnOf, inputsOf } from '../dataset/lookup.ts';
import type { Dataset, Encoder } from '../model.ts';
import { checkPipeline } from '../pipeline.ts';

/** `encoder tone from iemocap.speech { … }`; `null` where the input or a step failed. */
export function checkEncoder(
  declaration: Declaration,
  datasets: ReadonlyMap<string, Dataset>,
  context: CheckContext,
): Encoder | null {
  const name = context.ownName(declaration);
  const from = declaration.clauses.find(({ word }) => word.text === 'from');
  if (from === undefined) {
    if (!declaration.isRecovered)
      context.add(
        report.noValue(declaration.word.span, {
          what: `encoder ${name?.text ?? ''}`,
          example: 'encoder words from clips.said { … }',
        }),
      );
    return null;
  }
  const member = context.memberOf(from.value, 'a column of a data set, as in `clips.speech`,');
  if (member === null) return null;
  const column = columnOf(member, datasets, context);
  if (column === null || name === null) return null;
  const dataset = datasets.get(member[0].text) as Dataset;
  if (column.type === null) {
    const inputs = inputsOf(dataset);
    context.add(
      report.columnNotInput(member[1].span, {
        column: column.name,
        found: `a ${column.kind}`,
        dataset: dataset.name,
        known: inputs.length === 0 ? undefined : inputs.join(', '),
      }),
    );
    return null;
  }
  const elements = declaration.body?.elements ?? [];
  const pipeline = checkPipeline(
    elements,
    column.type,
    { owner: name.text, ownerText: `the encoder \`${name.text}\``, mayHoldData: true },
    context,
  );
  if (pipeline === null) return null;
  // Everything up to the last step that only a front end can do is done by front ends.
  const lastData = pipeline.steps.map(({ kind }) => kind.runs).lastIndexOf('data');
  const frontEnd = pipeline.steps.slice(0, lastData + 1);
  const field = frontEnd.at(-1)?.output ?? column.type;
  if (field.kind === 'text' || field.kind === 'audio') {
    const hint = field.kind === 'text' ? 'turn it into tokens with `words(…)`' : 'turn it into features with `pyaudio(…)`';
    context.add(
      report.pipelineEndsWrong(name.span, {
        owner: `the encoder \`${name.text}\``,
        found: printType(field),
        needed: 'a vector, a sequence or an image',
        hint,
      }),
    );
    return null;
  }
  return {
    name: name.text,
    doc: declaration.doc,
    dataset: dataset.name,
    column: column.name,
    frontEnd,
    field,
    steps: pipeline.steps.slice(lastData + 1),
    output: pipeline.output,
    span: declaration.span,
  };
}
