import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

const endSignature = Buffer.from('PK\x05\x06', 'latin1');
const entrySignature = 0x02014b50;
const stored = 0;
const deflated = 8;

/** One file of a zip archive as its central directory describes it. */
type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly headerOffset: number;
  readonly isExecutable: boolean;
};

/** Where an entry goes, as a path below the target folder; `undefined` leaves it out. */
export type Placement = (name: string) => string | undefined;

/**
 * Unpacks the files of a zip archive that `place` gives a path for, and answers how many there were.
 * Every file is compared with its checksum.
 * @throws Error when the archive is damaged, or an entry would land outside the folder.
 */
export function unzip(archive: string, folder: string, place: Placement): number {
  const file = openSync(archive, 'r');
  try {
    let fileCount = 0;
    for (const entry of readDirectory(file)) {
      const path = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (path === undefined || path === '') continue;
      const target = join(folder, path);
      if (!target.startsWith(folder + sep)) throw new Error(`zip entry must stay inside, was ${entry.name}`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, readEntry(file, entry), { mode: entry.isExecutable ? 0o755 : 0o644 });
      fileCount += 1;
    }
    return fileCount;
  } finally {
    closeSync(file);
  }
}

function readDirectory(file: number): ZipEntry[] {
  const { size } = fstatSync(file);
  // The end record has 22 bytes and may be followed by a comment of up to 64 KiB.
  const tail = readBytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(endSignature);
  if (end < 0) throw new Error('zip archive must have a central directory, none was found');
  const directory = readBytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length; at = endOfEntry(directory, at)) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error(`zip directory is damaged at ${at}`);
    entries.push(entryAt(directory, at));
  }
  return entries;
}

function entryAt(directory: Buffer, at: number): ZipEntry {
  const nameBytes = directory.readUInt16LE(at + 28);
  const mode = directory.readUInt32LE(at + 38) >>> 16;
  return {
    name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
    method: directory.readUInt16LE(at + 10),
    checksum: directory.readUInt32LE(at + 16),
    packedBytes: directory.readUInt32LE(at + 20),
    headerOffset: directory.readUInt32LE(at + 42),
    isExecutable: (mode & 0o111) !== 0,
  };
}

function endOfEntry(directory: Buffer, at: number): number {
  const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
  return lengths.reduce((end, length) => end + length, at + 46);
}

function readEntry(file: number, entry: ZipEntry): Buffer {
  const header = readBytes(file, entry.headerOffset, 30);
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const content = unpacked(entry, readBytes(file, start, entry.packedBytes));
  if (crc32(content) !== entry.checksum)
    throw new Error(`${entry.name} must match its checksum, it does not`);
  return content;
}

function unpacked(entry: ZipEntry, packed: Buffer): Buffer {
  if (entry.method === stored) return packed;
  if (entry.method === deflated) return inflateRawSync(packed);
  throw new Error(`${entry.name} must be stored or deflated, was packed by method ${entry.method}`);
}

function readBytes(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, offset);
  return bytes;
}
