import type { Role } from '../../../compiler/check/model.ts';

/** The side of each row of a data set as a number into `roles`; `left` for rows on none. */
export type Sides = Int8Array;

export const roles: readonly Role[] = ['train', 'validation', 'test'];

export const left = -1;

export const sideOf = (role: Role): number => roles.indexOf(role);

/** Rows of one side, ascending. */
export function rowsOn(sides: Sides, role: Role): Int32Array {
  const side = sideOf(role);
  let count = 0;
  for (const value of sides) if (value === side) count += 1;
  const rows = new Int32Array(count);
  let next = 0;
  for (const [row, value] of sides.entries()) {
    if (value !== side) continue;
    rows[next] = row;
    next += 1;
  }
  return rows;
}
