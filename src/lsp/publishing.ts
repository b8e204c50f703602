import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { Server } from './feature.ts';
import { fileOf, longestSpec } from './spec-documents.ts';

/** How long nobody types before a spec is checked. */
const pauseMs = 100;

/** Sends the diagnostics of every open document: at once when it is opened, after a pause when it changes, none any more when it is closed. */
export function publishing({ connection, mistakesOf }: Server, documents: TextDocuments<TextDocument>): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const stop = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
  };
  const publish = async (document: TextDocument): Promise<void> => {
    stop(document.uri);
    const { version } = document;
    const length = document.getText().length;
    const file = fileOf(document.uri);
    const found =
      length > longestSpec
        ? [report.specTooLong({ file, start: 0, end: 0 }, { length, limit: longestSpec })]
        : await mistakesOf(document);
    // While the files were looked for, the spec may have changed again: then the next check is on its way.
    if (document.version !== version || !versions.has(document.uri)) return;
    const diagnostics = found.map((diagnostic) => diagnosticOf(diagnostic, document));
    void connection.sendDiagnostics({ uri: document.uri, version, diagnostics });
  };
  const later = (document: TextDocument, delayMs: number): void => {
    stop(document.uri);
    waiting.set(
      document.uri,
      setTimeout(() => {
        waiting.delete(document.uri);
        publish(document).catch((error: unknown) => {
          connection.console.error(`a bug of emoc: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        });
      }, delayMs),
    );
  };
  const versions = new Set<string>();
  documents.onDidChangeContent(({ document }) => {
    const isNew = !versions.has(document.uri);
    versions.add(document.uri);
    later(document, isNew ? 0 : pauseMs);
  });
  documents.onDidClose(({ document }) => {
    stop(document.uri);
    versions.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
}
