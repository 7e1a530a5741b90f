import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutsideNumber } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { ToldSession } from '../kernel.fixture.ts';
import { ManualClock } from '../manual-clock.fixture.ts';
import type { Session } from '../session.ts';
import { NumbersDesk } from './numbers-desk.ts';
import { MOST_BYTES } from './read-numbers-file.ts';

/** 2024-05-01T12:00:00Z. */
const NOW = 1_714_564_800_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BTC = 'sandbox:BTC/USDT:USDT';
const ETH = 'sandbox:ETH/USDT:USDT';
const SOL = 'sandbox:SOL/USDT:USDT';

const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach((close) => close()));

/** A desk at a session that remembers what it was told, with the file it looks at. */
function deskAt(text?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-desk-'));
  const path = join(folder, 'numbers.csv');
  if (text !== undefined) writeFileSync(path, text);
  const clock = new ManualClock(NOW);
  const told: OutsideNumber[] = [];
  const logged: string[] = [];
  const sessionOf = (): Session => {
    const { session } = new ToldSession(sandboxInstruments);
    session.take({ kind: 'clock', time: unixMs(clock.now()) });
    session.observe({
      passTime: () => undefined,
      onEvent: (event) => void (event.kind === 'outside-number' && told.push(event)),
    });
    return session;
  };
  const station = { session: sessionOf(), log: (_level: string, line: string) => void logged.push(line) };
  const desk = new NumbersDesk(path, clock, station);
  closings.push(
    () => desk.stop(),
    () => rmSync(folder, { recursive: true }),
  );
  /** The session gets to a time, and the desk has a moment to see it. */
  const reach = (time: number) => {
    station.session.take({ kind: 'clock', time: unixMs(time) });
    clock.pass(1000);
  };
  /** Waits until the file has been looked at often enough for something to be so. */
  const until = (check: () => void) =>
    vi.waitFor(
      () => {
        clock.pass(5000);
        check();
      },
      { timeout: 20_000, interval: 50 },
    );
  const values = () => told.map(({ instrument, name, value }) => [name, instrument, value]);
  return { clock, desk, folder, logged, path, reach, sessionOf, station, told, until, values };
}

const lines = (...rows: readonly (readonly [number, string, string, number])[]) =>
  ['time,name,instrument,value', ...rows.map((row) => row.join(',')), ''].join('\n');

