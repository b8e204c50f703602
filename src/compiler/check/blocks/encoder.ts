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
  if (from === undefined && name !== null && !declaration.isRecovered) {
    const holes = { what: `encoder ${name.text}`, example: 'encoder words from clips.said { … }' };
    context.addAbsence(report.noValue(declaration.word.span, holes));
  }
  const member = from === undefined ? null : context.memberOf(from.value, 'a column of a data set, as in `clips.speech`,');
  const column = member === null ? null : columnOf(member, datasets, context);
  const dataset = member === null ? undefined : datasets.get(member[0].text);
  if (member !== null && column?.type === null && dataset !== undefined) {
    const inputs = inputsOf(dataset).join(', ');
    const holes = { column: column.name, found: `a ${column.kind}`, dataset: dataset.name, known: inputs || undefined };
    context.add(report.columnNotInput(member[1].span, holes));
  }
  const elements = declaration.body?.elements ?? [];
  const options = { owner: name?.text ?? '', mayHoldData: true };
  const pipeline = checkPipeline(elements, column?.type ?? null, options, context);
  if (pipeline === null || name === null || column?.type == null || dataset === undefined) return null;
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
    span: name.span,
  };
}
