import type { FusionKind } from '../../catalogue/define-fusion.ts';
import { isMisfit } from '../../catalogue/define-step.ts';
import { fusions } from '../../catalogue/fusions/index.generated.ts';
import { type ModalityType, printType } from '../../catalogue/types.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Declaration, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Fusion } from '../model.ts';
import { checkPipeline, nameOf } from '../pipeline.ts';
import { readSettings } from '../settings.ts';

/** Something a head can be made from: an encoder or a fusion that checked out. */
export interface Source {
  readonly name: string;
  readonly dataset: string;
  readonly output: ModalityType;
}

export type FindSource = (name: string) => Source | null;

const fusionsByName: ReadonlyMap<string, FusionKind> = new Map(
  (fusions as readonly FusionKind[]).map((fusion) => [fusion.name, fusion]),
);

/** `fusion fused = joint(words, tone) { dense(64, relu) }`; `null` where an input or a step failed. */
export function checkFusion(declaration: Declaration, find: FindSource, context: CheckContext): Fusion | null {
  const name = context.ownName(declaration);
  const call = declaration.value;
  if (call === null || call.kind !== 'call') {
    const isReported = declaration.isRecovered || call?.kind === 'missing';
    if (!isReported)
      context.add(
        report.noValue(declaration.word.span, {
          what: `fusion ${name?.text ?? ''}`,
          example: 'fusion fused = joint(words, tone)',
        }),
      );
    return null;
  }
  const kindName = nameOf(call);
  const kind = fusionsByName.get(kindName.text);
  const references = call.arguments.filter((argument) => argument.name === null && isInput(argument, kind));
  const inputs = references.map((argument) => inputOf(argument, find, context));
  if (kind === undefined) {
    const meant = nearest(kindName.text, fusionsByName.keys());
    const fix = meant === undefined ? {} : { fix: [{ span: kindName.span, text: meant }] };
    context.add(
      report.unknownFusion(
        kindName.span,
        { name: kindName.text, nearest: meant, known: [...fusionsByName.keys()].join(', ') },
        fix,
      ),
    );
    return null;
  }
  const rest = call.arguments.filter((argument) => !references.includes(argument));
  const { settings, isComplete } = readSettings(kind.name, rest, kind.schema, call.callee.span, context);
  if (name === null || !isComplete || inputs.some((input) => input === null)) return null;
  const sources = inputs as readonly { readonly source: Source; readonly at: Name }[];
  if (sources.length < 2) {
    context.add(report.fusionNeedsTwo(call.span, { fusion: kind.name, count: sources.length }));
    return null;
  }
  if (!isOneDataset(sources, context)) return null;
  for (const { source, at } of sources) {
    if (kind.accepts.includes(source.output.kind)) continue;
    const hint = source.output.kind === 'seq' ? `end \`${source.name}\` with \`pool(mean)\`` : undefined;
    context.add(
      report.fusionDoesNotFit(at.span, {
        fusion: kind.name,
        expected: kind.accepts.join(' or '),
        input: source.name,
        found: printType(source.output),
        hint,
      }),
    );
    return null;
  }
  const fused = kind.type(
    sources.map(({ source }) => source.output),
    settings,
    { owner: name.text },
  );
  if (isMisfit(fused)) {
    const found = sources.map(({ source }) => printType(source.output)).join(', ');
    context.add(
      report.fusionDoesNotFit(call.span, {
        fusion: kind.name,
        expected: fused.expected,
        input: sources.map(({ source }) => source.name).join(', '),
        found,
        hint: fused.hint,
      }),
    );
    return null;
  }
  const pipeline = checkPipeline(
    declaration.body?.elements ?? [],
    fused,
    { owner: name.text, ownerText: `the fusion \`${name.text}\``, mayHoldData: false },
    context,
  );
  if (pipeline === null) return null;
  const names = sources.map(({ source }) => source.name);
  return {
    name: name.text,
    doc: declaration.doc,
    kind,
    inputs: names,
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

function inputOf({ value }: Argument, find: FindSource, context: CheckContext): { source: Source; at: Name } | null {
  const name = context.wordOf(value, 'the name of an encoder or a fusion');
  const symbol = name === null ? null : context.resolve(name, ['encoder', 'fusion']);
  const source = symbol === null ? null : find(symbol.name.text);
  return source === null || name === null ? null : { source, at: name };
}

function isOneDataset(sources: readonly { readonly source: Source; readonly at: Name }[], context: CheckContext): boolean {
  const [first, ...others] = sources as [{ source: Source; at: Name }, ...{ source: Source; at: Name }[]];
  const stranger = others.find(({ source }) => source.dataset !== first.source.dataset);
  if (stranger === undefined) return true;
  const holes = {
    one: first.source.name,
    dataset: first.source.dataset,
    other: stranger.source.name,
    otherDataset: stranger.source.dataset,
  };
  context.add(report.differentDatasets(stranger.at.span, holes));
  return false;
}
