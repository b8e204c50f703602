/** How `emoc` ends. They are part of its interface: scripts read them. */
export const exitCodes = {
  success: 0,
  /** Diagnostics were printed: a mistake in a spec, in data, in a run folder, or training that could not go on. */
  diagnostics: 1,
  /** The command line could not be understood. */
  usage: 2,
  /** A bug of emoc (`EX_SOFTWARE` of sysexits.h). */
  bug: 70,
} as const;

/** 128 plus the signal's number, as shells count: 129 hang-up, 130 Ctrl-C, 143 SIGTERM. */
export const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof signalExitCodes;
