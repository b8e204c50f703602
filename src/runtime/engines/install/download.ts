import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { open, rename, rm, truncate } from 'node:fs/promises';
import { basename } from 'node:path';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { isSystemError } from '../../files/read-checked.ts';
import type { StepContext } from './context.ts';
import { causeOf, type Request, reach } from './reach.ts';

/** A file whose content is known beforehand. */
export interface KnownFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** How often a connection that breaks off is made anew before that is a mistake of its own. */
const attempts = 3;

/** Ends of connections that say nothing against the next attempt. */
class CutOff extends Error {}

/**
 * Downloads a file to `target`, going on where an earlier attempt stopped: what arrived lies in `TARGET.partial`.
 *
 * Throws a `Failure`: E0853 host not reached, E0854 refused, E0855 cut off again and again, E0856 another content (which is then removed).
 * Errors of the file system come through.
 */
export async function download(request: Request, target: string, known: KnownFile, context: StepContext): Promise<void> {
  const partial = `${target}.partial`;
  for (let attempt = 1; sizeOf(partial) !== known.sizeBytes; attempt += 1) {
    try {
      await fetchRest(request, partial, known.sizeBytes, context);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      const holes = { file: basename(target), receivedBytes: sizeOf(partial), sizeBytes: known.sizeBytes, reason: error.message };
      if (attempt === attempts) throw new Failure(report.downloadCutOff(null, holes));
      context.listener({ type: 'retry', reason: error.message });
      await new Promise((done) => setTimeout(done, context.retryMs * attempt));
    }
  }
  await verify(partial, basename(target), known, { advice: 'download it again: type the same command', isOurs: true });
  await rename(partial, target);
}

async function fetchRest(request: Request, partial: string, sizeBytes: number, context: StepContext): Promise<void> {
  if (sizeOf(partial) > sizeBytes) await rm(partial);
  const have = sizeOf(partial);
  const range: Readonly<Record<string, string>> = have > 0 ? { range: `bytes=${have}-` } : {};
  const response = await reach({ ...request, headers: { ...request.headers, ...range } }, context.surroundings, [416]);
  if (response.status === 416 || !startsAt(response, have)) {
    await response.body?.cancel();
    await rm(partial, { force: true });
    throw new CutOff('the server did not go on where it stopped');
  }
  // A server that knows nothing of ranges sends all of it again.
  let at = response.status === 206 ? have : 0;
  const file = await open(partial, 'a');
  try {
    if (at === 0 && have > 0) await truncate(partial, 0);
    for await (const chunk of body(response)) {
      await file.appendFile(chunk);
      at += chunk.length;
      context.listener({ type: 'progress', doing: 'download', bytes: at, totalBytes: sizeBytes });
      if (at > sizeBytes) break;
    }
  } finally {
    await file.close();
  }
  if (at < sizeBytes) throw new CutOff('the connection ended');
  if (at === sizeBytes) return;
  await rm(partial);
  const holes = {
    file: basename(partial, '.partial'),
    algorithm: 'size',
    found: `more than ${sizeBytes}`,
    expected: `${sizeBytes} bytes`,
  };
  throw new Failure(report.wrongChecksum(null, { ...holes, advice: `it came from ${request.url}` }));
}

async function* body(response: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw isDiskError(error) ? error : new CutOff(causeOf(error));
  }
}

const isDiskError = (error: unknown): boolean => isSystemError(error) && ['write', 'open'].includes(error.syscall ?? '');

const startsAt = (response: Response, have: number): boolean =>
  response.status !== 206 || new RegExp(`^bytes ${have}-`).test(response.headers.get('content-range') ?? '');

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

interface Refusal {
  readonly advice: string;
  /** Whether the file is a download of ours, which is removed. */
  readonly isOurs: boolean;
}

/** Throws a `Failure` (E0856) unless the file's content is the known one. */
export async function verify(path: string, name: string, known: KnownFile, { advice, isOurs }: Refusal): Promise<void> {
  const found = await sha256Of(path);
  if (found === known.sha256) return;
  if (isOurs) await rm(path);
  throw new Failure(report.wrongChecksum(null, { file: name, algorithm: 'SHA-256', found, expected: known.sha256, advice }));
}

/** SHA-256 of a file of any size as 64 hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
