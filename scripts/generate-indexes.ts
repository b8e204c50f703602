import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A folder that is a list: every file in it exports one value of one shape, and the index names them all. */
interface ListFolder {
  readonly folder: string;
  /** Name of the exported array. */
  readonly list: string;
  /** The index names its members and loads them when they are asked for, one by one. */
  readonly isLazy?: boolean;
}

const lists: readonly ListFolder[] = JSON.parse(readFileSync('scripts/lists.json', 'utf8'));

const heading = '// Generated from the files of this folder by `npm run generate`. Do not edit.';

function indexOf({ folder, list, isLazy }: ListFolder): [string, string] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts') && !file.startsWith('_'))
    .sort();
  const rows = files.map((file) => {
    const name = /^export const (\w+)[^=\n]*= define/m.exec(readFileSync(`${folder}/${file}`, 'utf8'))?.[1];
    if (name === undefined) throw new Error(`${folder}/${file}: no line "export const NAME = define…"`);
    return { file, name };
  });
  if (isLazy === true) return [`${folder}/index.generated.ts`, lazyIndexOf(folder, list, rows)];
  const text = `${heading}
${rows.map(({ file, name }) => `import { ${name} } from './${file}';`).join('\n')}

export const ${list} = [${rows.map(({ name }) => name).join(', ')}] as const;
`;
  return [`${folder}/index.generated.ts`, text];
}

/** A table of names and summaries, which the sources hold as `name: '…'` and `summary: '…'`, with a function that imports the rest. */
function lazyIndexOf(folder: string, list: string, rows: readonly { readonly file: string; readonly name: string }[]): string {
  const entries = rows.map(({ file, name }) => {
    const source = readFileSync(`${folder}/${file}`, 'utf8');
    const [word, summary] = ['name', 'summary'].map((key) => new RegExp(`^ {2}${key}: ('.*'),$`, 'm').exec(source)?.[1]);
    if (word === undefined || summary === undefined)
      throw new Error(`${folder}/${file}: no line "  name: '…'," or "  summary: '…',"`);
    return `  { name: ${word}, summary: ${summary}, load: async () => (await import('./${file}')).${name} },`;
  });
  return `${heading}

export const ${list} = [
${entries.join('\n')}
] as const;
`;
}

/** One index a list folder (`scripts/lists.json`): files starting with an underscore are helpers, not members. */
export function generateIndexes(): [string, string][] {
  return lists.filter(({ folder }) => existsSync(folder)).map(indexOf);
}
