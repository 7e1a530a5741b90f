import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GzipLines } from './gzip-lines.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gzip-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, packed: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, packed);
  return path;
}

const packedLines = (from: number, to: number, isWide = false) => {
  const lines: string[] = [];
  for (let index = from; index < to; index += 1)
    lines.push(isWide ? `${index} ${'ab'.repeat(400)}` : String(index));
  return gzipSync(`${lines.join('\n')}\n`);
};

function linesIn(...paths: readonly string[]) {
  const lines = new GzipLines(paths);
  const read: string[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) read.push(line);
  return { read, cutShort: lines.cutShort };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of buffers somebody still holds. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

describe('lines of gzip files', () => {
  it('go on from file to file, the last without an end too', () => {
    const one = fileOf('one.gz', gzipSync('a\nb\n\nc'));
    const two = fileOf('two.gz', gzipSync('d\n'));
    expect(linesIn(one, two).read).toEqual(['a', 'b', '', 'c', 'd']);
  });

  it('of a large file are read in bounded memory, and are the same', () => {
    // 100 000 lines of 806 bytes are 81 MB, more than is unpacked at once.
    const path = fileOf('large.gz', packedLines(0, 100_000, true));
    const before = heldBytes();
    const lines = new GzipLines([path]);
    let count = 0;
    let isInOrder = true;
    let peak = 0;
    let lastProgress = 0;
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      isInOrder &&= line.startsWith(`${count} `) && lines.progress >= lastProgress;
      lastProgress = lines.progress;
      count += 1;
      if (count % 20_000 === 0) peak = Math.max(peak, heldBytes() - before);
    }
    expect({ count, isInOrder, lastProgress }).toEqual({ count: 100_000, isInOrder: true, lastProgress: 1 });
    expect(peak).toBeLessThan(60_000_000);
  });

  it.each([
    ['small', 2000, false],
    ['large', 100_000, true],
  ])('of a %s file that breaks off are read as far as they go, and it is named', (name, count, isWide) => {
    const whole = packedLines(0, count, isWide);
    const path = fileOf(`${name}-cut.gz`, whole.subarray(0, Math.floor(whole.length * 0.7)));
    const { cutShort, read } = linesIn(path);
    expect(cutShort).toEqual([path]);
    expect(read.length).toBeGreaterThan(count / 4);
    expect(read.length).toBeLessThan(count);
    expect(read.slice(0, 5).map((line) => line.split(' ')[0])).toEqual(['0', '1', '2', '3', '4']);
  });

  it('refuses what is not gzip in a sentence', () => {
    expect(() => linesIn(fileOf('plain.gz', Buffer.from('plain text')))).toThrow(
      /must be a readable gzip file/,
    );
  });
});
