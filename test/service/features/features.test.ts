import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inspect } from '../../../src/compiler/compile.ts';
import { format } from '../../../src/compiler/format/format.ts';
import type { Action } from '../../../src/service/action.ts';
import { actionsAt } from '../../../src/service/actions.ts';
import { definitionAt, referencesAt } from '../../../src/service/definition.ts';
import { applyEdits } from '../../../src/service/edits.ts';
import { foldsOf } from '../../../src/service/folding.ts';
import { formattingEdits } from '../../../src/service/formatting.ts';
import { hintsOf } from '../../../src/service/hints.ts';
import { hoverAt } from '../../../src/service/hover.ts';
import { figuresOf, lensesOf } from '../../../src/service/lens.ts';
import { prepareRename, rename } from '../../../src/service/rename.ts';
import { selectionsAt } from '../../../src/service/selection.ts';
import { semanticTokens } from '../../../src/service/semantic.ts';
import { signatureAt } from '../../../src/service/signature.ts';
import { changeBetween, offsetAfter, offsetBefore, takeSnapshot } from '../../../src/service/snapshot.ts';
import { findNames, outline } from '../../../src/service/symbols.ts';
import { specs } from '../../compiler/check/_specs.ts';
import { marked, spec } from '../_marked.ts';

const hoverOf = (written: string): string => {
  const { snapshot, cursor } = marked(written);
  return hoverAt(snapshot, cursor)?.markdown ?? '';
};

test('the small spec of these tests checks out', () => {
  assert.equal(takeSnapshot({ file: 'spec.emo', text: spec() }).diagnostics, []);
});

test('hover on a name: how it is declared, its type, its parameters', () => {
  const words = hoverOf(
    spec({
      head: 'head mood_head from wo<|>rds { classify(clips.feeling) }\nhead value from words { regress(clips.valence) }\n',
    }),
  );
  assert.match(words, /encoder words from clips\.said/);
  assert.match(words, /`vec\[32\]` · V_words \* 32 parameters/);
  assert.match(hoverOf(spec({ loss: 'loss = mse(val<|>ue)\n' })), /regress `clips\.valence` · judged by `vad@1`/);
  assert.match(hoverOf(spec({ labels: 'labels mo<|>od = sad | happy\n' })), /labels mood = sad \| happy/);
});

test('hover on a step: what goes in, what comes out, what it learns, its settings with defaults', () => {
  const step = hoverOf(
    spec({ encoder: 'encoder words from clips.said {\n  words()\n  embed(width = 32)\n  pool(mean)\n  den<|>se(8)\n}\n' }),
  );
  assert.match(step, /`vec\[32\]` → `vec\[8\]` · 264 parameters/);
  assert.match(step, /`init`: one of .*; default glorot_uniform/);
});

test('hover on a setting and on the word of a block', () => {
  assert.match(
    hoverOf(spec({ train: 'train {\n  optimizer = adam(1e-3)\n  bat<|>ch = 8\n}\n' })),
    /Samples a step\..*whole number, 1 to 65536; default 32/s,
  );
  assert.match(hoverOf(spec({ train: 'tra<|>in { optimizer = adam(1e-3) }\n' })), /How the loss is made small/);
  assert.is(hoverOf('emo 1\n\n<|>\n'), '');
});

test('a definition and every use of a name', () => {
  const { snapshot, cursor, ranges } = marked(
    spec({
      encoder: 'encoder <|words|> from clips.said {\n  words(length = 40)\n  embed(width = 32)\n  pool(mean)\n}\n',
      head: 'head mood_head from <|words|> { classify(clips.feeling) }\nhead value from <|wor<|>ds|> { regress(clips.valence) }\n',
    }),
  );
  assert.equal(
    referencesAt(snapshot, cursor).map(({ span: { start, end } }) => ({ start, end })),
    [...ranges],
  );
  assert.equal(
    definitionAt(snapshot, cursor).map(({ start }) => start),
    [ranges[0]?.start],
  );
});

