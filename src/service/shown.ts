import { type ModalityType, printType } from '../compiler/catalogue/types.ts';

/** A type on one line of an editor: scores of many labels are counted. */
export function typeShown(type: ModalityType): string {
  const text = printType(type);
  return type.kind === 'scores' && text.length > 40 ? `scores[${type.labels.length} labels]` : text;
}
