import type { EngineSettings } from '../engines/engine.ts';

/** A folder as people name it, and where it is. */
export interface NamedPath {
  readonly name: string;
  readonly path: string;
}

/** What a training process is told to do: plain data, resolved by whoever starts it. Paths are absolute, names are for messages. */
export interface TrainJob {
  /** The spec; `null` where a run is resumed with its own. */
  readonly spec: NamedPath | null;
  /** `PATH=VALUE`, in order. */
  readonly overrides: readonly string[];
  /** Where the run goes; `null`: a new numbered folder in `runs`, or, resuming, the newest one of the experiment. */
  readonly run: NamedPath | null;
  readonly runs: NamedPath;
  readonly isResume: boolean;
  /** Name of an engine or `auto`; `null`: that of the resumed run, else `auto`. */
  readonly engine: string | null;
  /** What is said of the engine; `null`s are taken from the resumed run if its engine is the same, else left to the engine. */
  readonly engineSettings: EngineSettings;
  /** `null`: as many as the resumed run, else as the machine offers. */
  readonly threads: number | null;
  /** Where relative paths of the spec are looked up. `null`: where the resumed run did, else beside the spec. */
  readonly dataRoot: string | null;
  readonly cacheFolder: string;
}

/** What the parent may say to a training process. */
export interface StopMessage {
  readonly type: 'stop';
}

export const isStopMessage = (message: unknown): message is StopMessage =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop';

/** What a training process says, besides events, when something happened that should be impossible. */
export interface BugMessage {
  readonly type: 'bug';
  readonly stack: string;
}