test('a column is followed from the head that predicts it', () => {
  const { snapshot, cursor } = marked(
    spec({
      head: 'head mood_head from words { classify(clips.feel<|>ing) }\nhead value from words { regress(clips.valence) }\n',
    }),
  );
  const [definition] = definitionAt(snapshot, cursor);
  assert.is(snapshot.text.slice((definition?.start ?? 0) - 6, definition?.end), 'label feeling');
});

test('renaming every name of every shipped spec leaves a spec that checks out, and renaming back gives the same text', () => {
  for (const { file, text } of specs) {
    const snapshot = takeSnapshot({ file, text });
    for (const { span, isDefinition, entity } of snapshot.occurrences().filter((one) => one.isDefinition)) {
      assert.ok(isDefinition);
      const renamed = rename(snapshot, span.start, 'entirely_new');
      if (renamed === null || 'refusal' in renamed) {
        assert.match(renamed?.refusal ?? '', /stands in the data/, `${file} ${entity.name}`);
        continue;
      }
      const changed = takeSnapshot({ file, text: applyEdits(text, renamed.edits) });
      assert.equal(changed.diagnostics, [], `${file} ${entity.name}`);
      const place = changed.occurrences().find((one) => one.isDefinition && one.entity.name === 'entirely_new')?.span.start ?? 0;
      const back = rename(changed, place, entity.name);
      assert.ok(back !== null && 'edits' in back);
      assert.is(applyEdits(changed.text, 'edits' in back ? back.edits : []), text);
    }
  }
});

test('a rename is refused with its reason', () => {
  const { snapshot, cursor } = marked(
    spec({
      head: 'head mood_head from wor<|>ds { classify(clips.feeling) }\nhead value from words { regress(clips.valence) }\n',
    }),
  );
  const refusal = (name: string): string => {
    const result = rename(snapshot, cursor, name);
    return result !== null && 'refusal' in result ? result.refusal : 'no refusal';
  };
  assert.match(refusal('value'), /already the name of the head/);
  assert.match(refusal('two words'), /is not a name/);
  assert.match(refusal('train'), /a word of the language/);
  assert.match(refusal('words'), /already/);
  assert.is(prepareRename(snapshot, 0), null);
});

test('the outline has blocks with their types, columns and steps', () => {
  const items = outline(takeSnapshot({ file: 'spec.emo', text: spec() }));
  assert.equal(
    items.map(({ name }) => name),
    ['emo', 'first', 'mood', 'clips', 'words', 'mood_head', 'value', 'loss', 'train'],
  );
  assert.is(items[4]?.detail, 'vec[32]');
  assert.equal(
    items[4]?.children.map(({ name, detail }) => `${name} ${detail}`),
    ['words tokens[<=40]', 'embed seq[<=40, 32]', 'pool vec[32]'],
  );
  assert.equal(
    findNames(takeSnapshot({ file: 'spec.emo', text: spec() }), 'vlc').map(({ name }) => name),
    ['clips.valence'],
  );
});

test('bodies and comments fold', () => {
  const { snapshot, ranges } = marked('<|// one\n// two|>\nemo 1\n\ndataset a <|{\n  read csv("a.csv")\n}|>\n');
  const folds = foldsOf(snapshot).map(({ span }) => span.start);
  assert.equal(
    folds.sort((one, other) => one - other),
    ranges.map(({ start }) => start),
  );
});

test('a selection grows from the word to the spec', () => {
  const { snapshot, cursor, text } = marked(spec({ train: 'train {\n  optimizer = adam(1e-3, beta1 = 0.<|>9)\n}\n' }));
  const pieces = selectionsAt(snapshot, cursor).map(({ start, end }) => text.slice(start, end));
  assert.equal(pieces.slice(0, 4), ['0.9', 'beta1 = 0.9', 'adam(1e-3, beta1 = 0.9)', 'optimizer = adam(1e-3, beta1 = 0.9)']);
  assert.is(pieces.at(-1), text);
});

