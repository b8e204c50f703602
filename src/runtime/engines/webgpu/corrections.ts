/**
 * Shaders of tfjs 4.22 that current compilers of WGSL refuse, by the name of their program, and what makes them right.
 *
 * A transposition of integers or booleans gives integers to a function that takes floats, which makes its pipeline invalid and its result
 * garbage; it hits floats, too, that tfjs has cast from them without touching the buffer (tensorflow/tfjs#8638).
 */
const corrections: Readonly<Record<string, (code: string) => string>> = {
  TransposeProgram: (code) =>
    code.replace(/setOutputAtIndex\(flatIndex, (A\[[\s\S]*?\])\);/, 'setOutputAtIndex(flatIndex, f32($1));'),
};

/** The source of a program's shader as it should be. */
export const corrected = (program: string, code: string): string => corrections[program]?.(code) ?? code;
