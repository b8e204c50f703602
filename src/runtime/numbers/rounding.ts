/** Rounds to the nearest whole number, and halves to the even one, as Python, numpy and IEEE 754 do: -1.5 gives -2, 0.5 gives 0, 2.5 gives 2. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
