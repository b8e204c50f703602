import type { StepResult } from '../engines/engine.ts';
import type { EndReason } from './events.ts';
import type { Judgement } from './judge.ts';
import type { Position } from './position.ts';

/** Something that looks on while training goes on, and may end it. Hooks are asked in the order of their list, one after the other. */
export interface Hook {
  /** Before every epoch that is begun or taken up. The first reason ends training. */
  beforeEpoch?(): EndReason | null;
  /**
   * After every batch, with the position behind it. May throw a `Failure`: training ends there. `isAtRest`: no later step is under way, so the
   * session is where the position says.
   */
  afterStep?(result: StepResult, position: Position, isAtRest: boolean): void | Promise<void>;
  /** Whether the next step should not be sent before those under way are done, as for saving. Asked before each. */
  wantsRest?(): boolean;
  /** After every epoch, with the position behind it. */
  afterEpoch?(judgement: Judgement, position: Position): void | Promise<void>;
  /** When training ends without a `Failure`: the wish to stop, the last epoch, patience. */
  atEnd?(position: Position): void | Promise<void>;
  /** When training ends with an error, which is thrown on afterwards. */
  atFailure?(): void;
}
