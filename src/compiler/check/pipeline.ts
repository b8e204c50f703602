import { sweepLeftovers } from '../bind/leftovers.ts';
import { isMisfit, type StepKind } from '../catalogue/define-step.ts';
import { type ModalityType, printType } from '../catalogue/types.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Call, Declaration, Element } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';
import { callWithOption, findKind, kindNameOf, meantKind, stepsByName } from './kinds.ts';
import type { TypedStep } from './model.ts';
import { defaultOf, readSettings } from './settings.ts';

export interface PipelineOptions {
  /** Name of the block: symbols of its sequences are named after it. */
  readonly owner: string;
  /** Encoders start on data; bodies of fusions and heads are in the graph from the start. */
  readonly mayHoldData: boolean;
}

export interface Pipeline {
  readonly steps: readonly TypedStep[];
  readonly output: ModalityType;
}

/**
 * Types the steps of a body one after the other. After the first step that does not fit no further type is judged: those below it would
 * be guesses. Names and settings are checked all the same. `null` says that there is no type at the end; so does an `input` of `null`.
 */
export function checkPipeline(
  elements: readonly Element[],
  input: ModalityType | null,
  options: PipelineOptions,
  context: CheckContext,
): Pipeline | null {
  const typed: TypedStep[] = [];
  const counts = new Map<string, number>();
  let current = input;

  const swept = sweepLeftovers(elements, context.bound.text, ({ kind }) => kind === 'step');
  for (const { stray } of swept.strays) callOf(stray, options, context);
  if (swept.leftovers.length > 0) current = null;

  for (const element of swept.elements) {
    const call = callOf(element, options, context);
    const kind =
      call === null || isOptionAlone(call, context)
        ? undefined
        : findKind(kindNameOf(call), stepsByName, report.unknownStep, context);
    if (call === null || kind === undefined) {
      current = null;
      continue;
    }
    const { settings, isComplete } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
    if (!isComplete) current = null;
    if (current === null) continue;
    const trained = typed.find((step) => step.kind.runs === 'graph');
    const output = isInPlace(kind, trained, call.span, options, context)
      ? typeOf(kind, current, settings, call.span, options, context)
      : null;
    if (output !== null) {
      const number = (counts.get(kind.name) ?? 0) + 1;
      counts.set(kind.name, number);
      typed.push({ kind, name: `${kind.name}_${number}`, settings, input: current, output, span: call.span });
    }
    current = output;
  }
  const steps = typed.map((step) => (counts.get(step.kind.name) === 1 ? { ...step, name: step.kind.name } : step));
  context.typedSteps.push(...steps);
  return current === null ? null : { steps, output: current };
}

/** Reports `relu()` where `activation(relu)` is meant. */
function isOptionAlone(call: Call, context: CheckContext): boolean {
  const { text: name, span } = kindNameOf(call);
  const meant = stepsByName.has(name) ? undefined : callWithOption(name.toLowerCase(), stepsByName);
  if (meant === undefined) return false;
  const fix = call.arguments.length === 0 ? { fix: [{ span: call.span, text: meant }], sure: true } : {};
  context.add(report.unknownStep(span, { name, nearest: meant, known: [...stepsByName.keys()].join(', ') }, fix));
  return true;
}

/** A step that is computed on data cannot come after one that is trained. */
function isInPlace(
  kind: StepKind,
  trained: TypedStep | undefined,
  at: Span,
  { owner, mayHoldData }: PipelineOptions,
  context: CheckContext,
): boolean {
  if (kind.runs !== 'data' || (mayHoldData && trained === undefined)) return true;
  const related = trained === undefined ? [] : [{ at: trained.span, label: 'trained from here on' }];
  context.add(report.dataStepAfterGraph(at, { step: kind.name, earlier: trained?.kind.name ?? owner }, { related }));
  return false;
}

function typeOf(
  kind: StepKind,
  input: ModalityType,
  settings: TypedStep['settings'],
  at: Span,
  { owner }: PipelineOptions,
  context: CheckContext,
): ModalityType | null {
  const misfit = (expected: string, hint: string | undefined): null => {
    context.add(report.stepDoesNotFit(at, { step: kind.name, expected, found: printType(input), hint }));
    return null;
  };
  if (!kind.accepts.includes(input.kind)) return misfit(kind.accepts.join(' or '), hintFor(input, kind));
  const output = kind.type(input, settings, { owner });
  return isMisfit(output) ? misfit(output.expected, output.hint) : output;
}

/** What usually stands between two types that do not meet. */
function hintFor(input: ModalityType, kind: StepKind): string | undefined {
  const accepts = (type: ModalityType['kind']): boolean => kind.accepts.includes(type);
  if (accepts('vec') && input.kind === 'seq') return 'make one vector of it with `pool(mean)`, or `fit(…)` and `flatten()`';
  if (accepts('vec') && input.kind === 'image') return 'make a vector of it with `flatten()`';
  if (accepts('seq') && input.kind === 'tokens') return 'look up the vectors of the tokens with `embed(…)`';
  if (accepts('tokens') && input.kind === 'text') return 'cut the text into tokens with `words(…)`';
  if (accepts('seq') && input.kind === 'text') return 'turn it into a sequence with `words(…)` and `embed(…)`';
  if (input.kind === 'audio') return 'compute features with `pyaudio(…)`';
  return undefined;
}

function callOf(element: Element, { owner }: PipelineOptions, context: CheckContext): Call | null {
  if (element.kind === 'step') return element.call;
  const word = element.kind === 'setting' ? element.name : element.word;
  if (!element.isRecovered && element.kind === 'declaration' && isBareStep(element)) return bareStep(element, context);
  if (!element.isRecovered) {
    const holes = { found: `\`${word.text}\``, owner, expected: 'steps such as `dense(64, relu)`' };
    context.add(report.unexpectedElement(word.span, { ...holes, nearest: meantKind(word.text, stepsByName) }));
  }
  return null;
}

/** A step without its parentheses, or several in a row: `clean words`. */
const isBareStep = ({ word, subject, type, value, clauses, body }: Declaration): boolean =>
  stepsByName.has(word.text) && type === null && value === null && clauses.length === 0 && body === null && isStepName(subject);

const isStepName = (subject: Declaration['subject']): boolean =>
  subject === null || (subject.kind === 'reference' && subject.path.length === 1 && stepsByName.has(subject.path[0]?.text ?? ''));

/** One diagnostic for all the names of the element. A step that needs nothing in its parentheses is typed as if they were there. */
function bareStep({ word, subject }: Declaration, context: CheckContext): Call | null {
  const names = subject?.kind === 'reference' ? [word, ...subject.path] : [word];
  const isComplete = names.every(({ text }) => needsNothing(stepsByName.get(text)));
  const fix = names.map(({ span }) => ({ span: { ...span, start: span.end }, text: '()' }));
  context.add(report.missingArguments(word.span, { step: word.text }, isComplete ? { fix, sure: true } : {}));
  const callee = { kind: 'reference', path: [word], version: null, span: word.span } as const;
  return isComplete && names.length === 1 ? { kind: 'call', callee, arguments: [], span: word.span } : null;
}

const needsNothing = (kind: StepKind | undefined): boolean =>
  kind !== undefined &&
  kind.schema.oneOf === undefined &&
  Object.values(kind.schema.parameters).every((parameter) => defaultOf(parameter) !== undefined || parameter.isOptional === true);
