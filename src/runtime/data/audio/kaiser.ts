/** Modified Bessel function of the first kind, order 0, by its power series; exact to a few units in the last place for the betas used here. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

/** Shape parameter of a Kaiser window for a stopband `attenuationDb` (above 50 dB) below the passband. Oppenheim and Schafer, eq. 7.75. */
export const kaiserBeta = (attenuationDb: number): number => 0.1102 * (attenuationDb - 8.7);

/** Half of the length, in samples, that gives `attenuationDb` over a transition of `width` cycles a sample. Oppenheim and Schafer, eq. 7.76. */
export const kaiserHalfLength = (attenuationDb: number, width: number): number =>
  Math.ceil((attenuationDb - 7.95) / (2.285 * 2 * Math.PI * width) / 2);

/** A Kaiser window over -1 to 1: 1 in the middle, 0 outside. */
export function kaiserWindow(beta: number): (x: number) => number {
  const peak = besselI0(beta);
  return (x) => (Math.abs(x) > 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x)) / peak);
}
