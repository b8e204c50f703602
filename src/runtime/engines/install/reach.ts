import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Surroundings } from '../engine-folder.ts';

/** What is asked for, and how it is spoken of where it cannot be had. */
export interface Request {
  /** Without credentials. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names of the files that would have to be carried here instead. */
  readonly files: string;
}

/**
 * Asks a server and gives its answer, which is a success (2xx).
 *
 * Throws a `Failure` that names the host where there is no way to it (E0853), and the status where it refuses (E0854). `accepted` lists further
 * statuses that the caller knows what to do with.
 */
export async function reach(
  { url, headers, files }: Request,
  surroundings: Surroundings,
  accepted: readonly number[] = [],
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch (error) {
    throw new Failure(
      report.hostNotReached(null, { host: new URL(url).host, reason: causeOf(error), advice: proxyAdvice(surroundings), files }),
    );
  }
  if (response.ok || accepted.includes(response.status)) return response;
  await response.body?.cancel();
  throw new Failure(
    report.downloadRefused(null, {
      url,
      status: `${response.status} ${response.statusText}`.trim(),
      advice: adviceFor[response.status],
    }),
  );
}

const adviceFor: Readonly<Record<number, string>> = {
  401: 'it wants a name and a password: write them into the address of the index, `https://NAME:PASSWORD@HOST/…`',
  403: 'this machine may not fetch it from there; another mirror can be named with --index',
  404: 'the mirror does not hold it; another one can be named with --index',
  407: 'a proxy wants a name and a password',
};

function proxyAdvice({ environment }: Surroundings): string {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? environment.HTTP_PROXY ?? environment.http_proxy;
  return proxy === undefined || proxy === ''
    ? 'is this machine on a network? A mirror can be named with --index (wheels) and --registry (npm)'
    : 'a proxy is set, which Node passes by unless it is version 24 or later with NODE_USE_ENV_PROXY=1; pip uses it: `pip download` and --from';
}

/** `getaddrinfo ENOTFOUND host` and the like, from the innermost error that says something. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? causeOf(inner) : error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
}
