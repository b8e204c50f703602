import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isSpan, type Place, type Diagnostic as SpecDiagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { manualOf } from './manual.ts';
import { rangeOf } from './places.ts';

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

/** A diagnostic as editors show it: message and helps, the other places, and the page that explains its code. */
export function diagnosticOf(
  { code, name, severity, message, at, related, help }: SpecDiagnostic,
  document: TextDocument,
): Diagnostic {
  const manual = manualOf(code);
  const spanOf = (place: Place) => (isSpan(place) ? place : { start: 0, end: 0 });
  const ways = help.map(({ text }) => `help: ${text}`);
  return {
    range: rangeOf(document, visible(spanOf(at), document)),
    severity: severities[severity],
    code,
    source: 'emoc',
    message: [message, ...ways].join('\n'),
    ...(manual === null ? {} : { codeDescription: { href: manual } }),
    ...(name.startsWith('unused-') ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related
      .filter((other) => isSpan(other.at))
      .map((other) => ({ location: { uri: document.uri, range: rangeOf(document, spanOf(other.at)) }, message: other.label })),
  };
}

/** Something that is missing has no letters of its own; the one before it is marked, where there is one on the line. */
function visible({ start, end }: { readonly start: number; readonly end: number }, document: TextDocument) {
  if (end > start || start === 0) return { start, end };
  return { start: document.positionAt(start).character === 0 ? start : start - 1, end };
}
