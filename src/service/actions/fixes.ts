import { isSpan } from '../../compiler/diagnostics/diagnostic.ts';
import type { Action, ActionSource } from '../action.ts';

/** Every way out that a diagnostic at the selection knows. */
export const fixes: ActionSource = (_, start, end, mistakes) =>
  mistakes.flatMap((diagnostic): Action[] => {
    const { at, help } = diagnostic;
    const isHere = isSpan(at) && at.start <= end && start <= at.end;
    if (!isHere) return [];
    return help.flatMap(({ text, fix, sure }): Action[] =>
      fix === undefined ? [] : [{ title: titleOf(text), kind: 'quickfix', edits: fix, diagnostic, isSure: sure === true }],
    );
  });

/** `did you mean `encoder`?` becomes `Change to `encoder``. */
function titleOf(help: string): string {
  const meant = /^did you mean (`.*`)\?$/.exec(help)?.[1];
  const title = meant === undefined ? help : `change to ${meant}`;
  return title.charAt(0).toUpperCase() + title.slice(1);
}
