/**
 * Types of the language: what flows through an encoder, from a column to a vector.
 *
 * A step maps a type to a type. Sequences (`tokens`, `seq`) always travel with their mask; there is no way to write one without it.
 */
export type ModalityType =
  | { readonly kind: 'text' }
  | { readonly kind: 'tokens'; readonly length: Length; readonly clock: string; readonly vocabulary: string }
  | { readonly kind: 'audio' }
  | { readonly kind: 'image'; readonly height: number; readonly width: number; readonly channels: number }
  /** `clock` names what a step is; `periodMs` is the time between two steps, where steps are regular in time. */
  | {
      readonly kind: 'seq';
      readonly length: Length;
      readonly width: number;
      readonly clock: string;
      readonly periodMs: number | null;
    }
  | { readonly kind: 'vec'; readonly width: number }
  /** What a head gives: a score a label, or a number. */
  | { readonly kind: 'scores'; readonly labels: readonly string[] }
  | { readonly kind: 'number' };

export type ModalityKind = ModalityType['kind'];

/**
 * How long a sequence is. `symbol` names its axis in the graph (`T_said`).
 *
 * `exact`: always `size` long, padded or cut. `upTo`: at most `size`, padded to the longest of a batch. `any`: only the data tells.
 */
export type Length =
  | { readonly kind: 'exact'; readonly size: number }
  | { readonly kind: 'upTo'; readonly size: number; readonly symbol: string }
  | { readonly kind: 'any'; readonly symbol: string };

/** Text of a type as the documentation writes it: `seq[10, 136]`, `vec[64]`, `tokens[<=40]`. */
export function printType(type: ModalityType): string {
  switch (type.kind) {
    case 'tokens':
      return `tokens[${printLength(type.length)}]`;
    case 'image':
      return `image[${type.height}, ${type.width}, ${type.channels}]`;
    case 'seq':
      return `seq[${printLength(type.length)}, ${type.width}]`;
    case 'vec':
      return `vec[${type.width}]`;
    case 'scores':
      return `scores[${type.labels.join(' | ')}]`;
    default:
      return type.kind;
  }
}

function printLength(length: Length): string {
  if (length.kind === 'any') return 't';
  return length.kind === 'exact' ? String(length.size) : `<=${length.size}`;
}

/** The axis of a sequence in the graph: its size, or the symbol that stands for it. */
export const axisOf = (length: Length): number | string => (length.kind === 'exact' ? length.size : length.symbol);
