import { wordOf } from '../compiler/bind/bind.ts';
import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Element } from '../compiler/parse/ast.ts';
import { bareName } from './names.ts';
import { typeShown } from './shown.ts';
import type { Snapshot } from './snapshot.ts';

export interface OutlineItem {
  readonly name: string;
  /** `encoder`, `text`, `setting`, `step`: decides the icon. */
  readonly kind: string;
  /** The type of what it gives, where there is one. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

/** The outline of a spec: its blocks, and in them columns, steps and settings. */
export function outline({ tree, parts }: Snapshot): readonly OutlineItem[] {
  const types = new Map([
    ...[...parts.encoders.values(), ...parts.fusions.values()].map(({ name, output }) => [name, typeShown(output)] as const),
    ...[...parts.heads.values()].map(({ name, kind }) => [name, kind.name] as const),
  ]);
  const stepTypes = new Map(parts.steps.map(({ span, output }) => [span.start, typeShown(output)]));
  const item = (element: Element): OutlineItem => {
    const word = wordOf(element);
    const name = element.kind === 'declaration' ? (bareName(element.subject) ?? word) : word;
    const body = element.kind === 'declaration' ? (element.body?.elements ?? []) : [];
    return {
      name: name.text,
      kind: element.kind === 'declaration' ? word.text : element.kind,
      detail: (element.kind === 'step' ? stepTypes.get(element.call.span.start) : types.get(name.text)) ?? '',
      span: element.span,
      nameSpan: name.span,
      children: body.map(item),
    };
  };
  return tree.elements.map(item);
}

export interface NamedPlace {
  readonly name: string;
  readonly kind: string;
  readonly span: Span;
}

/** Top-level names and columns whose letters hold those of the query, in order. */
export function findNames({ occurrences }: Snapshot, query: string): readonly NamedPlace[] {
  const letters = query.toLowerCase();
  const isMatch = (name: string): boolean => {
    let at = 0;
    for (const letter of letters) {
      at = name.toLowerCase().indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  };
  return occurrences()
    .filter(({ entity, isDefinition }) => isDefinition && entity.kind !== 'label' && isMatch(entity.name))
    .map(({ entity, span }) => ({
      name: entity.owner === null ? entity.name : `${entity.owner}.${entity.name}`,
      kind: entity.kind,
      span,
    }));
}
