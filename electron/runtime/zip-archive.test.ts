import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from './zip-archive.ts';

type ZipFile = { readonly content: string; readonly mode?: number; readonly isStored?: boolean };

/** A zip archive by the format's layout: local headers with content, then the directory, then the end record. */
function zipOf(files: Readonly<Record<string, ZipFile>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { content, mode = 0o644, isStored = false }] of Object.entries(files)) {
    const packed = isStored ? Buffer.from(content) : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 'latin1');
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(mode * 0x1_0000, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

describe('unzip', () => {
  let folder: string;
  let archive: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'edgewright-zip-'));
    archive = join(folder, 'archive.zip');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes stored and deflated files where they are placed and leaves out the rest', () => {
    const files = {
      'a/one': { content: 'first' },
      'a/two': { content: 'second', isStored: true },
      b: { content: 'x' },
    };
    writeFileSync(archive, zipOf(files));
    const count = unzip(archive, join(folder, 'out'), (name) =>
      name.startsWith('a/') ? name.slice(2) : undefined,
    );
    expect(count).toBe(2);
    expect(readFileSync(join(folder, 'out', 'one'), 'utf8')).toBe('first');
    expect(readFileSync(join(folder, 'out', 'two'), 'utf8')).toBe('second');
    expect(statSync(join(folder, 'out'), { throwIfNoEntry: false })?.isDirectory()).toBe(true);
  });

  it('keeps programs executable', () => {
    writeFileSync(archive, zipOf({ run: { content: '#!', mode: 0o755 }, read: { content: 'text' } }));
    unzip(archive, join(folder, 'out'), (name) => name);
    expect(statSync(join(folder, 'out', 'run')).mode & 0o111).toBe(0o111);
    expect(statSync(join(folder, 'out', 'read')).mode & 0o111).toBe(0);
  });

  it('refuses a file that does not match its checksum', () => {
    const bytes = zipOf({ file: { content: 'honest', isStored: true } });
    bytes.write('dishon', bytes.indexOf('honest'));
    writeFileSync(archive, bytes);
    expect(() => unzip(archive, join(folder, 'out'), (name) => name)).toThrow('file must match its checksum');
  });

  it('refuses an entry that would land outside the folder', () => {
    writeFileSync(archive, zipOf({ '../escaped': { content: 'x' } }));
    expect(() => unzip(archive, join(folder, 'out'), (name) => name)).toThrow(
      'must stay inside, was ../escaped',
    );
  });

  it('refuses a file that is no zip archive', () => {
    writeFileSync(archive, 'not a zip archive at all');
    expect(() => unzip(archive, join(folder, 'out'), (name) => name)).toThrow('central directory');
  });
});
