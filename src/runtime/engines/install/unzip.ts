import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * A member of a zip archive. Wheels are up to 0.6 GB and their libraries 0.9 GB, so the table at the end is read first and members are
 * streamed from where it says they lie (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
 */
export interface ZipMember {
  readonly name: string;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly method: number;
  readonly isExecutable: boolean;
  /** Of the local header. */
  readonly at: number;
}

const [endLength, memberLength, localLength] = [22, 46, 30];
const [endSignature, memberSignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const longestComment = 65_535;

/** The table of contents. Throws an `Error` for a file that is no zip archive, or one of more than 4 GB. */
export async function zipMembers(path: string): Promise<readonly ZipMember[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, endLength + longestComment));
    await file.read(tail, 0, tail.length, size - tail.length);
    let end = tail.length - endLength;
    while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
    if (end < 0) throw new Error(`${path} is no zip archive`);
    const [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (count === 0xffff || start === 0xffffffff) throw new Error(`${path} is a zip archive of more than 4 GB`);
    const table = Buffer.alloc(length);
    await file.read(table, 0, length, start);
    const members: ZipMember[] = [];
    for (let at = 0; members.length < count; ) {
      if (table.readUInt32LE(at) !== memberSignature) throw new Error(`${path} has a damaged table of contents`);
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => table.readUInt16LE(at + place)) as [
        number,
        number,
        number,
      ];
      members.push({
        name: table.toString('utf8', at + memberLength, at + memberLength + nameLength),
        method: table.readUInt16LE(at + 10),
        compressedBytes: table.readUInt32LE(at + 20),
        sizeBytes: table.readUInt32LE(at + 24),
        // The upper half of the external attributes is the mode of Unix.
        isExecutable: (table.readUInt16LE(at + 40) & 0o111) !== 0,
        at: table.readUInt32LE(at + 42),
      });
      at += memberLength + nameLength + extraLength + commentLength;
    }
    return members;
  } finally {
    await file.close();
  }
}

/** Unpacks those members into a folder, one after the other; `progress` is told how many bytes are written so far. */
export async function unzip(
  path: string,
  members: readonly ZipMember[],
  folder: string,
  progress: (bytes: number) => void,
): Promise<void> {
  let written = 0;
  const file = await open(path);
  try {
    for (const member of members) {
      if (member.name.endsWith('/')) continue;
      if (member.name.startsWith('/') || member.name.split('/').includes('..'))
        throw new Error(`${path} leaves its folder: ${member.name}`);
      const header = Buffer.alloc(localLength);
      await file.read(header, 0, localLength, member.at);
      if (header.readUInt32LE(0) !== localSignature) throw new Error(`${path} has a damaged header at ${member.at}`);
      const start = member.at + localLength + header.readUInt16LE(26) + header.readUInt16LE(28);
      const target = join(folder, member.name);
      await mkdir(dirname(target), { recursive: true });
      const mode = member.isExecutable ? 0o755 : 0o644;
      if (member.compressedBytes === 0) {
        await pipeline([], createWriteStream(target, { mode }));
        continue;
      }
      const source = createReadStream(path, { start, end: start + member.compressedBytes - 1, highWaterMark: 1 << 20 });
      const count = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const chunk of chunks) {
          yield chunk;
          written += chunk.length;
          progress(written);
        }
      };
      const output = createWriteStream(target, { mode });
      if (member.method === 0) await pipeline(source, count, output);
      else if (member.method === 8) await pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), count, output);
      else throw new Error(`${path} has a member packed by method ${member.method}: ${member.name}`);
    }
  } finally {
    await file.close();
  }
}
