/** Discrete Fourier transforms of one size. Owns its tables and scratch, so it is not to be entered twice at a time. */
export interface ComplexFft {
  readonly size: number;
  /** Replaces `re`, `im` [size] by X[k] = sum over n of x[n] exp(-2 pi i k n / size). Exchange the two arguments for the inverse, times size. */
  transform(re: Float64Array, im: Float64Array): void;
}
