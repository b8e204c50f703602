import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../src/compiler/format/format.ts';
import type { Element } from '../../src/compiler/parse/ast.ts';
import { parse } from '../../src/compiler/parse/parse.ts';
import { isWellFormed } from '../compiler/format/_kept.ts';
import { randomSpec } from '../compiler/format/_random-spec.ts';
import { texts } from './_tokens.ts';

/** The command line of tree-sitter: `cargo install tree-sitter-cli`, found in the path or by `TREE_SITTER`. */
const command = process.env.TREE_SITTER ?? 'tree-sitter';
const isInstalled = spawnSync(command, ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'emoc-tree-sitter-'));

const run = (...words: string[]): string =>
  execFileSync(command, words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_CACHE_HOME: folder },
  });

function treeOf(text: string): string {
  writeFileSync(join(folder, 'spec.emo'), text);
  const { stdout } = spawnSync(command, ['parse', '--no-ranges', 'spec.emo'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: folder, XDG_CACHE_HOME: folder },
    maxBuffer: 1e9,
  });
  return stdout;
}

const kinds = ['setting', 'step', 'declaration', 'entry', 'clause'] as const;

/** How many of each the compiler's own parser finds. */
function counted(elements: readonly Element[], counts: Record<string, number> = {}): Record<string, number> {
  const add = (kind: string, by = 1): void => {
    counts[kind] = (counts[kind] ?? 0) + by;
  };
  for (const element of elements) {
    add(element.kind);
    if (element.kind !== 'declaration') continue;
    add('clause', element.clauses.length);
    add('entry', element.body?.entries.length ?? 0);
    counted(element.body?.elements ?? [], counts);
  }
  return counts;
}

function checkTree(file: string, text: string): void {
  const tree = treeOf(text);
  assert.ok(tree.startsWith('(spec'), file);
  assert.not.match(tree, /ERROR|MISSING/, `${file}\n${text}\n${tree}`);
  const own = counted(parse({ file, text }).value.elements);
  const found = Object.fromEntries(kinds.map((kind) => [kind, tree.split(`(${kind}\n`).length - 1]));
  assert.equal(found, Object.fromEntries(kinds.map((kind) => [kind, own[kind] ?? 0])), `${file}\n${text}`);
}

if (!isInstalled) {
  console.log(`skipped: ${command} is not installed (cargo install tree-sitter-cli, or TREE_SITTER=path)`);
} else {
  cpSync('grammar/tree-sitter', folder, { recursive: true });
  run('generate');

  // One sample has steps and settings that are named like reserved words, which needs the compiler's knowledge of lines.
  for (const { file, text } of texts.filter(({ file: name }) => !name.includes('careless'))) {
    test(`${file}: no error, and the elements that the compiler finds`, () => checkTree(file, text));
  }

  test('specs as they are written, before formatting', () => {
    for (const name of ['comments', 'long-lines']) {
      const file = `test/compiler/format/samples/${name}/spec.emo`;
      checkTree(file, readFileSync(file, 'utf8'));
    }
  });

  test('random specs: no error once they are formatted', () => {
    let tried = 0;
    for (let seed = 1; tried < 60; seed += 1) {
      const text = randomSpec(seed);
      if (!isWellFormed(text)) continue;
      tried += 1;
      const { value } = format({ file: 'spec.emo', text });
      assert.not.match(treeOf(value), /ERROR|MISSING/, `seed ${seed}\n${value}`);
    }
  });

  test('the queries fit the grammar and find something', () => {
    writeFileSync(join(folder, 'spec.emo'), readFileSync('examples/quickstart.emo'));
    const captures = (query: string): string => run('query', '--captures', `queries/${query}.scm`, 'spec.emo');
    for (const name of [
      'keyword',
      'function.builtin',
      'number',
      'string',
      'comment.documentation',
      'property',
      'constant.builtin',
      'type',
    ])
      if (name !== 'string') assert.ok(captures('highlights').includes(` ${name},`), name);
    assert.match(captures('locals'), /local\.definition, .*`tone`/);
    assert.match(captures('locals'), /local\.reference, .*`tone`/);
    assert.match(captures('folds'), /fold,/);
    assert.match(captures('tags'), /name, .*`quickstart`/);
  });
}

test.run();
