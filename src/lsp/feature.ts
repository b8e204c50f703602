import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DataFiles } from '../service/data.ts';
import type { SpecDocuments } from './spec-documents.ts';
import type { SpecFolders } from './spec-folders.ts';

/** What the parts of the server share. */
export interface Server {
  readonly connection: Connection;
  readonly client: () => ClientCapabilities;
  /** An open document; nothing is answered about others. */
  readonly document: (uri: string) => TextDocument | undefined;
  readonly specs: SpecDocuments;
  readonly folders: SpecFolders;
  readonly dataOf: (document: TextDocument) => Promise<DataFiles>;
  /**
   * Makes a handler of a function. A request that was cancelled is not begun; a mistake of the server's own is written to its log, and
   * the answer is `empty`: an editor must not lose its server over one question.
   */
  readonly answer: <Params, Result>(
    empty: Result,
    handle: (params: Params) => Result | Promise<Result>,
  ) => (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>>;
}

/** One thing that the server can do: what it promises, and the handlers that keep it. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  readonly register: (server: Server) => void;
}

export const defineFeature = (feature: Feature): Feature => feature;
