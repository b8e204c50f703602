import { readFileSync } from 'node:fs';
import { isSystemError } from './read-checked.ts';

/**
 * A process among all that there ever were: its number and, where the system tells (Linux), the moment at which it began. Numbers are given
 * again; a machine that was restarted may well have given this one to something else.
 */
export interface ProcessIdentity {
  readonly id: number;
  /** Clock ticks since the machine was started; `null` where nobody knows. */
  readonly begun: string | null;
}

export const ownIdentity = (): ProcessIdentity => ({ id: process.pid, begun: statusOf(process.pid)?.begun ?? null });

/** Whether that very process still runs. One that has ended and that nobody has asked about yet (a zombie) does not. */
export function isRunning({ id, begun }: ProcessIdentity): boolean {
  if (!Number.isSafeInteger(id) || id <= 0) return false;
  const status = statusOf(id);
  if (status !== null) return !['Z', 'X'].includes(status.state) && (begun === null || begun === status.begun);
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return isSystemError(error) && error.code === 'EPERM';
  }
}

/** proc(5): the command's name stands in parentheses and may hold any character; the state comes after it, the start as the 20th field from there. */
function statusOf(id: number): { readonly state: string; readonly begun: string } | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, begun] = [fields[0], fields[19]];
    return state === undefined || begun === undefined ? null : { state, begun };
  } catch {
    return null;
  }
}
