import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Role, rolesOf, texts } from './_tokens.ts';

const expected: Readonly<Record<Role, readonly string[]>> = {
  block: ['emoBlock'],
  line: ['emoLine'],
  setting: ['emoSetting'],
  call: ['emoFunction', 'emoKind'],
  clause: ['emoClause'],
  number: ['emoNumber'],
  text: ['emoText'],
  operator: ['emoOperator'],
  comment: ['emoComment'],
  documentation: ['emoDocumentation'],
};

/** Vim of either kind, where there is one with syntax colours. */
function findVim(): readonly string[] | null {
  for (const command of [
    ['nvim', '--headless', '-u', 'NONE', '-n', '-i', 'NONE'],
    ['vim', '-Nesu', 'NONE', '-n', '-i', 'NONE'],
  ] as const) {
    try {
      const version = execFileSync(command[0], ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      if (command[0] === 'nvim' || version.includes('+syntax')) return command;
    } catch {
      // Not installed: the next one.
    }
  }
  return null;
}

const vim = findVim();

/** Opens a spec as an editor does, and says the file type and the outermost syntax group at each place (line and column from 1). */
function groupsAt(text: string, places: readonly (readonly [line: number, column: number])[]): readonly string[] {
  const [command = '', ...flags] = vim ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'emoc-vim-'));
  const [spec, script, answer] = ['spec.emo', 'ask.vim', 'answer.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(spec, text);
  const asked = places.map(([line, column]) => `call add(g:found, synIDattr(get(synstack(${line}, ${column}), -1, 0), 'name'))`);
  writeFileSync(
    script,
    [
      `set runtimepath^=${resolve('grammar/vim')}`,
      'filetype plugin on',
      'syntax on',
      `edit ${spec}`,
      'syntax sync fromstart',
      "let g:found = [&filetype . ' ' . &commentstring . ' ' . &shiftwidth]",
      ...asked,
      `call writefile(g:found, '${answer}')`,
      'qall!',
    ].join('\n'),
  );
  execFileSync(command, [...flags, '-S', script], { stdio: 'ignore', timeout: 60_000 });
  return readFileSync(answer, 'utf8').trimEnd().split('\n');
}

if (vim === null) {
  console.log('skipped: neither nvim nor vim with syntax colours is installed');
} else {
  for (const spec of texts) {
    test(`${spec.file}: ${vim[0]} knows the file type and colours every token`, () => {
      const roles = rolesOf(spec);
      const places = roles.map(({ start }) => {
        const before = spec.text.slice(0, start).split('\n');
        return [before.length, Buffer.byteLength(before.at(-1) ?? '') + 1] as const;
      });
      const [settings, ...groups] = groupsAt(spec.text, places);
      assert.is(settings, 'emo // %s 2');
      for (const [index, { role, image }] of roles.entries()) {
        const group = groups[index] ?? '';
        assert.ok(
          expected[role].includes(group),
          `${image} in line ${places[index]?.[0]}: ${group}, not ${expected[role].join(' or ')}`,
        );
      }
    });
  }
}

test.run();
