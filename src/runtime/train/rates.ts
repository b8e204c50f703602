import { type ConfiguredSchedule, combinedFactor, type ScheduleKind } from '../../compiler/catalogue/define-schedule.ts';
import { schedules } from '../../compiler/catalogue/schedules/index.generated.ts';
import type { TypedSpec } from '../../compiler/check/model.ts';
import type { Position } from './position.ts';

const kinds: ReadonlyMap<string, ScheduleKind> = new Map(schedules.map((kind) => [kind.name, kind]));

/** The learning rate of the step that comes after a position: the spec's rate times all its schedules. */
export function ratesOf({ train }: TypedSpec, rate: number, stepsPerEpoch: number): (position: Position) => number {
  const configured = train.schedules.map(({ kind: name, settings }): ConfiguredSchedule => {
    const kind = kinds.get(name);
    if (kind === undefined) throw new Error(`there is no schedule ${name} (a bug of emoc)`);
    return { kind, settings };
  });
  const totalSteps = stepsPerEpoch * train.epochs;
  return ({ step, epoch }) => rate * combinedFactor(configured, { step, epoch, stepsPerEpoch, totalSteps });
}
