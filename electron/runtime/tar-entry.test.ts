import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TarEntryFilter } from './tar-entry.ts';

/** A tar archive by the ustar layout: a header block, then the content padded to whole blocks. */
function tarOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

async function entryOf(archive: Buffer, name: string, chunkBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < archive.length; at += chunkBytes) chunks.push(archive.subarray(at, at + chunkBytes));
  const found: Buffer[] = [];
  await pipeline(Readable.from(chunks), new TarEntryFilter(name), async (content) => {
    for await (const part of content) found.push(part as Buffer);
  });
  return Buffer.concat(found);
}

describe('TarEntryFilter', () => {
  it('passes on one entry whole, however the archive is cut into chunks', async () => {
    const content = fc.uint8Array({ minLength: 1, maxLength: 1500 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(content, content, fc.integer({ min: 1, max: 2000 }), async (before, wanted, chunk) => {
        const archive = tarOf({ before, wanted, after: before });
        expect((await entryOf(archive, 'wanted', chunk)).equals(wanted)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('fails when the entry is not in the archive', async () => {
    const archive = tarOf({ other: Buffer.from('x') });
    await expect(entryOf(archive, 'wanted', 64)).rejects.toThrow('the archive must hold wanted, it does not');
  });

  it('fails when the archive ends within the entry', async () => {
    const archive = tarOf({ wanted: Buffer.alloc(600, 'x') }).subarray(0, 900);
    await expect(entryOf(archive, 'wanted', 64)).rejects.toThrow('wanted ends too early');
  });
});
