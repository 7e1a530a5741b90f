import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { startEngine, temporaryFolders } from '../engine-with-host.fixture.ts';

const folders = temporaryFolders();
afterEach(folders.removeAll);

const ID = 'test:BTC/USDT';
const DAY = '2024-08-09';
const START = 1_723_161_600_000;
const HOURS = 10;

/** Quotes every five seconds around a price that goes up by a tick a minute, and a print with each. */
function writeTables(folder: string): { readonly quotes: string; readonly trades: string } {
  const quotes = ['ts_ms,bid_price,bid_size,ask_price,ask_size'];
  const trades = ['ts_ms,price,qty,side,trade_id'];
  for (let at = 0; at < HOURS * 720; at += 1) {
    const ms = START + at * 5000;
    const bid = 1000 + Math.floor(at / 12);
    quotes.push(`${ms},${(bid / 10).toFixed(1)},4.5,${((bid + 1) / 10).toFixed(1)},5.5`);
    trades.push(`${ms + 1},${(bid / 10).toFixed(1)},0.5,sell,${at + 1}`);
  }
  const path = (name: string, lines: readonly string[]) => {
    writeFileSync(join(folder, name), lines.join('\n'));
    return join(folder, name);
  };
  return { quotes: path('quotes.csv', quotes), trades: path('trades.csv', trades) };
}

type Engine = Awaited<ReturnType<typeof startEngine>>;

const real = (ms: number) =>
  new Promise<void>((resolve) => {
    systemClock.after(ms, resolve);
  });

/** Threads and files take real time, whatever the clock of the engine says. */
async function until<Value>(look: () => Promise<Value | null | undefined | false>): Promise<Value> {
  for (let left = 1000; left > 0; left -= 1) {
    const value = await look();
    if (value !== null && value !== undefined && value !== false) return value;
    await real(10);
  }
  throw new Error('what was waited for did not come');
}

async function bring({ ask, engine }: Engine, path: string) {
  const importId = `import-${path.slice(-9)}`;
  const question = { kind: 'choose-import', importId, paths: [path] } as const;
  await engine.hear({ type: 'host-ask', askId: 9000, question });
  const preview = await ask('previewImport', { importId });
  if (!preview.ok || preview.reply.mapping === null) throw new Error('the table must be recognised');
  expect(preview.reply).toMatchObject({ faults: [], problems: [], checkedRows: 1000 });
  await ask('importTable', {
    importId,
    jobId: importId,
    mapping: preview.reply.mapping,
    instrument: { id: ID, tickSize: '0.1', lotSize: '0.1', makerFeeBps: 10, takerFeeBps: 10 },
    brokenRows: 'refuse',
    finerSizes: 'refuse',
  });
  return until(async () => {
    const answer = await ask('importReport', { importId });
    return answer.ok && answer.reply.report;
  });
}

async function filledLibrary() {
  const folder = folders.newFolder();
  mkdirSync(join(folder, 'tables'));
  const { quotes, trades } = writeTables(join(folder, 'tables'));
  const started = await startEngine(folder);
  expect(await bring(started, quotes)).toMatchObject({ outcome: 'imported', eventsKept: HOURS * 720 });
  expect(await bring(started, trades)).toMatchObject({ outcome: 'imported', eventsKept: HOURS * 720 });
  return { ...started, folder };
}

/** Lets the replay read from the disk between two turns of its clock. */
async function play({ pass }: Pick<Engine, 'pass'>, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    await pass(Math.min(100, left));
    await real(2);
  }
}

