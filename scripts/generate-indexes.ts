import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A folder that is a list: every file in it exports one value of one shape, and the index names them all. */
interface ListFolder {
  readonly folder: string;
  /** Name of the exported array. */
  readonly list: string;
}

const lists: readonly ListFolder[] = JSON.parse(readFileSync('scripts/lists.json', 'utf8'));

function indexOf({ folder, list }: ListFolder): [string, string] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts') && !file.startsWith('_'))
    .sort();
  const rows = files.map((file) => {
    const name = /^export const (\w+)[^=\n]*= define/m.exec(readFileSync(`${folder}/${file}`, 'utf8'))?.[1];
    if (name === undefined) throw new Error(`${folder}/${file}: no line "export const NAME = define…"`);
    return { file, name };
  });
  const text = `// Generated from the files of this folder by \`npm run generate\`. Do not edit.
${rows.map(({ file, name }) => `import { ${name} } from './${file}';`).join('\n')}

export const ${list} = [${rows.map(({ name }) => name).join(', ')}] as const;
`;
  return [`${folder}/index.generated.ts`, text];
}

/** One index a list folder (`scripts/lists.json`): files starting with an underscore are helpers, not members. */
export function generateIndexes(): [string, string][] {
  return lists.filter(({ folder }) => existsSync(folder)).map(indexOf);
}
