import type { FusionKind } from '../../catalogue/define-fusion.ts';
import { isMisfit } from '../../catalogue/define-step.ts';
import type { Settings } from '../../catalogue/schema.ts';
import { type ModalityType, printType } from '../../catalogue/types.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Declaration, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { findKind, fusionsByName, kindNameOf } from '../kinds.ts';
import type { Fusion } from '../model.ts';
import { checkPipeline } from '../pipeline.ts';
import { areAligned } from '../rules/alignment.ts';
import { readSettings } from '../settings.ts';
import { type FindSource, type Input, vectorOf } from './_source.ts';

/** `fusion fused = joint(words, tone) { dense(64, relu) }`; `null` where an input or a step failed. */
export function checkFusion(declaration: Declaration, find: FindSource, context: CheckContext): Fusion | null {
  const name = context.ownName(declaration);
  const call = declaration.value;
  if (call?.kind !== 'call') {
    const isReported = declaration.isRecovered || call?.kind === 'missing';
    const holes = { what: `fusion ${name?.text ?? ''}`, example: 'fusion fused = joint(words, tone)' };
    if (call === null && !isReported && name !== null) context.addAbsence(report.noValue(declaration.word.span, holes));
    else if (call !== null && !isReported)
      context.add(report.expectedName(call.span, { expected: 'a fusion of encoders, as in `joint(words, tone)`,' }));
    return null;
  }
  const kind = findKind(kindNameOf(call), fusionsByName, report.unknownFusion, context);
  const references = call.arguments.filter((argument) => argument.name === null && isInput(argument, kind));
  const inputs = inputsOf(references, find, context);
  const elements = declaration.body?.elements ?? [];
  const owner = name?.text ?? '';
  const options = { owner, mayHoldData: false };
  if (kind === undefined) {
    checkPipeline(elements, null, options, context);
    return null;
  }
  const rest = call.arguments.filter((argument) => !references.includes(argument));
  const { settings, isComplete } = readSettings(kind.name, rest, kind.schema, call.callee.span, context);
  const fused = inputs === null || !isComplete ? null : fusedType(kind, inputs, settings, owner, call.span, context);
  const pipeline = checkPipeline(elements, fused, options, context);
  if (pipeline === null || inputs === null || name === null) return null;
  return {
    name: name.text,
    doc: declaration.doc,
    kind,
    inputs: inputs.map(({ source }) => source.name),
    settings,
    steps: pipeline.steps,
    output: pipeline.output,
    span: name.span,
  };
}

/** A bare name is an input unless the fusion has an option of that name. */
function isInput({ value }: Argument, kind: FusionKind | undefined): boolean {
  if (value.kind !== 'reference') return value.kind === 'missing';
  const word = value.path[0]?.text ?? '';
  return !Object.values(kind?.schema.parameters ?? {}).some(
    (parameter) => parameter.type === 'choice' && parameter.of.includes(word),
  );
}

/** What the arguments name, or `null` if one of them failed. */
function inputsOf(references: readonly Argument[], find: FindSource, context: CheckContext): readonly Input[] | null {
  const inputs: Input[] = [];
  const seen = new Map<string, Name>();
  let isSound = true;
  for (const { value } of references) {
    const name = context.wordOf(value, 'the name of an encoder or a fusion');
    const symbol = name === null ? null : context.resolve(name, ['encoder', 'fusion']);
    const earlier = name === null ? undefined : seen.get(name.text);
    if (name !== null && earlier !== undefined) {
      const related = [{ at: earlier.span, label: 'first here' }];
      context.add(
        report.inputTwice(
          name.span,
          { input: name.text },
          { related, fix: [context.removalOf(name.span)], sure: references.length > 2 },
        ),
      );
      isSound = false;
    }
    if (name !== null && earlier === undefined) seen.set(name.text, name);
    const source = symbol === null ? null : find(symbol.name.text);
    if (source === null || name === null) isSound = false;
    else inputs.push({ source, at: name.span });
  }
  return isSound ? inputs : null;
}

/** The type of what a fusion makes of its inputs; `null` after reporting why there is none. */
function fusedType(
  kind: FusionKind,
  inputs: readonly Input[],
  settings: Settings,
  owner: string,
  at: Span,
  context: CheckContext,
): ModalityType | null {
  const [first, second] = inputs;
  if (first === undefined || second === undefined) {
    context.add(report.fusionNeedsTwo(at, { fusion: kind.name, count: inputs.length === 1 ? 'one' : 'none' }));
    return null;
  }
  const stranger = inputs.find(({ source }) => source.dataset !== first.source.dataset);
  if (stranger !== undefined) {
    const [one, other] = [first.source, stranger.source];
    const holes = { one: one.name, dataset: one.dataset, other: other.name, otherDataset: other.dataset };
    context.add(report.differentDatasets(stranger.at, holes));
    return null;
  }
  const misfit = inputs.find(({ source }) => !kind.accepts.includes(source.output.kind));
  if (misfit !== undefined) {
    const { name, output } = misfit.source;
    const hint = hints[output.kind] === undefined ? undefined : `end \`${name}\` with ${hints[output.kind]}`;
    const expected = kind.accepts.join(' or ');
    const holes = { fusion: kind.name, expected, input: name, found: printType(output), hint };
    context.addOnce(vectorOf(name), misfit.at, (related) => report.fusionDoesNotFit(misfit.at, holes, { related }));
    return null;
  }
  if (kind.needsOneClock === true && !areAligned(kind.name, inputs, context)) return null;
  const types = inputs.map(({ source }) => source.output);
  const fused = kind.type(types, settings, { owner });
  if (!isMisfit(fused)) return fused;
  const odd = inputs.find(({ source }) => source.output.kind !== first.source.output.kind) ?? second;
  const found = `${printType(odd.source.output)} beside ${printType(first.source.output)}`;
  const holes = { fusion: kind.name, expected: fused.expected, input: odd.source.name, found, hint: fused.hint };
  context.add(report.fusionDoesNotFit(odd.at, holes));
  return null;
}

/** What makes a vector of each type. */
const hints: Readonly<Partial<Record<ModalityType['kind'], string>>> = {
  seq: '`pool(mean)`',
  tokens: '`embed(…)` and `pool(mean)`',
  image: '`flatten()`',
};