test('hints show types and parameters, also while something else is wrong', () => {
  const labels = (text: string): readonly string[] => hintsOf(takeSnapshot({ file: 'spec.emo', text })).map(({ label }) => label);
  const types = ['-> tokens[<=40]', '-> seq[<=40, 32] V_words * 32', '-> vec[32]'];
  assert.equal(labels(spec()), [...types, '-> scores[sad | happy] 33', '-> number 33']);
  assert.equal(labels(spec({ loss: 'loss = nothing(at_all)\n' })).slice(0, 3), types);
});

test('lenses: figures, plan and train, where the spec checks out', () => {
  const snapshot = takeSnapshot({ file: 'spec.emo', text: spec() });
  assert.equal(
    lensesOf(snapshot).map(({ kind }) => kind),
    ['figures', 'plan', 'train'],
  );
  assert.match(figuresOf(snapshot) ?? '', /^V_words \* 32 \+ 66 parameters · .* operations a sample$/);
  assert.equal(lensesOf(takeSnapshot({ file: 'spec.emo', text: 'emo 1\nexperiment a { }\n' })), []);
});

test('semantic tokens tell what names stand for, and what is unused', () => {
  const snapshot = takeSnapshot({ file: 'spec.emo', text: spec({ labels: 'labels mood = sad | happy\nlet unused = 1\n' }) });
  const found = semanticTokens(snapshot).map(
    ({ span, type, modifiers }) => `${snapshot.text.slice(span.start, span.end)} ${type} ${modifiers.join(' ')}`,
  );
  assert.ok(found.includes('unused variable declaration readonly unused'), found.join('\n'));
  assert.ok(found.includes('clips namespace ') && found.includes('said property ') && found.includes('happy enumMember '));
  assert.not.ok(
    found.some((line) => line.startsWith('pool')),
    'a regular expression knows a step',
  );
});

test('signature help follows the arguments', () => {
  const help = (written: string) => {
    const { text, cursor } = marked(written);
    return signatureAt(text, cursor);
  };
  assert.is(help('emo 1\nencoder a from b.c {\n  dense(512, <|>')?.active, 1);
  const named = help('emo 1\ntrain {\n  optimizer = adam(1e-3, beta2 = <|>)\n}\n');
  assert.is(named?.parameters[named.active ?? -1]?.label, 'beta2');
  assert.is(help('emo 1\nhead a from b { classify(<|>) }')?.parameters[0]?.label, 'target');
  assert.is(help('emo 1\nloss = mse(<|>)\n')?.label.startsWith('mse('), true);
  assert.is(help('emo 1\n<|>'), null);
});

const titled = (actions: readonly Action[], title: RegExp): Action | undefined =>
  actions.find((action) => title.test(action.title));

test('every fix of every diagnostic is an action, and a sure one can be taken with all others', () => {
  const { snapshot, cursor } = marked(
    spec({ encoder: 'encoder words from clips.said {\n  words(lenght<|> = 40)\n  embed(width = 32)\n  pool(mean)\n}\n' }),
  );
  const actions = actionsAt(snapshot, cursor, cursor);
  const fix = titled(actions, /length/);
  assert.equal(inspect({ file: 'a', text: applyEdits(snapshot.text, fix?.edits ?? []) }).diagnostics, []);
  assert.is(fix?.diagnostic?.name, 'unknown-setting');
});

test('a default is made explicit, one that would have no effect is not', () => {
  const { snapshot, cursor } = marked(
    spec({
      head: 'head mood_head from words { classi<|>fy(clips.feeling) }\nhead value from words { regress(clips.valence) }\n',
    }),
  );
  const actions = actionsAt(snapshot, cursor, cursor).filter(({ kind }) => kind === 'refactor.rewrite');
  const explicit = titled(actions, /threshold = 50%/);
  const text = applyEdits(snapshot.text, explicit?.edits ?? []);
  assert.match(text, /classify\(clips\.feeling, threshold = 50%\)/);
  assert.equal(inspect({ file: 'a', text }).diagnostics, []);
});

