import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { report } from '../../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../../compiler/diagnostics/result.ts';
import { byteSize } from '../byte-size.ts';
import type { StepContext } from '../context.ts';
import { freeBytes } from '../free-bytes.ts';
import type { NpmLock, NpmStep } from '../recipe.ts';

/**
 * Lets npm put its packages together: it resumes by its own cache, checks every file against the lock and knows registries, proxies and
 * certificates. Scripts of packages are not run.
 */
export async function installPackages(step: NpmStep, context: StepContext): Promise<void> {
  const { work, sources, surroundings } = context;
  await mkdir(work, { recursive: true });
  await writeFile(join(work, 'package.json'), JSON.stringify(step.packages, null, 2));
  await writeFile(join(work, 'package-lock.json'), JSON.stringify(withLocalFiles(step.lock, context), null, 1));
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `--prefix=${work}`];
  const { failed, stderr, code, exitCode } = await execa('npm', [...words, `--registry=${sources.registry.url}`], {
    cwd: work,
    env: surroundings.environment,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  if (failed) {
    await rm(join(work, 'node_modules'), { recursive: true, force: true });
    throw await failureOf(code === 'ENOENT' ? 'ENOENT' : exitCode, stderr ?? '', step, context);
  }
  const own = `${surroundings.platform}-${surroundings.architecture}`;
  for (const { folder, member } of step.keepOne) {
    const others = (await readdir(join(work, folder))).filter((name) => name !== member[own]);
    for (const name of others) await rm(join(work, folder, name), { recursive: true, force: true });
  }
}

/** The lock, with the packages that were downloaded before taken from their folder. npm still compares their checksums. */
export function withLocalFiles(lock: NpmLock, { files }: Pick<StepContext, 'files'>): NpmLock {
  if (files === null) return lock;
  const packages = Object.entries(lock.packages).map(([place, entry]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const tarball = tarballName(name, entry.version ?? '');
    const isThere = place !== '' && files.names.includes(tarball);
    return [place, isThere ? { ...entry, resolved: pathToFileURL(join(files.folder, tarball)).href } : entry];
  });
  return { ...lock, packages: Object.fromEntries(packages) };
}

/** What `npm pack` calls the file of a package. */
export const tarballName = (name: string, version: string): string =>
  `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;

const unreachable = /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;

async function failureOf(ending: unknown, output: string, step: NpmStep, context: StepContext): Promise<Failure> {
  const { engine, sources, work } = context;
  const words = output.replaceAll(/^npm (?:error|ERR!) ?/gm, '').trim();
  if (ending === 'ENOENT') {
    const advice = 'npm comes with Node; where it was left out, install it (Debian: apt install npm) and try again';
    return new Failure(report.npmFailed(null, { engine, reason: 'there is no npm', advice }));
  }
  const network = unreachable.exec(words)?.[1];
  if (network !== undefined) {
    const host = new URL(sources.registry.url).host;
    const advice = 'npm says how it can be reached: `npm config get proxy`, `npm ping`; a mirror can be named with --registry';
    return new Failure(report.hostNotReached(null, { host, reason: network, advice, files: 'the packages with `npm pack`' }));
  }
  if (/\bENOSPC\b/.test(words)) {
    const holes = { engine, folder: work, needed: byteSize(step.diskBytes), free: byteSize(await freeBytes(work)) };
    return new Failure(report.installDiskFull(null, holes));
  }
  const integrity = /(\S+) integrity checksum failed[^:]*: wanted (\S+) but got (\S+?)\.? /.exec(`${words} `);
  if (integrity !== null || /\bEINTEGRITY\b/.test(words)) {
    const [, , expected = 'the one of the lock file', found = 'another one'] = integrity ?? [];
    const file = /(?:https?|file):\S+\.tgz/.exec(words)?.[0] ?? 'an npm package';
    const advice = `the registry ${sources.registry.url} gives another file than was published; empty its cache or use another`;
    return new Failure(report.wrongChecksum(null, { file, algorithm: 'SHA-512', found, expected, advice }));
  }
  const reason = words.split('\n').slice(0, 3).join('; ') || `it ended with code ${String(ending)}`;
  return new Failure(
    report.npmFailed(null, {
      engine,
      reason,
      advice: `the registry is ${sources.registry.url}, from ${sources.registry.saidBy}`,
    }),
  );
}
