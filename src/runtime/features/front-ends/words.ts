import type { Settings } from '../../../compiler/catalogue/schema.ts';
import type { TypedStep } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { samplesOf } from '../../data/samples.ts';
import { defineFrontEnd, type FrontEndContext } from '../define-front-end.ts';
import { buildVocabulary, unknownId, vocabularyOf } from '../text/vocabulary.ts';
import { words as wordsOf } from '../text/words.ts';

/**
 * `words`: a text to the ids of its words; 0 is padding (only in batches), 1 a word that the vocabulary does not hold.
 *
 * The vocabulary comes from the training texts. Where the encoder goes on with word vectors from a file it is instead those words of the file that
 * occur in the data, in the order of the file: a word of the test texts then has its published vector, which nothing here was trained on. If the
 * vectors are trained further, words of the training texts that the file lacks come after them: their vectors start random and are learnt.
 * A text without any word becomes one unknown word (W0652).
 */
export const words = defineFrontEnd({
  name: 'words',
  fit: (input, step, context) => {
    const { texts } = samplesOf(input, 'text');
    const limits = { minCount: optional(step.settings, 'min_count') ?? 1, maxSize: optional(step.settings, 'vocabulary') };
    if (context.vectors !== null) return { words: wordsWithVectors(texts, step, limits, context) };
    const training = Array.from(context.trainingRows, (row) => cut(texts[row] as string, step));
    const { minCount, maxSize } = limits;
    return { words: buildVocabulary(training, { minCount, ...(maxSize === undefined ? {} : { maxSize }) }).words };
  },
  apply: (input, step, fitted, context) => {
    const { texts } = samplesOf(input, 'text');
    const { idOf } = vocabularyOf(fitted.words as readonly string[]);
    const longest = optional(step.settings, 'length') ?? Number.POSITIVE_INFINITY;
    const ids: number[] = [];
    const offsets = new Int32Array(texts.length + 1);
    let wordless = 0;
    for (const [row, text] of texts.entries()) {
      const found = cut(text, step);
      if (found.length === 0) {
        ids.push(unknownId);
        wordless += 1;
      }
      for (let index = 0; index < found.length && index < longest; index += 1) ids.push(idOf(found[index] as string));
      offsets[row + 1] = ids.length;
    }
    const { encoder, onWarning } = context;
    if (wordless > 0) onWarning(report.textsWithoutWords(encoder.span, { count: wordless, encoder: encoder.name }));
    return { kind: 'tokens', offsets, data: Int32Array.from(ids) };
  },
});

const cut = (text: string, { settings }: TypedStep): string[] => wordsOf(settings.lowercase === true ? text.toLowerCase() : text);

function optional(settings: Settings, name: string): number | undefined {
  const value = settings[name];
  return typeof value === 'number' ? value : undefined;
}

/** The words of the vector file that occur in the data (with `minCount` above 1: so often in the training texts), at most `maxSize` of them. */
function wordsWithVectors(
  texts: readonly string[],
  step: TypedStep,
  { minCount, maxSize }: { readonly minCount: number; readonly maxSize: number | undefined },
  { encoder, vectors, trainingRows }: FrontEndContext,
): readonly string[] {
  const counted = minCount > 1 ? Array.from(trainingRows, (row) => texts[row] as string) : texts;
  const occurring = buildVocabulary(
    counted.map((text) => cut(text, step)),
    { minCount },
  ).words;
  const loaded = vectors?.read(new Set(occurring));
  if (vectors === null || loaded === undefined) throw new Error('no word vectors were asked for (a bug of emoc)');
  if (loaded.words.length === 0) {
    const holes = {
      file: vectors.file,
      words: occurring.length,
      encoder: encoder.name,
      examples: occurring
        .slice(0, 3)
        .map((word) => `\`${word}\``)
        .join(', '),
    };
    throw new Failure(report.wordVectorsWithoutWords({ file: vectors.file }, holes));
  }
  const isFrozen = encoder.steps[0]?.settings.freeze === true;
  return [...loaded.words, ...(isFrozen ? [] : learntWords(loaded.words))].slice(0, maxSize);

  function learntWords(published: readonly string[]): readonly string[] {
    const known = new Set(published);
    const training = Array.from(trainingRows, (row) => cut(texts[row] as string, step));
    return buildVocabulary(training, { minCount }).words.filter((word) => !known.has(word));
  }
}
