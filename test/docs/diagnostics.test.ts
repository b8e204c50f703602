import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explanationText } from '../../src/cli/explanation-text.ts';
import { analyse } from '../../src/compiler/compile.ts';
import { explanations } from '../../src/compiler/diagnostics/explanations.generated.ts';
import { renderConcise } from '../../src/compiler/diagnostics/render/concise.ts';
import { renderJson } from '../../src/compiler/diagnostics/render/json.ts';
import { renderPretty } from '../../src/compiler/diagnostics/render/pretty.ts';

const test = suite('what the guide to diagnostics shows');

const page = readFileSync('docs/diagnostics.md', 'utf8');
const file = 'specs/vad.emo';
const text = readFileSync('specs/emobank-vad.emo', 'utf8')
  .replaceAll('dropout(30%)', 'dropuot(30%)')
  .replace('epochs    = 40', 'epochs    = 0');
const { diagnostics } = analyse({ file, text });
const sources = new Map([[file, text]]);
const shown = (block: string): void => assert.ok(page.includes(block), block);

test('the frame, the lines and the page of a code', () => {
  shown(`\`\`\`text\n${renderPretty(diagnostics.slice(0, 1), sources)}\`\`\``);
  shown(`\`\`\`text\n${renderConcise(diagnostics, sources)}\n\`\`\``);
  const wrongValue = explanations.find(({ code }) => code === 'E0305');
  if (wrongValue === undefined) throw new Error('no page');
  shown(`\`\`\`text\n${explanationText(wrongValue, (_, words) => words)}\n\`\`\``);
});

test('the diagnostic as data', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const [first] = renderJson(diagnostics, sources).diagnostics;
  // The second help lists all steps and is left out on the page.
  assert.equal(JSON.parse(json), { ...first, help: first?.help.slice(0, 1) });
});

test.run();