describe('the desk of own numbers', () => {
  it('tells the session the newest of what is fresh, each once, to whom it speaks of', async () => {
    const { reach, until, values } = deskAt(
      lines(
        [NOW - 9 * DAY, 'chain.hash-rate', '', 1],
        [NOW - 2 * DAY, 'chain.fees', '', 20],
        [NOW - DAY, 'chain.fees', '', 21],
        [NOW - HOUR, 'loan.borrow-rate', '', 0.01],
        [NOW - HOUR, 'loan.borrow-rate', ETH, 0.02],
      ),
    );
    await until(() => expect(values()).toHaveLength(4));
    reach(NOW + HOUR);
    expect(values()).toEqual([
      ['chain.fees', BTC, 21],
      ['loan.borrow-rate', BTC, 0.01],
      ['loan.borrow-rate', ETH, 0.02],
      ['loan.borrow-rate', SOL, 0.01],
    ]);
  });

  it('tells a number of later when the session has got there', async () => {
    const { desk, reach, told, until, values } = deskAt(lines([NOW + HOUR, 'chain.fees', '', 30]));
    await until(() => expect(desk.view().rows).toBe(1));
    reach(NOW + HOUR - 1);
    expect(values()).toEqual([]);
    reach(NOW + HOUR);
    expect(values()).toEqual([['chain.fees', BTC, 30]]);
    expect(told[0]?.time).toBe(NOW + HOUR);
  });

  it('tells a line that was added, and one that was mended', async () => {
    const { path, until, values } = deskAt(lines([NOW - HOUR, 'chain.fees', '', 20]));
    await until(() => expect(values()).toEqual([['chain.fees', BTC, 20]]));
    appendFileSync(path, `${NOW - 1},chain.fees,,21\n`);
    await until(() => expect(values().at(-1)).toEqual(['chain.fees', BTC, 21]));
    appendFileSync(path, `${NOW - 1},chain.fees,,22\n`);
    await until(() => expect(values().at(-1)).toEqual(['chain.fees', BTC, 22]));
    expect(values()).toHaveLength(3);
  });

  it('takes a last line without an end once nobody has written at it for a look', async () => {
    const { desk, path, until } = deskAt(`time,name,value\n${NOW},chain.fees,1`);
    await until(() => expect(desk.view()).toMatchObject({ rows: 1, refusedCount: 0 }));
    appendFileSync(path, `2\n${NOW + 1},chain.fees,9\n`);
    await until(() => expect(desk.view().rows).toBe(2));
    expect(desk.view().series).toMatchObject([{ lastValue: 9, unit: 'BTC/day' }]);
  });

  it('says which lines it refused and why, and keeps the rest', async () => {
    const { desk, logged, until } = deskAt(`time,name,value\nx\n${NOW},chain.fees,1\n${NOW},chain.fee,1\n`);
    await until(() => expect(desk.view().rows).toBe(1));
    expect(desk.view()).toMatchObject({
      state: 'read',
      failure: '',
      rows: 1,
      refusedCount: 2,
      refused: [
        { line: 2, rule: 'a line must have 3 cells (time,name,value), had 1' },
        { line: 4, rule: 'name must be of a known series, the nearest is chain.fees, was "chain.fee"' },
      ],
      series: [{ name: 'chain.fees', instrument: '', rows: 1, lastValue: 1, lastMs: NOW, isOfSession: true }],
      seriesCount: 1,
    });
    expect(logged).toEqual([
      'numbers.csv: 2 lines were refused, the first is line 2: a line must have 3 cells (time,name,value), had 1',
    ]);
  });

  it('says of an instrument that the session does not have it', async () => {
    const { desk, until } = deskAt(lines([NOW, 'loan.borrow-rate', 'DOGE/USDT', 1]));
    await until(() =>
      expect(desk.view().series).toMatchObject([{ instrument: 'DOGE/USDT', isOfSession: false }]),
    );
  });

  it('takes no file for no error, and forgets what was in one that is gone', async () => {
    const { desk, logged, path, until } = deskAt();
    await until(() => expect(desk.view()).toMatchObject({ state: 'missing', failure: '', rows: 0 }));
    expect(logged).toEqual([]);
    writeFileSync(path, lines([NOW, 'chain.fees', '', 1]));
    await until(() => expect(desk.view()).toMatchObject({ state: 'read', rows: 1 }));
    rmSync(path);
    await until(() => expect(desk.view()).toMatchObject({ state: 'missing', rows: 0 }));
    expect(logged).toEqual(['numbers.csv: it was read', 'numbers.csv: it is gone, and its numbers with it']);
  });

  it.each([
    [
      'is too large',
      (path: string) => truncateSync(path, MOST_BYTES + 1),
      /^it must have at most 67108864 bytes, had 67108865$/,
    ],
    [
      'is not UTF-8',
      (path: string) => appendFileSync(path, Buffer.from([0xff, 0x0a])),
      /^the text must be UTF-8/,
    ],
    [
      'has no header',
      (path: string) => writeFileSync(path, '1,2,3\n'),
      /^the first line must be time,name,value or/,
    ],
    ['is a folder', (path: string) => (rmSync(path), mkdirSync(path)), /^it must be a file, and is none$/],
  ])('keeps what was known before where the file %s', async (_what, spoil, failure) => {
    const { desk, logged, path, station, until } = deskAt(lines([NOW - 1, 'chain.fees', '', 1]));
    await until(() => expect(desk.view()).toMatchObject({ state: 'read', rows: 1 }));
    spoil(path);
    await until(() => expect(desk.view().state).toBe('failed'));
    expect(desk.view()).toMatchObject({ failure: expect.stringMatching(failure), rows: 1 });
    expect(desk.of(station.session)?.past().take()).toMatchObject({ value: 1 });
    expect(logged.at(-1)).toMatch(/; what was known before stays$/);
  });

  it('tells the next session again, and a replay nothing, neither now nor as its past', async () => {
    const { clock, desk, sessionOf, station, until, values } = deskAt(lines([NOW - 1, 'chain.fees', '', 1]));
    await until(() => expect(values()).toHaveLength(1));
    const { description, kernel } = sessionOf();
    Object.assign(station, { session: { kernel, description: { ...description, mode: 'replay' } } });
    clock.pass(HOUR);
    expect(values()).toHaveLength(1);
    expect(desk.view().notToldBecause).toMatch(/^a replay is told nothing/);
    expect(desk.of(station.session)).toBeUndefined();
    station.session = sessionOf();
    clock.pass(1000);
    expect(values()).toHaveLength(2);
    expect(desk.view().notToldBecause).toBe('');
  });

  it('looks no more once it is stopped', async () => {
    const { clock, desk, path, until, values } = deskAt(lines([NOW - 1, 'chain.fees', '', 1]));
    await until(() => expect(values()).toHaveLength(1));
    desk.stop();
    appendFileSync(path, `${NOW},chain.fees,,2\n`);
    clock.pass(HOUR);
    expect([values().length, desk.view().rows]).toEqual([1, 1]);
  });
});
