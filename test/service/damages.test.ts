import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { actionsAt } from '../../src/service/actions.ts';
import { foldsOf } from '../../src/service/folding.ts';
import { hintsOf } from '../../src/service/hints.ts';
import { linksOf } from '../../src/service/links.ts';
import { semanticTokens } from '../../src/service/semantic.ts';
import { takeSnapshot } from '../../src/service/snapshot.ts';
import { outline } from '../../src/service/symbols.ts';
import { specs } from '../compiler/check/_specs.ts';
import { damagesOf, slowestAnswerMs } from './_damages.ts';
import { shippedData } from './_data.ts';

const limitMs = 50;

test('no damage of one to three tokens throws or takes over 50 ms', () => {
  let count = 0;
  for (const { text, offset, what } of damagesOf(
    specs.map((spec) => spec.text),
    7,
  )) {
    assert.ok(slowestAnswerMs(text, offset, shippedData, limitMs) <= limitMs, what);
    count += 1;
    if (count === 600) break;
  }
});

test('every feature answers on damaged specs', () => {
  let count = 0;
  for (const { text, offset } of damagesOf(
    specs.map((spec) => spec.text),
    11,
  )) {
    const snapshot = takeSnapshot({ file: 'spec.emo', text });
    const isInside = ({ start, end }: { start: number; end: number }): boolean =>
      start >= 0 && start <= end && end <= text.length;
    for (const { span, nameSpan } of outline(snapshot)) assert.ok(isInside(span) && isInside(nameSpan));
    for (const { span } of foldsOf(snapshot)) assert.ok(isInside(span));
    for (const { span } of semanticTokens(snapshot)) assert.ok(isInside(span));
    for (const { span } of linksOf(snapshot, { has: () => true })) assert.ok(isInside(span));
    for (const hint of hintsOf(snapshot)) assert.ok(hint.offset <= text.length);
    for (const { edits } of actionsAt(snapshot, offset, offset)) for (const { span } of edits) assert.ok(isInside(span));
    count += 1;
    if (count === 150) break;
  }
});

test.run();
