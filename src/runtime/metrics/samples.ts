/**
 * What a classifying head was asked and what it answered, one row a sample.
 *
 * `truth` and `predicted` are places in the *same* list of labels, so a perfect answer can always be expressed and compares equal.
 */
export interface LabelledSamples {
  /** Declared labels, also those that no sample has. Of two, the second is the positive one. */
  readonly labels: readonly string[];
  /** [n], each 0 .. labels.length - 1. */
  readonly truth: Int32Array;
  /** [n], the label decided for, after the head's threshold. */
  readonly predicted: Int32Array;
}

/** Labelled samples with the probabilities behind the decision. */
export interface ClassificationSamples extends LabelledSamples {
  /** [n, labels], row-major; each row sums to 1. Two labels have two columns. */
  readonly probabilities: Float64Array;
}

/** Numbers asked for and answered, in the unit of the labels (not the scaled ones that a loss may see). */
export interface RegressionSamples {
  /** [n]. */
  readonly truth: Float64Array;
  /** [n]. */
  readonly predicted: Float64Array;
}

export type Samples = ClassificationSamples | RegressionSamples;

export const isClassification = (samples: Samples): samples is ClassificationSamples => 'labels' in samples;

/**
 * Checks that the arrays belong together: equal lengths, every class a declared label.
 *
 * @throws Error (a bug of emoc) where they do not: metrics read them unchecked.
 */
export function verifySamples(samples: Samples): void {
  const count = samples.truth.length;
  const fail = (what: string): never => {
    throw new Error(`samples to score: ${what} (a bug of emoc)`);
  };
  if (samples.predicted.length !== count) fail(`${count} truths and ${samples.predicted.length} answers`);
  if (!isClassification(samples)) return;
  const classes = samples.labels.length;
  if (samples.probabilities.length !== count * classes) {
    fail(`${samples.probabilities.length} probabilities for ${count} rows of ${classes} labels`);
  }
  const isStray = (label: number): boolean => label < 0 || label >= classes;
  const stray = samples.truth.find(isStray) ?? samples.predicted.find(isStray);
  if (stray !== undefined) fail(`label number ${stray} of ${classes}`);
}

/** The given rows, in the given order, repeated where they repeat. */
export function selectRows<Kind extends Samples>(samples: Kind, rows: ArrayLike<number>): Kind;
export function selectRows(samples: Samples, rows: ArrayLike<number>): Samples {
  const at = (place: number): number => rows[place] as number;
  if (!isClassification(samples)) {
    return {
      truth: Float64Array.from(rows, (row) => samples.truth[row] as number),
      predicted: Float64Array.from(rows, (row) => samples.predicted[row] as number),
    };
  }
  const { labels } = samples;
  const probabilities = new Float64Array(rows.length * labels.length);
  for (let place = 0; place < rows.length; place += 1) {
    probabilities.set(
      samples.probabilities.subarray(at(place) * labels.length, (at(place) + 1) * labels.length),
      place * labels.length,
    );
  }
  return {
    labels,
    truth: Int32Array.from(rows, (row) => samples.truth[row] as number),
    predicted: Int32Array.from(rows, (row) => samples.predicted[row] as number),
    probabilities,
  };
}