test('numbers of the shipped specs become constants where a constant may stand, and the spec still checks out', () => {
  let extracted = 0;
  for (const { file, text } of specs) {
    const snapshot = takeSnapshot({ file, text });
    for (const { index } of [...text.matchAll(/\b\d+(\.\d+)?\b/g)].filter((_, number) => number % 4 === 0)) {
      const action = titled(actionsAt(snapshot, index + 1, index + 1), /^Extract/);
      if (action === undefined) continue;
      extracted += 1;
      assert.equal(inspect({ file, text: applyEdits(text, action.edits) }).diagnostics, []);
    }
  }
  assert.ok(extracted > 20, `${extracted}`);
});

test('every edit ends its lines as the spec does', () => {
  const isWindows = (text: string): boolean => text.includes('\n') && !/(^|[^\r])\n/.test(text);
  const windows = (written: string) => marked(written.replaceAll('\n', '\r\n'));
  for (const written of [
    spec({ start: 'experi<|>ment first {\n  seed = 1\n}\n' }),
    `${spec({ train: '' })}<|># of another language\n`,
    `${spec({ train: '' })}<|>/* of another\nlanguage */\n`,
    spec({ train: 'train {<|>\n  optimizer = adam(1e-3)\n' }),
    spec({ train: 'train {\n  optimizer = adam(1e-3)\n  batch = 3<|>2\n}\n' }),
    spec({ train: 'tr<|>ain {\n  optimizer = adam(1e-3)\n}\n' }),
    spec({ train: 'train {\n  optimizer = adam(1e-3)\n  batch = 32\n  batch = 6<|>4\n}\n' }),
    `emo 1\n\nlet a = 1\n${spec({ start: '', train: 'train {\n  optimizer = adam(1e-<|>3)\n}\n' })}`,
  ]) {
    const { snapshot, cursor } = windows(written);
    const actions = actionsAt(snapshot, cursor, cursor);
    assert.ok(actions.length > 0, written);
    for (const { title, edits } of actions) assert.ok(isWindows(applyEdits(snapshot.text, edits)), `${title}: ${written}`);
  }
  const { snapshot, cursor } = marked(spec({ start: 'experi<|>ment first {\n  seed = 1\n}\n' }));
  for (const { edits } of actionsAt(snapshot, cursor, cursor)) assert.not(applyEdits(snapshot.text, edits).includes('\r'));
});

test('an edit of the layout begins and ends between characters, also where lines end in two ways', () => {
  const text = 'emo 1\nlet a = 1\r\nlet b = 2\n';
  const edits = formattingEdits({ file: 'a', text });
  assert.is(applyEdits(text, edits), 'emo 1\nlet a = 1\nlet b = 2\n');
  // An editor has no place between the two characters of a line end.
  for (const { span } of edits) for (const at of [span.start, span.end]) assert.not.equal(text.slice(at - 1, at + 1), '\r\n');
});

test('formatting is the one edit that gives the layout of emoc fmt', () => {
  const text = 'emo    1\nexperiment a {seed=1}\n';
  assert.is(applyEdits(text, formattingEdits({ file: 'a', text })), format({ file: 'a', text }).value);
  for (const { file, text: laidOut } of specs) assert.equal(formattingEdits({ file, text: laidOut }), []);
});

test('offsets follow a change there and back', () => {
  const change = changeBetween('one two three', 'one 2 and three');
  assert.equal(change, { start: 4, oldEnd: 7, newEnd: 9 });
  assert.is(offsetAfter(change, 8), 10);
  assert.is(offsetBefore(change, 10), 8);
  assert.equal(changeBetween('same', 'same'), { start: 4, oldEnd: 4, newEnd: 4 });
});

test.run();