describe('the library', { timeout: 60_000 }, () => {
  it('lists what was imported, with its rows, times and quality', async () => {
    const { ask } = await filledLibrary();
    const answer = await ask('library', {});
    expect(answer).toMatchObject({
      ok: true,
      reply: {
        days: [
          {
            venue: 'test',
            instrument: ID,
            day: DAY,
            rows: { trades: 7200, book: 14_400 },
            firstMs: START,
            isSimulated: false,
            isImported: true,
            quality: { gapCount: 0, crossedBooks: 0, missingTrades: 0 },
          },
        ],
      },
    });
  });

  it('replays a day from a time in its middle, with the bars before it on the chart', async () => {
    const engine = await filledLibrary();
    const { ask, view } = engine;
    const fromMs = START + 9 * 3_600_000;
    expect(await ask('replayDays', { days: [{ instrument: ID, day: DAY }], fromMs })).toMatchObject({
      ok: true,
    });
    await until(async () => {
      await play(engine, 200);
      return (await view()).markets[ID]?.feed.status === 'live';
    });
    const seen = await view();
    expect(seen.session).toMatchObject({ badge: 'REPLAY', mode: 'replay', speed: 1 });
    expect(seen.session.timeMs).toBeGreaterThanOrEqual(fromMs - 5000);
    expect(seen.session.timeMs).toBeLessThan(fromMs + 60_000);
    expect(seen.markets[ID]?.bids[0]).toBeCloseTo((1000 + 540) / 10, 0);
    const bars = await ask('bars', { instrument: ID, intervalMs: 60_000, count: 1000 });
    // Nine hours of minutes lie before it, each of them with prints.
    expect(bars.ok && bars.reply.bars.length).toBeGreaterThanOrEqual(540);
  });

  it('goes forward with what is held and back into a new session, whose positions are closed', async () => {
    const engine = await filledLibrary();
    const { ask, view } = engine;
    const middle = START + 3 * 3_600_000;
    await ask('replayDays', { days: [{ instrument: ID, day: DAY }], fromMs: middle });
    const live = () =>
      until(async () => {
        await play(engine, 200);
        return (await view()).markets[ID]?.feed.status === 'live';
      });
    await live();
    await ask('setSpeed', { speed: 100 });
    await ask('placeOrder', { instrument: ID, side: 'buy', sizeBase: '0.5', type: 'market' });
    await play(engine, 1000);
    const bought = await view();
    expect(bought.fills).toMatchObject([{ side: 'buy', sizeBase: 0.5, liquidity: 'taker' }]);

    const later = START + 5 * 3_600_000;
    expect(await ask('seek', { timeMs: later })).toEqual({ ok: true, reply: { way: 'forward' } });
    await until(async () => {
      await play(engine, 100);
      return (await view()).session.timeMs >= later - 5000;
    });
    const ahead = await view();
    expect(ahead.session.sessionId).toBe(bought.session.sessionId);
    expect(ahead.positions).toHaveLength(1);
    expect(ahead.session.speed).toBe(100);

    expect(await ask('seek', { timeMs: middle })).toEqual({ ok: true, reply: { way: 'back' } });
    await live();
    const back = await view();
    expect(back.session.sessionId).not.toBe(bought.session.sessionId);
    expect(back.session.speed).toBe(100);
    expect(back.positions).toEqual([]);
    expect(back.session.timeMs).toBeLessThan(later);
    const [notice] = back.log.filter(({ text }) => text.startsWith('the replay went back'));
    expect(notice?.text).toMatch(
      /^the replay went back to 2024-08-09 03:00:00 UTC; the open position of the session before was closed at 2024-08-09 05:/,
    );
    const timeline = await ask('replayTimeline', {});
    expect(timeline).toEqual({
      ok: true,
      reply: { timeline: { fromMs: START, toMs: START + HOURS * 3_600_000 - 5000 + 2, gaps: [] } },
    });
  });

  it('refuses to move a market that is not of the past', async () => {
    const { ask } = await startEngine(folders.newFolder());
    expect(await ask('seek', { timeMs: START })).toMatchObject({
      ok: false,
      failure: { code: 'not-in-this-mode' },
    });
    expect(await ask('replayTimeline', {})).toEqual({ ok: true, reply: { timeline: null } });
  });

  it('deletes days for good, and exports them before that', async () => {
    const { ask, engine, folder, told } = await filledLibrary();
    const target = join(folder, 'exported');
    mkdirSync(target);
    const days = [{ instrument: ID, day: DAY }];
    const question = {
      kind: 'export-days',
      jobId: 'e1',
      folder: target,
      days,
      format: 'csv',
      isPacked: true,
    } as const;
    await engine.hear({ type: 'host-ask', askId: 9001, question });
    expect(told.findLast((message) => message.type === 'answer')).toMatchObject({
      answer: { ok: true, written: [{ name: `test_BTC-USDT_book_${DAY}.csv.gz` }, {}] },
    });
    expect(readdirSync(target)).toHaveLength(2);
    expect(await ask('removeDays', { days })).toEqual({ ok: true, reply: {} });
    expect(await ask('library', {})).toMatchObject({ ok: true, reply: { days: [], bytes: 0 } });
    expect(await ask('replayDays', { days })).toMatchObject({
      ok: false,
      failure: { code: 'file-refused', detail: 'the chosen days are not in the archive' },
    });
  });
});
