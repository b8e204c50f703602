import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import schema from '../../grammar/emoc.schema.json' with { type: 'json' };
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
  readonly device?: 'gpu' | 'cpu';
  readonly xla?: boolean;
  readonly reporter?: 'auto' | 'ink' | 'plain' | 'json';
}

/** Reads and checks one manifest; see `findManifest`. `file` is its name for messages. */
export function readManifest(path: string, file: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw asFailure(error, path, { file });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ message, pos: [offset] }) =>
    report.brokenManifest(placeAt(file, lines, offset), { file, reason: message }),
  );
  if (broken.length > 0) throw new Failure(...broken);
  const content: unknown = document.toJS() ?? {};
  const errors = schemaErrors(content);
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

function schemaErrors(content: unknown): readonly ErrorObject[] {
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  return validate(content) ? [] : (validate.errors ?? []);
}

const keysOf = ({ instancePath }: ErrorObject): string[] => instancePath.split('/').slice(1);

/** Place of a key of the outermost mapping. */
function keyOffset(contents: Node | null, key: string): number | undefined {
  const items = (contents as { readonly items?: readonly { readonly key: Node & { readonly value?: unknown } }[] } | null)?.items;
  return items?.find((item) => item.key.value === key)?.key.range?.[0];
}

const placeAt = (file: string, lines: LineCounter, offset: number) => {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
};

const known = Object.keys(schema.properties);

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
