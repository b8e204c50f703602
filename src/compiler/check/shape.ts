import type { Span } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Clause, Declaration } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';
import { mappingsMeant } from './dataset/split.ts';

/** Which parts a line may have after its word; the parser takes all of them everywhere. */
export interface Shape {
  /** One or two sentences for hover and the reference. */
  readonly doc: string;
  readonly example: string;
  readonly subject?: true;
  readonly type?: true;
  readonly value?: true;
  readonly clauses?: readonly string[];
  readonly body?: 'elements' | 'entries';
}

const column = (doc: string, example: string): Shape => ({ doc, example, subject: true, value: true });

export const shapes: Readonly<Record<string, Shape>> = {
  emo: { doc: 'The version of the language that the spec is written in; its first line.', example: 'emo 1', subject: true },
  experiment: {
    doc: 'Names what is trained, and says what makes it comparable: the seed and the protocol of its figures.',
    example: 'experiment first { seed = 7 }',
    subject: true,
    body: 'elements',
  },
  let: {
    doc: 'A number with a name, to be used wherever a number may stand.',
    example: 'let alpha = 0.1',
    subject: true,
    value: true,
  },
  labels: {
    doc: 'A set of labels, in the order in which scores and confusion matrices show them.',
    example: 'labels mood = sad | happy',
    subject: true,
    value: true,
  },
  dataset: {
    doc: 'Rows of data: where they are read from, which columns they have, and on which side of the split each row is.',
    example: 'dataset clips { … }',
    subject: true,
    body: 'elements',
  },
  encoder: {
    doc: 'Turns one column into a representation, step by step.',
    example: 'encoder words from clips.said { … }',
    subject: true,
    clauses: ['from'],
    body: 'elements',
  },
  fusion: {
    doc: 'Makes one representation of several encoders or fusions.',
    example: 'fusion fused = joint(words, tone) { … }',
    subject: true,
    value: true,
    body: 'elements',
  },
  head: {
    doc: 'Predicts one column from an encoder or a fusion.',
    example: 'head mood from fused { … }',
    subject: true,
    clauses: ['from'],
    body: 'elements',
  },
  train: {
    doc: 'How the loss is made small: optimiser, batches, epochs, and when to stop.',
    example: 'train { … }',
    body: 'elements',
  },
  read: {
    doc: 'A file with rows. Several reads are aligned row by row, or joined.',
    example: 'read csv("clips.csv") as clips',
    subject: true,
    clauses: ['as'],
  },
  join: {
    doc: 'Gives each row the row of another read whose key is the same: a column, or the number of the row from 0.',
    example: 'join speakers on column(name) = clips.column(speaker)',
    subject: true,
    value: true,
    clauses: ['on'],
  },
  text: column('A column of texts.', 'text said = column(transcript)'),
  audio: column('A column of sounds: one file a row, or a field that holds sound.', 'audio speech = file("{wav}")'),
  image: column('A column of images of one size.', 'image face = pixels(x, height = 48, width = 48)'),
  vec: column('Numeric columns side by side, as one vector a row.', 'vec voice = columns(0..72)'),
  group: column('Rows of one group stay on one side of the split: a speaker, a video.', 'group speaker = column(speaker)'),
  id: column('Names rows in predictions.', 'id clip = column(id)'),
  number: {
    ...column('A number to be predicted, with the range of its scale.', 'number valence = column(val) in 1..5'),
    clauses: ['in'],
  },
  label: {
    ...column(
      'A label of a label set to be predicted. A map says which values of the field are which label; `drop` leaves rows out.',
      'label feeling: mood = column(mood) { 0 -> sad, 1 -> happy }',
    ),
    type: true,
    body: 'entries',
  },
  split: {
    doc: 'Which rows are for training, validation and test: shares, the file that a row is from, or the value of a column.',
    example: 'split 80% / 10% / 10% by speaker',
    subject: true,
    clauses: ['by', 'stratified on'],
    body: 'entries',
  },
  holdout: {
    doc: 'Takes validation rows out of the training rows.',
    example: 'holdout 20% of train by speaker',
    subject: true,
    clauses: ['of', 'by', 'stratified on'],
  },
};

/** Reports every part of a line that nothing would read, and clauses that stand twice. */
export function checkShape(line: Declaration, context: CheckContext): void {
  const shape = shapes[line.word.text];
  // What the parser repaired may hold parts of its neighbour.
  if (shape === undefined || line.isRecovered) return;
  for (const [at, found, meant] of strangers(line, shape)) {
    const holes = { found, owner: line.word.text, nearest: meant, expected: `\`${shape.example}\`` };
    context.add(report.unexpectedElement(at, holes, meant === undefined ? {} : { fix: [{ span: at, text: meant }] }));
  }
  const seen = new Map<string, Clause>();
  for (const clause of line.clauses) {
    const { text: name, span } = clause.word;
    const earlier = seen.get(name);
    if (earlier === undefined) seen.set(name, clause);
    else {
      const related = [{ at: earlier.word.span, label: 'first here' }];
      context.add(report.settingTwice(span, { name, owner: line.word.text }, { related }));
    }
  }
}

/** The clause of a line that begins with the same word: `stratified on` for `stratified by`. */
const clauseMeant = (written: string, known: readonly string[]): string | undefined =>
  known.find((clause) => clause !== written && clause.split(' ')[0] === written.split(' ')[0]);

/** Parts that nothing would read: where each stands, what it is, and what was meant, if that is known. */
function* strangers(line: Declaration, shape: Shape): Generator<readonly [at: Span, found: string, meant?: string | undefined]> {
  const { modifier, subject, type, value, clauses, body } = line;
  if (modifier !== null) yield [modifier.span, `\`${modifier.text}\``];
  if (subject !== null && shape.subject === undefined) yield [subject.span, 'a name'];
  if (type !== null && shape.type === undefined) yield [type.span, 'a label set'];
  if (value !== null && shape.value === undefined) yield [value.span, 'a value after `=`'];
  const known = shape.clauses ?? [];
  for (const { word } of clauses)
    if (!known.includes(word.text)) yield [word.span, `\`${word.text}\``, clauseMeant(word.text, known)];
  if (body === null) return;
  if (shape.body === undefined) yield [body.open, 'a body in braces'];
  else if (shape.body === 'elements') for (const { span } of body.entries.slice(0, 1)) yield [span, 'a mapping `… -> …`'];
  else {
    const [first, last] = [body.elements[0], body.elements.at(-1)];
    const mappings = line.word.text === 'split' ? mappingsMeant(body.elements) : undefined;
    if (mappings !== undefined && first !== undefined && last !== undefined)
      yield [{ ...first.span, end: last.span.end }, 'a list of names', mappings];
    else if (first !== undefined) yield [first.span, 'an element that maps nothing'];
  }
}
