import { isUtf8 } from 'node:buffer';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { numberFailure } from '../../data/tables/number-failures.ts';
import type { FileName } from '../../files/read-checked.ts';
import { float32At } from '../../numbers/decimal.ts';
import { lineBlocks } from './line-blocks.ts';

/** Vectors of words. */
export interface WordVectors {
  /** The words in the order of the file. */
  readonly words: readonly string[];
  /** Row of each word. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Numbers a vector. */
  readonly width: number;
  /** Row-major `[words.length, width]`. */
  readonly data: Float32Array;
}

export interface VectorOptions extends FileName {
  /** The words that are wanted. Others are checked for their width, take no memory, and their numbers are not read. */
  readonly only?: ReadonlySet<string> | undefined;
}

/**
 * Reads word vectors as text: GloVe (a word and its numbers a line), word2vec and fastText `.vec` (the same behind a first line with count and width).
 *
 * A first line of two whole numbers is taken as count and width. A word may hold blanks, as some of GloVe 840B do: the numbers are counted from the
 * right, and what is left of them is the word, unless there is a number in it. Of a word that occurs twice the first vector counts.
 * The file is read in blocks, so it may be larger than memory as long as what is wanted of it is not.
 *
 * Throws a `Failure`: a line of another width (E0760), a first line that does not hold (E0761, E0762), no vectors (E0763), something that is no
 * finite number (E0614 to E0616, E0623; the column is the number's place in the vector, from 0), a file that cannot be read (E0601 to E0607).
 */
export function readVectors(path: string, options: VectorOptions = {}): WordVectors {
  const reading = new Reading(options.file ?? path, options.only);
  for (const block of lineBlocks(path, options)) reading.take(block.bytes, block.end, block.fileBytes);
  return reading.result();
}

class Reading {
  private readonly file: string;
  private readonly only: ReadonlySet<string> | undefined;
  private readonly words: string[] = [];
  private readonly rowOf = new Map<string, number>();
  private data = new Float32Array(0);
  private width = 0;
  private line = 0;
  private vectorCount = 0;
  private declared: { readonly count: number; readonly width: number } | undefined;

  constructor(file: string, only: ReadonlySet<string> | undefined) {
    this.file = file;
    this.only = only;
  }

  /** Takes the whole lines in `bytes[0, end)`. */
  take(bytes: Buffer, end: number, fileBytes: number): void {
    for (let start = 0; start < end; ) {
      const found = bytes.indexOf(newline, start);
      const next = found < 0 || found >= end ? end : found;
      let stop = next;
      while (stop > start && isBlank(bytes[stop - 1] as number)) stop -= 1;
      this.line += 1;
      if (stop > start) this.takeLine(bytes, start, stop, fileBytes);
      start = next + 1;
    }
  }

  private takeLine(bytes: Buffer, start: number, stop: number, fileBytes: number): void {
    if (this.width === 0 && this.isStart(bytes, start, stop)) return;
    const { width } = this;
    const numbersStart = this.numbersStart(bytes, start, stop);
    this.vectorCount += 1;

    let wordEnd = numbersStart;
    while (isBlank(bytes[wordEnd - 1] as number)) wordEnd -= 1;
    const word = bytes.toString('utf8', start, wordEnd);
    if ((this.only !== undefined && !this.only.has(word)) || this.rowOf.has(word)) return;

    const row = this.words.length;
    if (this.data.length < (row + 1) * width) this.grow(fileBytes / (stop - start));
    let at = numbersStart;
    for (let place = 0; place < width; place += 1) {
      while (isBlank(bytes[at] as number)) at += 1;
      const numberStart = at;
      while (at < stop && !isBlank(bytes[at] as number)) at += 1;
      const value = float32At(bytes, numberStart, at);
      if (!Number.isFinite(value))
        throw numberFailure(this.file, this.line, String(place), bytes.toString('utf8', numberStart, at));
      this.data[row * width + place] = value;
    }
    this.rowOf.set(word, row);
    this.words.push(word);
  }

  /** Learns the width from the first line. Says whether it holds count and width instead of a vector. */
  private isStart(bytes: Buffer, start: number, stop: number): boolean {
    const fields = bytes.toString('utf8', start, stop).split(/[ \t]+/);
    if (this.declared === undefined && fields.length === 2 && fields.every((field) => /^\d{1,15}$/.test(field))) {
      this.declared = { count: Number(fields[0]), width: Number(fields[1]) };
      return true;
    }
    const { file, line, declared } = this;
    const isText = isUtf8(bytes.subarray(start, stop)) && !bytes.subarray(start, stop).includes(0);
    if (!isText) throw new Failure(report.noVectors({ file, line }, { file, reason: `line ${line} is no UTF-8 text` }));
    this.width = fields.length - 1;
    const { width } = this;
    if (declared !== undefined && declared.width !== width) {
      throw new Failure(report.vectorDeclaredWidth({ file, line }, { file, line, declared: declared.width, found: width }));
    }
    if (width === 0)
      throw new Failure(report.noVectors({ file, line }, { file, reason: `line ${line} is one word without numbers` }));
    return false;
  }

  /** Where the last `width` fields of a line begin. */
  private numbersStart(bytes: Buffer, start: number, stop: number): number {
    let at = stop;
    for (let fields = 0; fields < this.width; fields += 1) {
      while (at > start && !isBlank(bytes[at - 1] as number)) at -= 1;
      if (at === start) throw this.wrongWidth(fields);
      if (fields + 1 === this.width) break;
      while (at > start && isBlank(bytes[at - 1] as number)) at -= 1;
    }
    // A blank before the first number ends the word; a second word that is a number means a line that is too long.
    for (let field = start; field < at; field += 1) {
      if (!isBlank(bytes[field] as number)) continue;
      let fieldEnd = field + 1;
      while (fieldEnd < at && !isBlank(bytes[fieldEnd] as number)) fieldEnd += 1;
      if (Number.isNaN(float32At(bytes, field + 1, fieldEnd))) continue;
      throw this.wrongWidth(bytes.toString('latin1', start, stop).split(/[ \t]+/).length - 1);
    }
    return at;
  }

  private wrongWidth(found: number): Failure {
    const { file, line, width } = this;
    return new Failure(report.vectorLineWidth({ file, line }, { file, line, expected: width, found }));
  }

  private grow(rowsLikely: number): void {
    const rowsMost = Math.min(this.only?.size ?? Number.POSITIVE_INFINITY, Math.ceil(rowsLikely * 1.05) + 16);
    const rows = Math.max(rowsMost, Math.ceil(this.words.length * 1.5) + 1);
    const grown = new Float32Array(rows * this.width);
    grown.set(this.data);
    this.data = grown;
  }

  result(): WordVectors {
    const { file, declared, width, words, rowOf } = this;
    if (declared !== undefined && declared.count !== this.vectorCount) {
      throw new Failure(report.vectorDeclaredCount({ file }, { file, declared: declared.count, found: this.vectorCount }));
    }
    if (width === 0) throw new Failure(report.noVectors({ file }, { file, reason: 'every line is blank' }));
    // The memory beyond was never touched, so the operating system has not given it either.
    return { words, rowOf, width, data: this.data.subarray(0, words.length * width) };
  }
}

const newline = 10;
const isBlank = (byte: number): boolean => byte === 32 || byte === 9 || byte === 13;
