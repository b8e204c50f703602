import type { TextEdit } from '../../compiler/diagnostics/diagnostic.ts';
import type { ActionSource } from '../action.ts';

/** Every sure way out of the spec at once, as `emoc check --fix` takes them. */
export const fixAll: ActionSource = (_, __, ___, mistakes) => {
  const edits: TextEdit[] = [];
  for (const { help } of mistakes) {
    const sure = help.find((way) => way.fix !== undefined && way.sure === true)?.fix ?? [];
    const overlaps = sure.some(({ span }) => edits.some((edit) => edit.span.start <= span.end && span.start <= edit.span.end));
    if (!overlaps) edits.push(...sure);
  }
  return edits.length === 0 ? [] : [{ title: 'Apply every sure fix', kind: 'source.fixAll', edits, isSure: true }];
};
