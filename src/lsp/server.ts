import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../runtime/train/version.ts';
import { checkData } from '../service/check-data.ts';
import { DataFolder } from './data-folder.ts';
import type { DataRoot, Server } from './feature.ts';
import { features } from './features.ts';
import { MemoryKeeper } from './memory.ts';
import { publishing } from './publishing.ts';
import { fileOf, SpecDocuments } from './spec-documents.ts';
import { SpecFolders } from './spec-folders.ts';

/** What the server needs of the world around it. */
export interface Surroundings {
  /** Where the data of a spec is. */
  readonly dataRootOf: (specFile: string) => Promise<DataRoot>;
}

/**
 * Serves the language service over a connection until the client ends it.
 *
 * Documents are synchronised by their changes. Diagnostics follow a change after a short pause; everything else is answered when it is asked,
 * from the latest snapshot of the document that is good enough for it.
 */
export function serve(connection: Connection, { dataRootOf }: Surroundings): void {
  const documents = new TextDocuments(TextDocument);
  const memory = new MemoryKeeper();
  const specs = new SpecDocuments((length) => memory.checked(length));
  const roots = new Map<string, DataFolder>();
  let client: ClientCapabilities = {};
  let folders: readonly string[] = [];

  const server: Server = {
    connection,
    client: () => client,
    document: (uri) => documents.get(uri),
    specs,
    folders: new SpecFolders(
      () => folders,
      () => documents.all().map((document) => ({ document, snapshot: specs.current(document) })),
    ),
    dataOf: async ({ uri }) => {
      const root = await dataRootOf(fileOf(uri));
      const files = roots.get(root.folder) ?? new DataFolder(root.folder);
      roots.set(root.folder, files);
      return { files, ...root };
    },
    mistakesOf: async (document) => {
      const snapshot = specs.current(document);
      const { files, folder, isStated } = await server.dataOf(document);
      const ofData = checkData(snapshot, files, folder);
      // Without a word about where the data is, files that are not here are no mistake of the spec.
      return [...snapshot.diagnostics, ...ofData.filter(({ name }) => isStated || name !== 'missing-file')];
    },
    answer: (empty, handle) => async (params, token) => {
      // Cancellations that have arrived meanwhile are read first.
      await nextTurn();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      try {
        return await handle(params);
      } catch (error) {
        if (error instanceof ResponseError) return error;
        connection.console.error(`a bug of emoc: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return empty;
      }
    },
  };

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri }) => {
    client = capabilities;
    folders = (workspaceFolders ?? (rootUri == null ? [] : [{ uri: rootUri, name: '' }])).map(({ uri }) => fileOf(uri));
    return { capabilities: serverCapabilities, serverInfo: { name: 'emoc', version } };
  });
  for (const feature of features) feature.register(server);
  publishing(server, documents);
  documents.onDidClose(({ document }) => specs.forget(document.uri));
  documents.listen(connection);
  connection.listen();
}

const serverCapabilities: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  ...Object.assign({}, ...features.map(({ capabilities }) => capabilities)),
};
