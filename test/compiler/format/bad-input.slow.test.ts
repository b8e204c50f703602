import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../src/compiler/format/format.ts';

test('5 MB of blocks', () => {
  const block = 'encoder  tone from clips.speech {\n dense(512,relu)   // a comment\n  dropout( 20 % )\n}\n\n\n';
  const text = block.repeat(Math.ceil(5e6 / block.length));
  const start = process.cpuUsage();
  const { value, diagnostics } = format({ file: 'spec.emo', text });
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  assert.equal(diagnostics, []);
  const [comment, blanks] = ['// a comment', ' '.repeat(42)];
  const laidOut = `encoder tone from clips.speech {\n  dense(512, relu)${blanks}${comment}\n  dropout(20%)\n}\n\n`;
  assert.is(value, laidOut.repeat(text.length / block.length).slice(0, -1));
  // An order of magnitude above what it takes, so that a busy machine passes.
  assert.ok(seconds < 90, `${seconds} s`);
  console.log(`5 MB: ${seconds.toFixed(1)} s of the processor`);
});

test.run();
