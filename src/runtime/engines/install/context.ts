import type { InstallableEngine, Surroundings } from '../engine-folder.ts';
import type { InstallEvent } from './events.ts';
import type { FileFolder } from './from.ts';
import type { Sources } from './sources.ts';

/** What a step may know beside its own data. */
export interface StepContext {
  readonly engine: InstallableEngine;
  /** The folder in which the engine is put together; it becomes the engine's folder at the end. */
  readonly work: string;
  /** Where downloads are kept until the engine is complete. */
  readonly downloads: string;
  readonly sources: Sources;
  /** Files that were downloaded before (`--from`). */
  readonly files: FileFolder | null;
  readonly surroundings: Surroundings;
  /** Pause before a download that broke off is asked for again. */
  readonly retryMs: number;
  readonly listener: (event: InstallEvent) => void;
}
