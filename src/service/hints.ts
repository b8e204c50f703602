import { typeShown } from './shown.ts';
import type { Snapshot } from './snapshot.ts';

export interface Hint {
  readonly offset: number;
  /** `-> seq[t, 136]`, `-> vec[256] 703 k` */
  readonly label: string;
  readonly tooltip: string;
}

/** Behind each step and fusion the type that it gives and the parameters that it learns. */
export function hintsOf(snapshot: Snapshot, from = 0, to = snapshot.text.length): readonly Hint[] {
  const { parts, bound, sizes } = snapshot;
  const hints: Hint[] = [];
  const add = (offset: number, type: string, size: string | null): void => {
    if (offset < from || offset > to) return;
    const tooltip = size === null ? 'type of the result' : `type of the result, ${size} parameters`;
    hints.push({ offset, label: `-> ${type}${size === null ? '' : ` ${size}`}`, tooltip });
  };
  const names = new Map<number, string>();
  for (const { name, frontEnd, steps } of parts.encoders.values())
    for (const step of [...frontEnd, ...steps]) names.set(step.span.start, `${name}/${step.name}`);
  for (const { name, steps } of [...parts.fusions.values(), ...parts.heads.values()])
    for (const step of steps) names.set(step.span.start, `${name}/${step.name}`);

  for (const { span, output } of parts.steps) {
    const scope = names.get(span.start);
    add(span.end, typeShown(output), scope === undefined ? null : sizes().of(scope));
  }
  for (const { name, kind, steps, output } of parts.fusions.values()) {
    const value = bound.symbols.get(name)?.declaration.value;
    if (value != null) add(value.span.end, typeShown(steps[0]?.input ?? output), sizes().of(`${name}/${kind.name}`));
  }
  for (const { name, kind, labels } of parts.heads.values()) {
    const body = bound.symbols.get(name)?.declaration.body?.elements ?? [];
    const end = body.find((element) => element.kind === 'step' && element.call.callee.path[0]?.text === kind.name);
    const type = labels === null ? 'number' : typeShown({ kind: 'scores', labels });
    if (end !== undefined) add(end.span.end, type, sizes().of(`${name}/${kind.name}`));
  }
  return hints.sort((one, other) => one.offset - other.offset);
}
