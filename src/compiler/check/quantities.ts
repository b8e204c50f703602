import type { Quantity } from '../catalogue/schema.ts';

/** Units a quantity may be written in, and what one of each is in the unit it is held in. A missing unit is the key `''`. */
export const units: Readonly<Record<Quantity, Readonly<Record<string, number>>>> = {
  count: { '': 1 },
  number: { '': 1 },
  duration: { ms: 1, s: 1000, min: 60_000 },
  frequency: { Hz: 1, kHz: 1000 },
  share: { '': 1, '%': 0.01 },
  angle: { deg: 1 },
};

/** A number with its unit, after arithmetic. */
export interface Measured {
  readonly value: number;
  readonly unit: string | null;
}

/** A quantity in the unit in which people write it. */
export function printQuantity(value: number, quantity: Quantity): string {
  if (quantity === 'share') return `${Math.round(value * 1e6) / 1e4}%`;
  const unit = { duration: ' ms', frequency: ' Hz', angle: ' deg', count: '', number: '' }[quantity];
  return `${value}${unit}`;
}
