import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

export interface ServerMemory {
  readonly edits: number;
  /** Resident memory of the server's process at the end, and the most there was (Linux: VmRSS and VmHWM). */
  readonly residentBytes: number;
  readonly mostBytes: number;
  readonly slowestAnswerMs: number;
}

/** Edits a document in a server that runs `bin/emoc.js lsp`, letter by letter, and asks for completion and hover as an editor does. */
export async function serverMemory(text: string, edits: number): Promise<ServerMemory> {
  const child = spawn(process.execPath, ['bin/emoc.js', 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const uri = 'file:///long.emo';
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'emo', version: 1, text } });
  const line = text.split('\n').findIndex((words) => words.includes('dense('));
  const character = (text.split('\n')[line] ?? '').indexOf('dense(') + 'dense('.length;
  const start = { line, character };
  let slowestAnswerMs = 0;
  for (let edit = 0; edit < edits; edit += 1) {
    const isInsertion = edit % 2 === 0;
    const end = isInsertion ? start : { line, character: character + 1 };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: edit + 2 },
      contentChanges: [{ range: { start, end }, text: isInsertion ? '1' : '' }],
    });
    if (edit % 10 !== 9) continue;
    const startMs = performance.now();
    await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: start });
    await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character: character - 2 } });
    slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - startMs);
    // Every hundredth edit is a pause in which the server checks the whole spec and the editor asks for its decorations.
    if (edit % 100 !== 99) continue;
    await connection.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } });
    await connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } });
  }
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const bytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
  const result = { edits, residentBytes: bytes('VmRSS'), mostBytes: bytes('VmHWM'), slowestAnswerMs };
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return result;
}
