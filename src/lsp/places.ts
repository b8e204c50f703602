import { pathToFileURL } from 'node:url';
import type { Location, Range, TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span, TextEdit as SpecEdit } from '../compiler/diagnostics/diagnostic.ts';

/** Offsets become lines and characters in UTF-16, which every client understands. */
export const rangeOf = (document: TextDocument, { start, end }: Pick<Span, 'start' | 'end'>): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const editOf = (document: TextDocument, { span, text }: SpecEdit): TextEdit => ({
  range: rangeOf(document, span),
  newText: text,
});

export const locationOf = (document: TextDocument, span: Span): Location => ({
  uri: document.uri,
  range: rangeOf(document, span),
});

export const uriOf = (file: string): string =>
  /^[a-z][a-z+.-]*:/i.test(file) && !/^[a-z]:[\\/]/i.test(file) ? file : pathToFileURL(file).href;
