import type { HeadKind } from '../../catalogue/define-head.ts';
import { headKinds } from '../../catalogue/heads/index.generated.ts';
import { defaultProtocol, findProtocol, protocolFit, protocolId } from '../../catalogue/protocols/_lookup.ts';
import { printType } from '../../catalogue/types.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Call, Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { columnOf } from '../dataset/lookup.ts';
import type { Column, Dataset, Experiment, Head } from '../model.ts';
import { checkPipeline, nameOf } from '../pipeline.ts';
import { readSettings } from '../settings.ts';
import type { FindSource } from './fusion.ts';

export const headKindsByName: ReadonlyMap<string, HeadKind> = new Map(
  (headKinds as readonly HeadKind[]).map((kind) => [kind.name, kind]),
);

/** What the loss knows of a head, even if the head itself is not sound: a second message about it would follow from the first. */
export interface HeadOutline {
  readonly name: string;
  readonly kind: HeadKind;
}

/** `head hate from fused { dense(16, relu) classify(hsdvd.hate, threshold = 0.7) }` */
export function checkHead(
  declaration: Declaration,
  datasets: ReadonlyMap<string, Dataset>,
  find: FindSource,
  experiment: Experiment,
  context: CheckContext,
): { readonly head: Head | null; readonly outline: HeadOutline | null } {
  const name = context.ownName(declaration);
  const from = declaration.clauses.find(({ word }) => word.text === 'from');
  if (from === undefined && !declaration.isRecovered) {
    context.add(
      report.noValue(declaration.word.span, {
        what: `head ${name?.text ?? ''}`,
        example: 'head mood from fused { classify(clips.emotion) }',
      }),
    );
  }
  const fromName = from === undefined ? null : context.wordOf(from.value, 'the name of an encoder or a fusion');
  const symbol = fromName === null ? null : context.resolve(fromName, ['encoder', 'fusion']);
  const source = symbol === null ? null : find(symbol.name.text);

  const elements = declaration.body?.elements ?? [];
  const place = elements.findIndex((element) => element.kind === 'step' && headKindsByName.has(nameOf(element.call).text));
  const end = elements[place];
  if (end === undefined || end.kind !== 'step') {
    if (!declaration.isRecovered) context.add(report.headWithoutTarget((name ?? declaration).span, { name: name?.text ?? '' }));
    return { head: null, outline: null };
  }
  const kind = headKindsByName.get(nameOf(end.call).text) as HeadKind;
  const outline = name === null ? null : { name: name.text, kind };
  const after = elements[place + 1];
  if (after !== undefined) {
    const word = after.kind === 'step' ? nameOf(after.call) : after.kind === 'setting' ? after.name : after.word;
    context.add(report.stepsAfterTarget(word.span, { step: word.text, kind: kind.name }));
  }
  const target = targetOf(end.call, kind, datasets, context);
  const { settings, isComplete } = readSettings(
    kind.name,
    end.call.arguments.slice(1),
    kind.schema,
    end.call.callee.span,
    context,
  );
  if (source === null || name === null) return { head: null, outline };
  if (target !== null && target.dataset !== source.dataset) {
    const holes = { head: name.text, dataset: source.dataset, target: target.column.name, otherDataset: target.dataset };
    context.add(report.foreignTarget(end.call.span, holes));
    return { head: null, outline };
  }
  const pipeline = checkPipeline(
    elements.slice(0, place),
    source.output,
    { owner: name.text, ownerText: `the head \`${name.text}\``, mayHoldData: false },
    context,
  );
  if (pipeline === null || target === null || !isComplete) return { head: null, outline };
  if (pipeline.output.kind !== 'vec') {
    const hint =
      pipeline.output.kind === 'seq' ? 'add `pool(mean)`' : pipeline.output.kind === 'image' ? 'add `flatten()`' : undefined;
    context.add(
      report.pipelineEndsWrong(end.call.span, {
        owner: `what \`${kind.name}\` gets`,
        found: printType(pipeline.output),
        needed: 'a vector',
        hint,
      }),
    );
    return { head: null, outline };
  }
  const labels = target.column.kind === 'label' ? target.column.labels : null;
  const protocol = protocolOf(name.text, kind, target.column, experiment, context);
  if (protocol === null) return { head: null, outline };
  const head: Head = {
    name: name.text,
    doc: declaration.doc,
    from: source.name,
    steps: pipeline.steps,
    kind,
    settings,
    dataset: target.dataset,
    target: target.column.name,
    labels,
    protocol,
    span: name.span,
  };
  return { head, outline };
}

function targetOf(
  call: Call,
  kind: HeadKind,
  datasets: ReadonlyMap<string, Dataset>,
  context: CheckContext,
): { dataset: string; column: Column } | null {
  const first = call.arguments[0];
  if (first === undefined) {
    context.add(
      report.missingSetting(call.span, {
        owner: kind.name,
        name: 'its target',
        doc: `write the column, as in \`${kind.example}\``,
      }),
    );
    return null;
  }
  const member = context.memberOf(first.value, 'a column of a data set, as in `clips.emotion`,');
  const column = member === null ? null : columnOf(member, datasets, context);
  if (column === null || member === null) return null;
  if (column.kind === kind.target) return { dataset: member[0].text, column };
  const other = [...headKindsByName.values()].find((candidate) => candidate.target === column.kind);
  const expected = kind.target === 'label' ? 'a label column' : 'a number column';
  context.add(
    report.wrongTarget(first.span, {
      kind: kind.name,
      expected,
      column: column.name,
      found: `a ${column.kind} column`,
      suggestion: other?.name,
    }),
  );
  return null;
}

function protocolOf(head: string, kind: HeadKind, column: Column, experiment: Experiment, context: CheckContext): string | null {
  const judged = kind.target === 'label' ? 'classify' : 'regress';
  const preset = protocolId(defaultProtocol(judged));
  if (experiment.protocol === null) return preset;
  const protocol = findProtocol(experiment.protocol);
  if (protocol === undefined) return preset;
  const range =
    column.kind === 'number' && column.minimum !== null && column.maximum !== null
      ? { minimum: column.minimum, maximum: column.maximum }
      : undefined;
  const fit = protocolFit(protocol, { kind: judged, labels: range });
  if (fit === 'fits') return experiment.protocol;
  const { labelRange } = protocol;
  const expected =
    fit === 'wrong_range' && labelRange !== undefined
      ? `targets declared \`in ${labelRange.minimum}..${labelRange.maximum}\``
      : protocol.for === 'classify'
        ? 'classifiers'
        : 'regressions';
  const found =
    fit === 'wrong_range'
      ? `trained on ${range === undefined ? 'a target without a range' : `${range.minimum}..${range.maximum}`}`
      : judged === 'classify'
        ? 'a classifier'
        : 'a regression';
  context.add(
    report.protocolDoesNotFit(experiment.span, {
      protocol: experiment.protocol,
      expected,
      head,
      found,
      suggestion: `\`${preset}\``,
    }),
  );
  return null;
}
