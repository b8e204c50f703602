import { tokenize } from '../../src/compiler/parse/parse.ts';
import { complete } from '../../src/service/completion.ts';
import type { DataFiles } from '../../src/service/data.ts';
import { hoverAt } from '../../src/service/hover.ts';
import { signatureAt } from '../../src/service/signature.ts';
import { type Snapshot, takeSnapshot } from '../../src/service/snapshot.ts';
import { pseudoRandom } from '../runtime/pseudo-random.ts';

/** A spec with damages, and where the last of them is. */
export interface Damaged {
  readonly text: string;
  readonly offset: number;
  readonly what: string;
}

const strays = [
  '{',
  '}',
  '(',
  ')',
  '[',
  '"',
  ',',
  '=',
  '->',
  '..',
  '@',
  '.',
  '0',
  '1e',
  '#',
  '\u0000',
  '😀',
  'train',
  'from',
  '\t',
  '\r\n',
  '//',
];

/** Endless texts with one to three tokens left out, doubled, exchanged, replaced or put in, the same for the same seed. */
export function* damagesOf(texts: readonly string[], seed: number): Generator<Damaged> {
  const random = pseudoRandom(seed);
  const choose = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const places = new Map(
    texts.map((text) => [text, tokenize(text).tokens.map(({ startOffset, image }) => [startOffset, image] as const)]),
  );
  for (;;) {
    const original = choose(texts);
    let text = original;
    let offset = 0;
    const done: string[] = [];
    const count = 1 + Math.floor(random() * 3);
    for (let number = 0; number < count; number += 1) {
      const tokens = places.get(original) ?? [];
      const [start, image] = choose(tokens);
      const at = Math.min(start, text.length);
      const other = choose([...strays, choose(tokens)[1]]);
      const way = choose(['leave out', 'double', 'replace', 'put in', 'cut'] as const);
      const put = {
        'leave out': '',
        double: `${image} ${image}`,
        replace: other,
        'put in': `${other} ${image}`,
        cut: image.slice(0, 1),
      }[way];
      text = text.slice(0, at) + put + text.slice(at + image.length);
      offset = at + put.length;
      done.push(`${way} ${JSON.stringify(image)}`);
    }
    yield { text, offset, what: done.join(', ') };
  }
}

/** The longest that checking, completing, hovering and signature help took for a text at a place. */
export function answerAt(
  text: string,
  offset: number,
  data: DataFiles,
): { readonly slowestMs: number; readonly snapshot: Snapshot } {
  let slowestMs = 0;
  const timed = <Result>(run: () => Result): Result => {
    const startMs = performance.now();
    const result = run();
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
    return result;
  };
  const snapshot = timed(() => takeSnapshot({ file: 'spec.emo', text }));
  timed(() => complete({ text, offset, snapshot, data }));
  timed(() => hoverAt(snapshot, offset));
  timed(() => signatureAt(text, offset));
  return { slowestMs, snapshot };
}

/** As `answerAt`; a slow answer is asked for again, since other processes may have had the processor. */
export function slowestAnswerMs(text: string, offset: number, data: DataFiles, limitMs: number): number {
  let slowestMs = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && slowestMs > limitMs; tries += 1)
    slowestMs = Math.min(slowestMs, answerAt(text, offset, data).slowestMs);
  return slowestMs;
}
