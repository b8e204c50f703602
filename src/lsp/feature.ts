import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { PresentFiles } from '../service/check-data.ts';
import type { SpecDocuments } from './spec-documents.ts';
import type { SpecFolders } from './spec-folders.ts';

/** Where the data of a spec is: what the project says, or else the spec's own folder. */
export interface DataRoot {
  readonly folder: string;
  /** Whether the project says so, in `emoc.yaml` or by `EMOC_DATA`. */
  readonly isStated: boolean;
}

/** What the parts of the server share. */
export interface Server {
  readonly connection: Connection;
  readonly client: () => ClientCapabilities;
  /** An open document; nothing is answered about others. */
  readonly document: (uri: string) => TextDocument | undefined;
  readonly specs: SpecDocuments;
  readonly folders: SpecFolders;
  readonly dataOf: (document: TextDocument) => Promise<DataRoot & { readonly files: PresentFiles }>;
  /** Everything that is wrong with a document: what the spec shows, and what the headers of its data say against it. */
  readonly mistakesOf: (document: TextDocument) => Promise<readonly Diagnostic[]>;
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
