import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of the documentation. */
export interface Document {
  /** Path from the root of the project. */
  readonly file: string;
  readonly text: string;
}

/** A fenced block: the words behind its fence, its text, and where it begins. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

const pagesIn = (folder: string): readonly Document[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));

/** Pages that are written by hand. */
export const guides: readonly Document[] = pagesIn('docs');
/** Pages that are made of the texts of the kinds. */
export const reference: readonly Document[] = pagesIn('docs/reference');

/** Fenced blocks of a page, in order; a fence may be indented. */
export function blocksOf({ file, text }: Document): readonly Block[] {
  const blocks: Block[] = [];
  for (const match of text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^ *```$/gm)) {
    const [, indent = '', info = '', body = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    blocks.push({ file, line, info: info.trim(), text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), '') });
  }
  return blocks;
}

/** Blocks in the language: whole specs, and parts of one, which are marked as fragments. */
export const isSpec = ({ info }: Block): boolean => info === 'emo';
export const isFragment = ({ info }: Block): boolean => info === 'emo fragment';
