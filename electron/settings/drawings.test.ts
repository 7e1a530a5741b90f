import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrawingKeeper } from './drawings.ts';
import type { JsonStore } from './guarded-file.ts';

const openStore = (folder: string, name: string): JsonStore => ({
  write: (content) => writeFileSync(join(folder, `${name}.json`), JSON.stringify(content), { mode: 0o600 }),
});
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'edgewright-drawings-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => new DrawingKeeper(folder, 0, openStore);

describe('drawings', () => {
  it('are kept for each instrument over restarts', () => {
    open().save('sandbox:BTC/USDT', [{ kind: 'trend' }]);
    open().save('sandbox:ETH/USDT', []);
    const again = open();
    expect(again.drawingsOf('sandbox:BTC/USDT')).toEqual([{ kind: 'trend' }]);
    expect(again.drawingsOf('sandbox:ETH/USDT')).toEqual([]);
    expect(again.drawingsOf('sandbox:SOL/USDT')).toBeNull();
    expect(again.drawingsOf('constructor')).toBeNull();
  });

  it('of more than 64 KiB are refused and the ones before stay', () => {
    const kept = open();
    kept.save('a', ['small']);
    expect(() => kept.save('a', 'x'.repeat(65_536))).toThrow(
      'drawings of an instrument may have 65536 bytes, have 65538',
    );
    expect(kept.drawingsOf('a')).toEqual(['small']);
  });

  it('that cannot be read are set aside and never overwritten', () => {
    writeFileSync(join(folder, 'drawings.json'), 'broken');
    const kept = open();
    expect(kept.drawingsOf('a')).toBeNull();
    expect(kept.notice).toContain('Your drawings could not be used');
    const aside = readdirSync(folder).find((name) => name.includes('set-aside')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('broken');
  });
});
