import { isKnown, total } from './amount.ts';
import type { Plan, PlannedDeclaration } from './plan-model.ts';
import { printBytes, printCount, printFlops, printNumber } from './print-amount.ts';
import { printData } from './print-data.ts';
import { printMemory, printModel, printSizes } from './print-model.ts';
import { printLoss, printSettings, printTraining } from './print-settings.ts';

/**
 * The plan as text for people: tables of at most 120 columns (of 80 for small specs) and a last line that says it all. `≈` stands before
 * what is an estimate.
 */
export function printPlan(plan: Plan): string {
  const sections = [
    [`experiment ${plan.experiment.name} · seed ${plan.experiment.seed} · plan format ${plan.formatVersion}`],
    ...plan.datasets.map(printData),
    printModel(plan),
    printSizes(plan),
    printLoss(plan),
    printSettings(plan),
    printTraining(plan),
    printMemory(plan),
    [printTotal(plan)],
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

/** `Plan: 3 encoders, 1 fusion, 1 head · 42,497 parameters · ≈ 85.0 kFLOP a sample forward, 220 kFLOP in training · ≈ 871 kB` */
export function printTotal({ declarations, totals, train, memory }: Plan): string {
  const counts = (['encoder', 'fusion', 'head'] as const)
    .map((kind) => countOf(kind, declarations))
    .filter((text) => text !== '');
  const training = total([totals.forwardFlops, totals.backwardFlops]);
  return [
    `Plan: ${counts.join(', ')}`,
    `${printCount(totals.parameters)} parameters`,
    ...(isKnown(training)
      ? [`≈ ${flopWord(printFlops(totals.inferenceFlops))} a sample forward, ${flopWord(printFlops(training))} in training`]
      : [`≈ ${flopWord(printFlops(totals.inferenceFlops))} a sample forward`]),
    ...(memory.total === null || !isKnown(memory.total) ? [] : [`≈ ${printBytes(memory.total)}`]),
    ...(train.stepsPerEpoch === null ? [] : [`${printNumber(train.stepsPerEpoch)} steps an epoch`]),
  ].join(' · ');
}

function countOf(kind: PlannedDeclaration['kind'], declarations: readonly PlannedDeclaration[]): string {
  const count = declarations.filter((declaration) => declaration.kind === kind).length;
  return count === 0 ? '' : `${count} ${kind}${count === 1 ? '' : 's'}`;
}

/** `85.0 kFLOP`, `38 FLOP` */
const flopWord = (text: string): string => (/[a-zA-Z]$/.test(text) ? `${text}FLOP` : `${text} FLOP`);
