import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ErrorObject } from 'ajv';
import type { LineCounter as Lines, Node, ParsedNode } from 'yaml';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { nearest } from '../compiler/diagnostics/nearest.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import { asFailure } from '../runtime/files/read-checked.ts';

/** What `emoc.yaml` may say; its published schema is `grammar/emoc.schema.json`. */
export interface Manifest {
  readonly data?: string;
  readonly runs?: string;
  readonly engine?: string;
  readonly reporter?: 'auto' | 'ink' | 'plain' | 'json';
}

export interface FoundManifest {
  /** Folder of the manifest: what its relative paths are relative to. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const fileName = 'emoc.yaml';

/**
 * The nearest manifest in a folder or above it; `null` where there is none.
 *
 * Throws a `Failure` where it is not YAML (E1011) or does not fit the schema (E1012, E1013), at line and column, all mistakes at once.
 */
export async function findManifest(from: string, workingFolder: string): Promise<FoundManifest | null> {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, fileName);
    if (existsSync(path)) return { folder, manifest: await readManifest(path, shortName(path, workingFolder)) };
    if (dirname(folder) === folder) return null;
  }
}

/** A path for people: relative where it lies in the working folder. */
export function shortName(path: string, workingFolder: string): string {
  const name = relative(workingFolder, path);
  return name.startsWith('..') ? path : name;
}

async function readManifest(path: string, file: string): Promise<Manifest> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asFailure(error, file);
  }
  // Loaded only where there is a manifest: most commands need neither.
  const { parseDocument, LineCounter } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ message, pos: [offset] }) =>
    report.brokenManifest(placeAt(file, lines, offset), { file, reason: message }),
  );
  if (broken.length > 0) throw new Failure(...broken);
  const content: unknown = document.toJS() ?? {};
  const errors = await schemaErrors(content);
  if (errors.length === 0) return content as Manifest;
  const nodeAt = (path: readonly string[]): Node | null | undefined =>
    path.length === 0 ? document.contents : (document.getIn(path, true) as ParsedNode | undefined);
  throw new Failure(
    ...errors.map((error) => {
      const key = error.keyword === 'additionalProperties' ? String(error.params.additionalProperty) : null;
      const offset = key === null ? nodeAt(keysOf(error))?.range?.[0] : keyOffset(document.contents, key);
      return describe(error, content, placeAt(file, lines, offset ?? 0), file);
    }),
  );
}

async function schemaErrors(content: unknown): Promise<readonly ErrorObject[]> {
  const [{ Ajv2020 }, { default: schema }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('../../grammar/emoc.schema.json', { with: { type: 'json' } }),
  ]);
  const ajv = new Ajv2020({ allErrors: true });
  const validate = ajv.compile(schema);
  return validate(content) ? [] : (validate.errors ?? []);
}

const keysOf = ({ instancePath }: ErrorObject): string[] => instancePath.split('/').slice(1);

/** Place of a key of the outermost mapping. */
function keyOffset(contents: Node | null, key: string): number | undefined {
  const items = (contents as { readonly items?: readonly { readonly key: Node & { readonly value?: unknown } }[] } | null)?.items;
  return items?.find((item) => item.key.value === key)?.key.range?.[0];
}

const placeAt = (file: string, lines: Lines, offset: number) => {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
};

const known = ['data', 'runs', 'engine', 'reporter'];

function describe(error: ErrorObject, content: unknown, at: { readonly file: string }, file: string): Diagnostic {
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty);
    return report.unknownManifestSetting(at, { file, name, nearest: nearest(name, known), known: known.join(', ') });
  }
  const [name = ''] = keysOf(error);
  const found = name === '' ? kindOf(content) : JSON.stringify((content as Readonly<Record<string, unknown>>)[name]);
  const options = error.keyword === 'enum' ? (error.params.allowedValues as readonly string[]) : null;
  const expected =
    options !== null
      ? `one of ${options.join(', ')}`
      : name === ''
        ? 'settings, as in `data: data/`'
        : error.keyword === 'minLength'
          ? 'a text that is not empty'
          : 'a text';
  const meant = options === null || typeof found !== 'string' ? undefined : nearest(found.replaceAll('"', ''), options);
  const subject = name === '' ? 'the manifest' : `\`${name}\``;
  return report.wrongManifestValue(at, { file, subject, expected, found, nearest: meant });
}

const kindOf = (content: unknown): string =>
  Array.isArray(content) ? 'a list' : content === null ? 'nothing' : `a ${typeof content}`;

/** A path of the manifest as an absolute one. */
export const inManifest = ({ folder }: FoundManifest, path: string): string => resolve(folder, path);
