import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { linksOf } from '../../../src/service/links.ts';
import { takeSnapshot } from '../../../src/service/snapshot.ts';
import { specs } from '../../compiler/check/_specs.ts';
import { marked, spec } from '../_marked.ts';

/** Links of a spec to some files: what is marked, and what it leads to. */
function linked(text: string, ...present: readonly string[]): readonly string[] {
  const links = linksOf(takeSnapshot({ file: 'spec.emo', text }), { has: (path) => present.includes(path) });
  return links.map(({ span, paths }) => `${text.slice(span.start, span.end)} -> ${paths.join(', ')}`);
}

test('a table that is there, and nothing where it is not', () => {
  assert.equal(linked(spec(), 'clips.csv'), ['clips.csv -> clips.csv']);
  assert.equal(linked(spec(), 'clips.tsv'), []);
  const { text, ranges, snapshot } = marked(spec().replace('"clips.csv"', '"<|clips.csv|>"'));
  const [link] = linksOf(snapshot, { has: () => true });
  assert.equal([link?.span.start, link?.span.end], [ranges[0]?.start, ranges[0]?.end]);
  assert.is(text, spec());
});

test('word vectors, and a path with its name', () => {
  const vectors = spec({
    encoder: 'encoder words from clips.said {\n  words()\n  embed("glove.txt", width = 4)\n  pool(mean)\n}\n',
  });
  assert.equal(linked(vectors, 'clips.csv', 'glove.txt'), ['clips.csv -> clips.csv', 'glove.txt -> glove.txt']);
  const named = spec().replace('csv("clips.csv")', 'csv(header = true, path = "data/a b.csv")');
  assert.equal(linked(named, 'data/a b.csv'), ['data/a b.csv -> data/a b.csv']);
});

test('the files of a split that are there, the first of them first', () => {
  const split = spec()
    .replace('"clips.csv"', '"{split}.csv"')
    .replace('split 80% / 10% / 10%', 'split by file { train -> train, dev -> validation, test -> test }');
  assert.equal(linked(split, 'dev.csv', 'test.csv'), ['{split}.csv -> dev.csv, test.csv']);
  assert.equal(linked(spec().replace('"clips.csv"', '"{split}.csv"'), '{split}.csv'), []);
});

test('no other text is a link, and a spec need not be complete', () => {
  const audio = 'dataset clips {\n  read csv("clips.csv")\n  audio voice = file("a.wav")\n  text said = column("clips.csv")\n';
  assert.equal(linked(`emo 1\n${audio}`, 'clips.csv', 'a.wav'), ['clips.csv -> clips.csv']);
  assert.equal(linked('emo 1\ndataset clips {\n  read csv("clips.csv\n}\n', 'clips.csv'), []);
  assert.equal(linked('emo 1\ndataset clips {\n  read csv("")\n}\n', ''), []);
});

test('every file that the shipped specs name is a link once it is there', () => {
  let count = 0;
  for (const { file, text } of specs) {
    const links = linksOf(takeSnapshot({ file, text }), { has: () => true });
    const named = [...text.matchAll(/^[^/\n]*\b(?:csv|tsv|jsonl|lines|npy|npz|embed)\("/gm)];
    assert.is(links.length, named.length, file);
    count += links.length;
  }
  assert.ok(count > 5, `${count}`);
});

test.run();
