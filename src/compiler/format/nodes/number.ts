import type { IToken } from 'chevrotain';
import type { Doc } from '../doc.ts';
import { token, type Writing } from '../writing.ts';

/** `80%`, `50 ms`: one blank before a unit, none before `%`. The digits stay as they are written: `1e-3` is not `0.001`. */
export function number(written: IToken, writing: Writing): Doc {
  const text = written.image.replace(/[ \t]*%$/, '%').replace(/([\d.])[ \t]*([A-Za-z]+)$/, '$1 $2');
  return token(writing, written, text);
}
