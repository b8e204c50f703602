import { spawnSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commandPath } from '../cli/_emoc.ts';
import { smallProject } from '../cli/_project.ts';

const test = suite('a real terminal');

const tmux = (...words: string[]) => spawnSync('tmux', words, { encoding: 'utf8' });
const hasTmux = tmux('-V').status === 0;
if (!hasTmux) console.log('skipped: tmux is not installed');
const onTerminal = hasTmux ? test : test.skip;
const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

interface Shown {
  /** The screen at the first moment at which `during` was on it. */
  readonly during: string;
  readonly after: string;
}

/** Runs a training in a terminal of its own size and looks at it. */
async function show(columns: number, rows: number, epochs: number, during: RegExp, before = ''): Promise<Shown> {
  const { folder, spec } = smallProject({ epochs, rows: 1000 });
  const session = `emoc-test-${process.pid}-${columns}-${before === '' ? 'a' : 'b'}`;
  const command = `cd ${folder}; unset CI NO_COLOR EMOC_DATA; ${before} LANG=C.UTF-8 ${process.execPath} ${commandPath} train ${spec}; echo "exit $?"; sleep 60`;
  assert.is(tmux('new-session', '-d', '-s', session, '-x', String(columns), '-y', String(rows), command).status, 0);
  try {
    const screen = (): string => tmux('capture-pane', '-p', '-J', '-S', '-200', '-t', session).stdout;
    let seen: string | null = null;
    for (let waited = 0; waited < 1200; waited += 1) {
      const text = screen();
      if (seen === null && during.test(text)) seen = text;
      if (/^exit \d+$/m.test(text)) return { during: seen ?? '', after: text };
      await wait(50);
    }
    throw new Error(`no end after a minute:\n${screen()}`);
  } finally {
    tmux('kill-session', '-t', session);
  }
}

onTerminal('a screen is drawn, and only epochs and the summary stay', async () => {
  const { during, after } = await show(100, 30, 40, /small · cpu/);
  assert.match(during, /epoch \d+\/40 [━─]+/);
  assert.match(after, /^exit 0$/m);
  assert.match(after, /^epoch 40\/40/m);
  assert.is([...after.matchAll(/^epoch +\d+\/40 {2}loss/gm)].length, 40, 'each epoch stands there once');
  assert.match(after, /all epochs done; 40 epochs/);
  assert.match(after, /^run: runs\/small-1$/m);
  assert.not.match(after, /small · cpu/);
});

onTerminal('twenty columns and no columns at all get lines', async () => {
  const narrow = await show(20, 30, 2, /epoch 1\/2/);
  assert.match(narrow.after, /^exit 0$/m);
  assert.match(narrow.after, /^run: runs\/small-1$/m);
  const none = await show(80, 30, 2, /epoch 1\/2/, 'stty cols 0;');
  assert.match(none.after, /^exit 0$/m);
  assert.match(none.after, /^run: runs\/small-1$/m);
});

test.run();
