import type { Element } from '../parse/ast.ts';

/** Elements without those that are the rest of a broken line; each first one of a rest is in `strays`, with the element that it belongs to. */
export interface Swept {
  readonly elements: readonly Element[];
  readonly strays: readonly { readonly stray: Element; readonly owner: Element }[];
  /** Everything that was taken out. */
  readonly leftovers: readonly Element[];
}

/**
 * Takes out what a mistake leaves behind: an element that nobody knows, on the line on which another ends, is the rest of that one
 * (`labels mood = sad happy | calm`). The element that it belongs to counts as repaired, so nothing inside of it is reported as absent.
 */
export function sweepLeftovers(elements: readonly Element[], text: string, isKnown: (element: Element) => boolean): Swept {
  const kept: Element[] = [];
  const strays: { stray: Element; owner: Element }[] = [];
  const leftovers: Element[] = [];
  let end = -1;
  let isInRest = false;
  for (const element of elements) {
    const owner = kept.at(-1);
    const isRest = owner !== undefined && !isKnown(element) && !/[\r\n]/.test(text.slice(end, element.span.start));
    end = element.span.end;
    if (!isRest) {
      kept.push(element);
      isInRest = false;
      continue;
    }
    if (!isInRest && isKnown(owner) && !owner.isRecovered && !element.isRecovered) strays.push({ stray: element, owner });
    leftovers.push(element);
    kept[kept.length - 1] = { ...owner, isRecovered: true };
    isInRest = true;
  }
  return { elements: kept, strays, leftovers };
}
