import { readFileSync } from 'node:fs';

/** A spec of at least so many lines: the quickstart with its encoders, fusion and heads many times over, all of them in the loss. */
export function longSpec(lineCount: number): string {
  const text = readFileSync('examples/quickstart.emo', 'utf8');
  const [start, end] = [text.indexOf('encoder tone'), text.indexOf('loss =')];
  const blocks = text.slice(start, end);
  const heads = ['by_voice', 'by_words', 'by_face', 'all'];
  const names = new RegExp(`(?<!\\.)\\b(${['tone', 'words', 'face', 'fused', ...heads].join('|')})\\b(?!\\()`, 'g');
  const parts: string[] = [];
  const terms: string[] = [];
  for (let copy = 0, lines = 0; lines < lineCount; copy += 1) {
    const part = blocks.replace(names, (name) => `${name}_${copy}`);
    lines += part.split('\n').length - 1;
    parts.push(part);
    terms.push(...heads.map((head) => `0.001 * cross_entropy(${head}_${copy})`));
  }
  return `${text.slice(0, start)}${parts.join('')}loss = ${terms.join(' + ')}\n\n${text.slice(text.indexOf('train {'))}`;
}
