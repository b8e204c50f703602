import { version } from '../runtime/train/version.ts';

/** What is printed when something happened that should be impossible: all that a report needs, and nothing of the user's data. */
export function bugReport(error: unknown, verb: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `emoc ran into a bug of its own in \`emoc ${verb}\`. Nothing is wrong with your files as far as it knows.

Please report it with these lines and, if you may share it, the spec:

  emoc ${version}, Node ${process.version}, ${process.platform} ${process.arch}
${stack.replace(/^/gm, '  ')}
`;
}
