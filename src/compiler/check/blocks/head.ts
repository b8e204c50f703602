import { wordOf } from '../../bind/bind.ts';
import type { HeadKind } from '../../catalogue/define-head.ts';
import { defaultProtocol, protocolId } from '../../catalogue/protocols/_lookup.ts';
import { printType } from '../../catalogue/types.ts';
import { rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Call, Declaration, Element } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { headKindsByName, kindNameOf, meantKind, stepsByName } from '../kinds.ts';
import type { Column, Dataset, Head } from '../model.ts';
import { checkPipeline } from '../pipeline.ts';
import { readSettings, withoutArgument } from '../settings.ts';
import { type FindSource, type Source, vectorOf } from './_source.ts';
import { type Target, targetOf } from './_target.ts';

/** What the loss knows of a head, even if the head itself is not sound: a second message about it would follow from the first. */
export interface HeadOutline {
  readonly name: string;
  readonly kind: HeadKind;
}

/** A head that checked out, with its target column: the protocol is still to be judged. */
export interface CheckedHead {
  readonly head: Head;
  readonly column: Column;
}

/** `head hate from fused { dense(16, relu) classify(hsdvd.hate, threshold = 0.7) }` */
export function checkHead(
  declaration: Declaration,
  datasets: ReadonlyMap<string, Dataset>,
  find: FindSource,
  context: CheckContext,
): { readonly checked: CheckedHead | null; readonly outline: HeadOutline | null } {
  const name = context.ownName(declaration);
  const source = sourceOf(declaration, find, context);
  const elements = declaration.body?.elements ?? [];
  const place = elements.findIndex((element) => element.kind === 'step' && isHeadKind(element.call));
  const end = elements[place];
  const options = { owner: name?.text ?? '', mayHoldData: false };
  if (end?.kind !== 'step') {
    const isMisspelt = reportUnknownKind(elements.at(-1), context);
    checkPipeline(isMisspelt ? elements.slice(0, -1) : elements, null, options, context);
    if (name !== null && !declaration.isRecovered && !isMisspelt)
      context.addAbsence(report.headWithoutTarget(name.span, { name: name.text }));
    return { checked: null, outline: null };
  }
  const kind = headKindsByName.get(kindNameOf(end.call).text) as HeadKind;
  const outline = name === null ? null : { name: name.text, kind };
  const after = elements[place + 1];
  if (after !== undefined) {
    const word = wordOf(after);
    context.add(report.stepsAfterTarget(word.span, { step: word.text, kind: kind.name }));
  }
  const target = targetOf(end.call, kind, datasets, context);
  const { settings, places, isComplete } = readSettings(
    kind.name,
    end.call.arguments.slice(1),
    kind.schema,
    end.call.callee.span,
    context,
  );
  const labels = target?.column.kind === 'label' ? target.column.labels : null;
  for (const [setting, reason] of Object.entries(kind.idle?.(labels?.length ?? 0) ?? {})) {
    const at = places.get(setting);
    if (at !== undefined && target !== null)
      context.add(report.noEffect(at, { name: setting, reason }, withoutArgument(at, context)));
  }
  const isForeign = isOfOtherDataset(name?.text ?? '', source, target, context);
  const input = isForeign ? null : (source?.output ?? null);
  const pipeline = checkPipeline(elements.slice(0, place), input, options, context);
  if (pipeline === null || source === null || name === null) return { checked: null, outline };
  if (pipeline.output.kind !== 'vec') {
    const hint = vectorHints[pipeline.output.kind];
    const holes = { owner: `what \`${kind.name}\` gets`, found: printType(pipeline.output), needed: 'a vector', hint };
    const at = end.call.callee.span;
    context.addOnce(vectorOf(source.name), at, (related) => report.pipelineEndsWrong(at, holes, { related }));
    return { checked: null, outline };
  }
  if (target === null || !isComplete) return { checked: null, outline };
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
    protocol: protocolId(defaultProtocol(kind.target === 'label' ? 'classify' : 'regress')),
    span: name.span,
  };
  return { checked: { head, column: target.column }, outline };
}

const isHeadKind = (call: Call): boolean => headKindsByName.has(kindNameOf(call).text);

/** What turns each type into a vector. */
const vectorHints: Readonly<Record<string, string>> = {
  seq: 'add `pool(mean)`',
  image: 'add `flatten()`',
  tokens: 'add `embed(…)` and `pool(mean)` to the encoder',
};

function sourceOf(declaration: Declaration, find: FindSource, context: CheckContext): Source | null {
  const from = declaration.clauses.find(({ word }) => word.text === 'from');
  const name = context.ownName(declaration);
  if (from === undefined) {
    const holes = { what: `head ${name?.text ?? ''}`, example: 'head mood from fused { classify(clips.emotion) }' };
    if (name !== null && !declaration.isRecovered) context.addAbsence(report.noValue(declaration.word.span, holes));
    return null;
  }
  const fromName = context.wordOf(from.value, 'the name of an encoder or a fusion');
  const symbol = fromName === null ? null : context.resolve(fromName, ['encoder', 'fusion']);
  return symbol === null ? null : find(symbol.name.text);
}

/** Whether the last step of a head is a misspelt head kind: its name is no step's, and either near one or given a column. */
function reportUnknownKind(last: Element | undefined, context: CheckContext): boolean {
  if (last?.kind !== 'step') return false;
  const name = kindNameOf(last.call);
  if (stepsByName.has(name.text)) return false;
  const meant = meantKind(name.text, headKindsByName);
  const first = last.call.arguments[0]?.value;
  if (meant === undefined && !(first?.kind === 'reference' && first.path.length === 2)) return false;
  const fix = rewording(name.span, name.text, meant, headKindsByName.keys());
  const known = [...headKindsByName.keys()].join(', ');
  context.add(report.unknownHeadKind(name.span, { name: name.text, nearest: meant, known }, fix));
  context.presume(first);
  return true;
}

function isOfOtherDataset(head: string, source: Source | null, target: Target | null, context: CheckContext): boolean {
  if (source === null || target === null || target.dataset === source.dataset) return false;
  const holes = { head, dataset: source.dataset, target: target.column.name, otherDataset: target.dataset };
  context.add(report.foreignTarget(target.at, holes));
  return true;
}
