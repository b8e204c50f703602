import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Surroundings } from '../engine-folder.ts';
import { reach } from './reach.ts';
import { type Source, splitCredentials } from './sources.ts';

/** A wheel of a recipe: the index tells where it lies, the recipe what it must contain. */
export interface WantedWheel {
  readonly project: string;
  readonly file: string;
  readonly sha256: string;
}

/** Where to fetch a wheel from. */
export interface WheelAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const asJson = 'application/vnd.pypi.simple.v1+json';
const accept = `${asJson}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;

/**
 * Looks a wheel up in the simple API of an index, in JSON (PEP 691) or HTML (PEP 503), whichever the index speaks.
 *
 * Throws a `Failure`: E0853 and E0854 where the index does not answer, E0865 where it does not list the file, E0856 where it lists another
 * one under the same name.
 */
export async function findWheel(wanted: WantedWheel, index: Source, surroundings: Surroundings): Promise<WheelAddress> {
  const { url: root, headers } = splitCredentials(index.url);
  const page = `${root.replace(/\/+$/, '')}/${wanted.project}/`;
  const response = await reach({ url: page, headers: { ...headers, accept }, files: wanted.file }, surroundings);
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith(asJson);
  const found = (isJson ? linksInJson(text) : linksInHtml(text)).find(({ file }) => file === wanted.file);
  if (found === undefined) {
    const advice = `the public index is ${'https://pypi.org/simple'}; name another one with --index`;
    throw new Failure(report.wheelNotInIndex(null, { index: page, file: wanted.file, advice }));
  }
  if (found.sha256 !== null && found.sha256 !== wanted.sha256) {
    const advice = `${page} lists another file under this name`;
    const holes = { file: wanted.file, algorithm: 'SHA-256', found: found.sha256, expected: wanted.sha256, advice };
    throw new Failure(report.wrongChecksum(null, holes));
  }
  const url = new URL(found.url, response.url || page);
  // The password of an index is not for the hosts that it points to.
  return { url: url.href, headers: url.host === new URL(page).host ? headers : {} };
}

interface Link {
  readonly file: string;
  readonly url: string;
  readonly sha256: string | null;
}

function linksInJson(text: string): readonly Link[] {
  const { files } = JSON.parse(text) as {
    readonly files: readonly {
      readonly filename: string;
      readonly url: string;
      readonly hashes?: { readonly sha256?: string };
    }[];
  };
  return files.map(({ filename, url, hashes }) => ({ file: filename, url, sha256: hashes?.sha256 ?? null }));
}

/** Anchors whose text is the file's name and whose address may end in `#sha256=…`. */
export function linksInHtml(text: string): readonly Link[] {
  return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([^<]*)<\/a>/gi)].map(
    ([, double, single, name]) => {
      const [url, fragment = ''] = plainText((double ?? single) as string).split('#') as [string, string?];
      return { file: plainText(name as string).trim(), url, sha256: /sha256=([0-9a-f]{64})/.exec(fragment)?.[1] ?? null };
    },
  );
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

const plainText = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string);
