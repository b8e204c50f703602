import { type ModalityType, printType } from '../../compiler/catalogue/types.ts';
import type { Proposal } from '../proposal.ts';
import type { Scope } from './scope.ts';

/** Encoders and fusions whose type fits; `null` is the type of one that has a mistake. The one that the cursor is in is left out. */
export function representations(
  { snapshot: { bound, parts }, offset }: Scope,
  fits: (type: ModalityType | null) => boolean,
): readonly Proposal[] {
  return [...bound.symbols.values()].flatMap(({ name: { text: name }, role, declaration }): Proposal[] => {
    const isOwn = declaration.span.start <= offset && offset <= declaration.span.end;
    if ((role !== 'encoder' && role !== 'fusion') || isOwn) return [];
    const type = (parts.encoders.get(name) ?? parts.fusions.get(name))?.output ?? null;
    return fits(type) ? [{ kind: 'name', label: name, detail: type === null ? role : `${role}, ${printType(type)}` }] : [];
  });
}
