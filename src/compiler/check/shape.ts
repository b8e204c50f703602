import type { Span } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Clause, Declaration } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';

/** Which parts a line may have after its word; the parser takes all of them everywhere. */
export interface Shape {
  readonly example: string;
  readonly subject?: true;
  readonly type?: true;
  readonly value?: true;
  readonly clauses?: readonly string[];
  readonly body?: 'elements' | 'entries';
}

const column = (example: string): Shape => ({ example, subject: true, value: true });

export const shapes: Readonly<Record<string, Shape>> = {
  emo: { example: 'emo 1', subject: true },
  experiment: { example: 'experiment first { seed = 7 }', subject: true, body: 'elements' },
  let: { example: 'let alpha = 0.1', subject: true, value: true },
  labels: { example: 'labels mood = sad | happy', subject: true, value: true },
  dataset: { example: 'dataset clips { … }', subject: true, body: 'elements' },
  encoder: { example: 'encoder words from clips.said { … }', subject: true, clauses: ['from'], body: 'elements' },
  fusion: { example: 'fusion fused = joint(words, tone) { … }', subject: true, value: true, body: 'elements' },
  head: { example: 'head mood from fused { … }', subject: true, clauses: ['from'], body: 'elements' },
  train: { example: 'train { … }', body: 'elements' },
  read: { example: 'read csv("clips.csv") as clips', subject: true, clauses: ['as'] },
  join: { example: 'join speakers on column(name) = clips.column(speaker)', subject: true, value: true, clauses: ['on'] },
  text: column('text said = column(transcript)'),
  audio: column('audio speech = file("{wav}")'),
  image: column('image face = pixels(x, height = 48, width = 48)'),
  vec: column('vec voice = columns(0..72)'),
  group: column('group speaker = column(speaker)'),
  id: column('id clip = column(id)'),
  number: { ...column('number valence = column(val) in 1..5'), clauses: ['in'] },
  label: { ...column('label feeling: mood = column(mood) { 0 -> sad, 1 -> happy }'), type: true, body: 'entries' },
  split: {
    example: 'split 80% / 10% / 10% by speaker',
    subject: true,
    clauses: ['by', 'stratified on'],
    body: 'entries',
  },
  holdout: { example: 'holdout 20% of train by speaker', subject: true, clauses: ['of', 'by', 'stratified on'] },
};

/** Reports every part of a line that nothing would read, and clauses that stand twice. */
export function checkShape(line: Declaration, context: CheckContext): void {
  const shape = shapes[line.word.text];
  // What the parser repaired may hold parts of its neighbour.
  if (shape === undefined || line.isRecovered) return;
  for (const [at, found] of strangers(line, shape))
    context.add(report.unexpectedElement(at, { found, owner: line.word.text, expected: `\`${shape.example}\`` }));
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

function* strangers(line: Declaration, shape: Shape): Generator<readonly [Span, string]> {
  const { modifier, subject, type, value, clauses, body } = line;
  if (modifier !== null) yield [modifier.span, `\`${modifier.text}\``];
  if (subject !== null && shape.subject === undefined) yield [subject.span, 'a name'];
  if (type !== null && shape.type === undefined) yield [type.span, 'a label set'];
  if (value !== null && shape.value === undefined) yield [value.span, 'a value after `=`'];
  for (const { word } of clauses) if (shape.clauses?.includes(word.text) !== true) yield [word.span, `\`${word.text}\``];
  if (body === null) return;
  if (shape.body === undefined) yield [body.open, 'a body in braces'];
  else if (shape.body === 'elements') for (const { span } of body.entries.slice(0, 1)) yield [span, 'a mapping `… -> …`'];
  else for (const { span } of body.elements.slice(0, 1)) yield [span, 'an element that maps nothing'];
}
