import { createConnection, LSPErrorCodes, Message, ResponseError } from 'vscode-languageserver/node';
import { type Surroundings, serve } from './server.ts';

/**
 * Serves over standard input and output, until the client says `exit` or closes the pipe: then the process ends, with 0 after a `shutdown` and
 * with 1 without one, as the protocol wants it. Nothing else may write to standard output.
 */
export function startOverStdio(surroundings: Surroundings): Promise<never> {
  const connection = createConnection(process.stdin, process.stdout, {
    // A request that waits behind others and is not wanted any more is answered without being begun.
    cancelUndispatched: (message) =>
      Message.isRequest(message)
        ? { jsonrpc: '2.0', id: message.id, error: new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled').toJson() }
        : undefined,
  });
  serve(connection, surroundings);
  // The connection ends the process.
  return new Promise(() => {});
}
