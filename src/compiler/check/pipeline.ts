import { isMisfit, type StepKind } from '../catalogue/define-step.ts';
import { steps } from '../catalogue/steps/index.generated.ts';
import { type ModalityType, printType } from '../catalogue/types.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Call, Element, Name } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';
import type { TypedStep } from './model.ts';
import { readSettings } from './settings.ts';

export const stepsByName: ReadonlyMap<string, StepKind> = new Map(steps.map((step) => [step.name, step]));

export interface PipelineOptions {
  /** Name of the block: symbols of its sequences are named after it. */
  readonly owner: string;
  readonly ownerText: string;
  /** Encoders start on data; bodies of fusions and heads are in the graph from the start. */
  readonly mayHoldData: boolean;
}

/**
 * Types the steps of a body one after the other. After the first step that does not fit, nothing further is reported: the types below
 * it would be guesses. `null` says that there is no type at the end.
 */
export function checkPipeline(
  elements: readonly Element[],
  input: ModalityType,
  options: PipelineOptions,
  context: CheckContext,
): { readonly steps: readonly TypedStep[]; readonly output: ModalityType } | null {
  const typed: TypedStep[] = [];
  const counts = new Map<string, number>();
  let current: ModalityType | null = input;
  let trained: TypedStep | null = null;
  let isSound = true;

  for (const element of elements) {
    const call = callOf(element, options, context);
    if (call === null) {
      isSound = false;
      current = null;
      continue;
    }
    const kind = stepsByName.get(nameOf(call).text);
    if (kind === undefined) {
      reportUnknownStep(nameOf(call), context);
      isSound = false;
      current = null;
      continue;
    }
    const { settings, isComplete } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
    if (!isComplete) isSound = false;
    if (current === null || !isComplete) {
      current = null;
      continue;
    }
    const output = typeOf(kind, current, settings, call.span, options, context);
    if (output !== null && kind.runs === 'data' && (trained !== null || !options.mayHoldData)) {
      context.add(report.dataStepAfterGraph(call.span, { step: kind.name, earlier: trained?.kind.name ?? options.owner }));
      return null;
    }
    if (output === null) {
      isSound = false;
      current = null;
      continue;
    }
    const number = (counts.get(kind.name) ?? 0) + 1;
    counts.set(kind.name, number);
    const step: TypedStep = { kind, name: `${kind.name}_${number}`, settings, input: current, output, span: call.span };
    if (kind.runs === 'graph') trained ??= step;
    typed.push(step);
    current = output;
  }
  if (!isSound || current === null) return null;
  return {
    steps: typed.map((step) => (counts.get(step.kind.name) === 1 ? { ...step, name: step.kind.name } : step)),
    output: current,
  };
}

function typeOf(
  kind: StepKind,
  input: ModalityType,
  settings: TypedStep['settings'],
  at: Span,
  { owner }: PipelineOptions,
  context: CheckContext,
): ModalityType | null {
  if (!kind.accepts.includes(input.kind)) {
    context.add(
      report.stepDoesNotFit(at, {
        step: kind.name,
        expected: kind.accepts.join(' or '),
        found: printType(input),
        hint: hintFor(input, kind),
      }),
    );
    return null;
  }
  const output = kind.type(input, settings, { owner });
  if (!isMisfit(output)) return output;
  context.add(
    report.stepDoesNotFit(at, { step: kind.name, expected: output.expected, found: printType(input), hint: output.hint }),
  );
  return null;
}

/** What usually stands between two types that do not meet. */
function hintFor(input: ModalityType, kind: StepKind): string | undefined {
  if (kind.accepts.includes('vec') && (input.kind === 'seq' || input.kind === 'image'))
    return input.kind === 'seq'
      ? 'make one vector of it with `pool(mean)`, or `fit(…)` and `flatten()`'
      : 'make a vector of it with `flatten()`';
  if (kind.accepts.includes('seq') && input.kind === 'tokens') return 'look up the vectors of the tokens with `embed(…)`';
  if (kind.accepts.includes('tokens') && input.kind === 'text') return 'cut the text into tokens with `words(…)`';
  if (input.kind === 'audio') return 'compute features with `pyaudio(…)`';
  return undefined;
}

export const nameOf = (call: Call): Name => call.callee.path[0] as Name;

export function reportUnknownStep(name: Name, context: CheckContext): void {
  const meant = nearest(name.text, stepsByName.keys());
  const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
  context.add(report.unknownStep(name.span, { name: name.text, nearest: meant }, fix));
}

function callOf(element: Element, options: PipelineOptions, context: CheckContext): Call | null {
  if (element.kind === 'step') return element.call;
  const word = element.kind === 'setting' ? element.name : element.word;
  if (!element.isRecovered) {
    context.add(
      report.unexpectedElement(word.span, {
        found: `\`${word.text}\``,
        owner: options.owner,
        expected: 'steps such as `dense(64, relu)`',
        nearest: nearest(word.text, stepsByName.keys()),
      }),
    );
  }
  return null;
}
