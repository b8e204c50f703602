import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const folder = 'editors/vscode';
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly extensions: readonly string[];
      readonly configuration: string;
    }[];
    readonly grammars: readonly { readonly scopeName: string; readonly path: string; readonly language: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const sources = readdirSync(join(folder, 'src'))
  .map((file) => read(`src/${file}`))
  .join('\n');
const all = (pattern: RegExp, text: string): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

test('every declared command is registered, and every registered one declared', () => {
  const declared = manifest.contributes.commands.map(({ command }) => command).sort();
  assert.equal(all(/registerCommand\('([\w.]+)'/g, sources), declared);
  const inMenus = Object.values(manifest.contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
  for (const command of inMenus) assert.ok(declared.includes(command), command);
});

test('the commands of the server’s code lens are the extension’s', () => {
  const kinds = all(/'(\w+)'/g, /readonly kind: ([^;]+);/.exec(readFileSync('src/service/lens.ts', 'utf8'))?.[1] ?? '');
  const declared = manifest.contributes.commands.map(({ command }) => command);
  assert.ok(kinds.length > 1);
  for (const kind of kinds.filter((each) => each !== 'figures')) assert.ok(declared.includes(`emoc.${kind}`), kind);
});

test('every setting that is read is declared, and every declared one is read', () => {
  const declared = Object.keys(manifest.contributes.configuration.properties).sort();
  // The client library reads the trace itself, by the identity that it was given.
  assert.match(sources, /new LanguageClient\('emoc'/);
  const used = all(/get<\w+>\('(\w+)'/g, sources).map((name) => `emoc.${name}`);
  assert.equal([...used, 'emoc.trace.server'].sort(), declared);
});

test('language, grammar and defaults name the same things', () => {
  const [language] = manifest.contributes.languages;
  const [grammar] = manifest.contributes.grammars;
  const textMate = JSON.parse(readFileSync('grammar/emo.tmLanguage.json', 'utf8')) as { readonly scopeName: string };
  assert.is(grammar?.scopeName, textMate.scopeName);
  assert.is(grammar?.language, language?.id);
  assert.equal(language?.extensions, ['.emo']);
  assert.is(
    manifest.contributes.configurationDefaults['[emo]']?.['editor.defaultFormatter'],
    `${manifest.publisher}.${manifest.name}`,
  );
  JSON.parse(read(language?.configuration ?? ''));
});

test('what is named is packed, and nothing has to be installed with it', () => {
  const packed = all(/^!(.+)$/gm, read('.vscodeignore'));
  const named = [
    manifest.main,
    ...manifest.contributes.grammars.map(({ path }) => path),
    ...manifest.contributes.languages.map(({ configuration }) => configuration),
  ];
  for (const path of named) assert.ok(packed.includes(path.replace('./', '')), path);
  assert.is(manifest.dependencies, undefined);
});

test('its version is emoc’s', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  assert.is(manifest.version, version);
});

test('a brace opens an indented line, a comment goes on', () => {
  const { indentationRules, onEnterRules, wordPattern } = JSON.parse(read('language-configuration.json')) as {
    readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
    readonly onEnterRules: readonly { readonly beforeText: { readonly pattern: string } }[];
    readonly wordPattern: string;
  };
  const increase = new RegExp(indentationRules.increaseIndentPattern);
  for (const line of ['train {', 'encoder tone from x {   // why', '  dense(', '  at = [']) assert.ok(increase.test(line), line);
  for (const line of ['train { batch = 1 }', '  dense(3)', '// a {', 'emo 1']) assert.not(increase.test(line), line);
  assert.ok(new RegExp(indentationRules.decreaseIndentPattern).test('  }'));
  assert.ok(new RegExp(onEnterRules[0]?.beforeText.pattern ?? '').test('/// Documentation'));
  assert.is(new RegExp(wordPattern).exec('low_rank(4)')?.[0], 'low_rank');
});

test.run();
