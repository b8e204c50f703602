import { type ChildProcess, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type InitializeParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** A client of a real server: a child process that speaks over its standard streams. */
export interface Client {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  /** What the server wrote to its error stream. */
  readonly errors: () => string;
  /** The next diagnostics of a document, or those of a version. */
  readonly diagnosticsOf: (uri: string, version?: number) => Promise<PublishDiagnosticsParams>;
  readonly open: (uri: string, text: string) => Promise<void>;
  readonly exit: Promise<number | null>;
  /** Ends the server as the protocol wants it; gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

const capabilities: InitializeParams['capabilities'] = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
};

export async function startClient(folder = process.cwd()): Promise<Client> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/lsp/_server.ts'], { stdio: 'pipe' });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const received: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    received.push(params);
    for (const wake of [...waiting]) wake();
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: `file://${folder}`, name: 'specs' }],
    capabilities,
  });
  await connection.sendNotification('initialized', {});
  const find = (uri: string, version: number | undefined) =>
    received.findLast((params) => params.uri === uri && (version === undefined || params.version === version));
  return {
    child,
    connection,
    errors: () => errors,
    exit,
    diagnosticsOf: (uri, version) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = find(uri, version);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    open: async (uri, text) => {
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'emo', version: 1, text } });
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exit;
    },
  };
}
