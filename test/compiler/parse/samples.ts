import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./samples/', import.meta.url));

export interface Sample {
  readonly name: string;
  readonly text: string;
  /** Without a file `diagnostics.txt` a sample must parse without any. */
  readonly isCorrect: boolean;
  readonly pathOf: (file: string) => string;
}

/** The folders of `samples/`: a `spec.emo`, the tree it gives, and what is wrong with it. */
export const samples: readonly Sample[] = readdirSync(folder)
  .sort()
  .map((name) => {
    const pathOf = (file: string): string => `${folder}${name}/${file}`;
    return { name, text: readFileSync(pathOf('spec.emo'), 'utf8'), isCorrect: !existsSync(pathOf('diagnostics.txt')), pathOf };
  });
