import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseDelays } from './choose-delays.ts';
import type { JsonStore } from './guarded-file.ts';
import { SettingsKeeper } from './settings.ts';

const openStore = (folder: string, name: string): JsonStore => ({
  write: (content) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content, undefined, '\t'), { mode: 0o600 }),
});
let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'edgewright-delays-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => new SettingsKeeper(folder, 0, openStore);
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const choosing = (settings: SettingsKeeper, ...paths: readonly string[]) =>
  chooseDelays({ settings, chooseFiles: () => Promise.resolve(paths) });

describe('choosing measured delays', () => {
  it('sets the paper venue to draw from them, over a restart', async () => {
    const reply = await choosing(open(), file('measured.csv', 'order_ms,response_ms\n20,31\n25,30\n'));
    expect(reply.outcome).toBe('chosen');
    expect(open().current.latency).toEqual({
      feedMs: 40,
      orderMs: 40,
      responseMs: 40,
      variation: {
        kind: 'empirical',
        file: 'measured.csv',
        feedMs: [40],
        orderMs: [20, 25],
        responseMs: [30, 31],
      },
    });
  });

  it('keeps the longest table a session takes', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `${50_000 + at},${50_000 + at},${50_000 + at}`);
    const table = ['feed_ms,order_ms,response_ms', ...rows].join('\n');
    expect((await choosing(open(), file('long.csv', table))).outcome).toBe('chosen');
    const again = open();
    expect(again.notice).toBeNull();
    expect(again.current.latency.variation).toMatchObject({ kind: 'empirical', file: 'long.csv' });
  });

  it('leaves the delays as they were when canceled, or refused with the reason', async () => {
    const settings = open();
    expect(await choosing(settings)).toEqual({ outcome: 'canceled' });
    expect(await choosing(settings, file('bad.csv', 'feed_ms\nsoon\n'))).toEqual({
      outcome: 'failed',
      detail: 'bad.csv, line 2: feed_ms must be ms from 0 to 60000, was "soon"',
    });
    expect(await choosing(settings, join(folder, 'gone.csv'))).toEqual({
      outcome: 'failed',
      detail: 'gone.csv cannot be read: ENOENT',
    });
    expect(await choosing(settings, 'a', 'b')).toEqual({
      outcome: 'failed',
      detail: 'one file must be chosen, were 2',
    });
    expect(settings.current.latency).toEqual({ feedMs: 40, orderMs: 40, responseMs: 40 });
  });
});
