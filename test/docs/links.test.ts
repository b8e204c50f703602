import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Document, guides, reference } from './_documents.ts';

/** A page without what fences and backticks enclose: brackets in there are no links. */
const withoutCode = (text: string): string =>
  text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, '.'));

/** Anchors of headings as GitHub makes them; a heading that stands twice gets a number the second time. */
function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const outside = text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
  for (const [, heading = ''] of outside.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    for (let anchor = slug, twin = 1; ; anchor = `${slug}-${twin}`, twin += 1) {
      if (anchors.has(anchor)) continue;
      anchors.add(anchor);
      break;
    }
  }
  return anchors;
}

/** What is wrong with the links of a page. */
function brokenIn({ file, text }: Document): readonly string[] {
  return [...withoutCode(text).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^https?:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const aim = join(dirname(file), path);
    if (path !== '' && !existsSync(aim)) return [`${file}: ${target} does not exist`];
    if (anchor === undefined) return [];
    const aimed = path === '' ? text : readFileSync(aim, 'utf8');
    return anchorsIn(aimed).has(anchor) ? [] : [`${file}: ${target} has no such heading`];
  });
}

test('every link of the documentation leads somewhere', () => {
  assert.equal([...guides, ...reference].flatMap(brokenIn), []);
});

test('a link that leads nowhere would be found', () => {
  const text = '# Here\n\n[a](#here) [b](#there) [c](language.md#loss) [d](language.md#lost) [e](absent.md)\n';
  assert.equal(brokenIn({ file: 'docs/x.md', text }).length, 3, brokenIn({ file: 'docs/x.md', text }).join('\n'));
});

test('every page can be reached from the index', () => {
  const index = readFileSync('docs/README.md', 'utf8');
  for (const { file } of [...guides, ...reference]) {
    if (file !== 'docs/README.md')
      assert.ok(index.includes(`](${file.replace('docs/', '')})`), `${file} is not in docs/README.md`);
  }
});

test.run();
