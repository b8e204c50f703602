import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText } from '../../../../src/runtime/data/tables/encoding.ts';
import { failureOf } from '../../failure-of.ts';

const text = 'näme,中\n🙂,"x"\n';
const big = (source: string): Buffer => Buffer.from(source, 'utf16le').swap16();

test('each encoding, by mark and by setting, gives the same text', () => {
  const mark = '\ufeff';
  assert.is(decodeText(Buffer.from(text), 'f').toString(), text);
  assert.is(decodeText(Buffer.from(mark + text), 'f').toString(), text);
  assert.is(decodeText(Buffer.from(mark + text, 'utf16le'), 'f').toString(), text);
  assert.is(decodeText(big(mark + text), 'f').toString(), text);
  assert.is(decodeText(Buffer.from(text, 'utf16le'), 'f', 'utf-16le').toString(), text);
  assert.is(decodeText(big(text), 'f', 'utf-16be').toString(), text);
  assert.is(decodeText(Buffer.from('caf\u00e9 \u0092', 'latin1'), 'f', 'latin1').toString(), 'caf\u00e9 \u0092');
});

test('the bytes of the caller are not changed', () => {
  const bytes = big(text);
  const before = bytes.toString('hex');
  decodeText(bytes, 'f', 'utf-16be');
  assert.is(bytes.toString('hex'), before);
});

test('what is saved in the place of a table by mistake is told by its first bytes', () => {
  for (const [begin, found] of [
    ['PK\x03\x04\x14', 'a zip archive, as Excel workbooks are'],
    ['\x1f\x8b\x08', 'a gzip archive'],
    ['\x93NUMPY\x01', 'a NumPy array'],
    ['%PDF-1.7', 'a PDF document'],
    ['<!doctype html>', 'an HTML page'],
    ['version https://git-lfs.github.com/spec/v1', 'a Git LFS pointer (the file itself was not fetched)'],
    ['PAR1\x15', 'a Parquet file'],
  ] as const) {
    const { code, message } = failureOf(() => decodeText(Buffer.from(begin, 'latin1'), 'f'));
    assert.is(code, 'E0625');
    assert.is(message, `\`f\` is no text: expected a table as text, found ${found}`);
  }
  // The letters of a sound file may begin a table.
  assert.is(decodeText(Buffer.from('ID3,FORM\n'), 'f').toString(), 'ID3,FORM\n');
});

const wrong: readonly (readonly [
  name: string,
  bytes: Buffer,
  setting: 'utf-8' | 'utf-16le' | undefined,
  line: number,
  offset: number,
])[] = [
  ['Latin-1 read as UTF-8', Buffer.from('a,b\n1,caf\u00e9\n', 'latin1'), undefined, 2, 9],
  ['a lone continuation byte', Buffer.from([0x61, 0x80]), 'utf-8', 1, 1],
  ['an overlong form', Buffer.from([0x0a, 0x0a, 0xc0, 0xaf]), undefined, 3, 2],
  ['a surrogate in UTF-8', Buffer.from([0xed, 0xa0, 0x80]), undefined, 1, 0],
  ['a character cut off at the end', Buffer.from([0x61, 0xe4, 0xb8]), undefined, 1, 1],
  ['UTF-16 without a mark', Buffer.from('id,text\n', 'utf16le'), undefined, 1, 1],
  ['an odd number of bytes', Buffer.from([0x61, 0, 0x0a, 0, 0x62]), 'utf-16le', 2, 4],
  ['half a pair', Buffer.from([0xff, 0xfe, 0x0a, 0, 0x3d, 0xd8, 0x61, 0]), undefined, 2, 4],
];
for (const [name, bytes, setting, line, offset] of wrong) {
  test(`${name} names line ${line} and byte ${offset}`, () => {
    const diagnostic = failureOf(() => decodeText(bytes, 'f', setting));
    assert.is(diagnostic.code, 'E0608');
    assert.equal(diagnostic.at, { file: 'f', line });
    assert.match(
      diagnostic.message,
      new RegExp(`byte ${offset} \\(0x${(bytes[offset] as number).toString(16).padStart(2, '0')}\\)`),
    );
  });
}

test('a mark against the setting is E0609', () => {
  assert.is(failureOf(() => decodeText(Buffer.from(`\ufeff${text}`), 'f', 'latin1')).code, 'E0609');
});

test.run();
