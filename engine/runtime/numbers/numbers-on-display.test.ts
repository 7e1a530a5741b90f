import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormulaBoardUpdate, FormulaUpdate } from '../../contract/formula-commands.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { btc, printAt } from '../../market/fixtures/market-events.ts';
import { MarketState } from '../../market/market-state.ts';
import { openFlowSource } from '../flow/open-flow-source.ts';
import { SessionFlow } from '../flow/session-flow.ts';
import type { OwnNumbers } from '../formulas/formula-market.ts';
import { KeptNumbers } from './kept-numbers.ts';
import { PastNumbers } from './past-numbers.ts';
import { readNumbersFile } from './read-numbers-file.ts';

const DAY = 86_400_000;
/** 2023-05-01T00:00:00Z. */
const FIRST = 1_682_899_200_000;
const DAYS = 365;
const MINUTE = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edgewright-numbers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const closeOf = (day: number): number => 30_000 * Math.exp(0.02 * Math.sin(day));
/** What a series says of each day. */
type ValueOf = (day: number) => number;

/** What formulas read of a real file with a year of days, each known so long after its end. */
async function numbersOf(name: string, valueOf: ValueOf, lateMs = 0): Promise<OwnNumbers> {
  const path = join(folder, 'numbers.csv');
  const lines = Array.from({ length: DAYS }, (_, day) =>
    [FIRST + (day + 1) * DAY + lateMs, name, valueOf(day)].join(','),
  );
  writeFileSync(path, ['time,name,value', ...lines, ''].join('\n'));
  const read = await readNumbersFile({ path, isSettled: true });
  if (!read.ok) throw new Error(read.detail);
  const kept = new KeptNumbers(read.parsed.columns);
  return {
    edition: 1,
    has: (name) => (kept.names as ReadonlySet<string>).has(name),
    past: (names) =>
      new PastNumbers(kept.toldTo([btc]).filter(({ name }) => names === undefined || names.includes(name))),
  };
}

/** A market with a year of days behind it, and ten minutes into the next. */
function marketWith(numbers: OwnNumbers | undefined, begun = { is: true }) {
  const state = new MarketState([btc]);
  const now = FIRST + DAYS * DAY;
  for (let day = 0; day < DAYS; day += 1) {
    const [open, close] = [closeOf(day - 1), closeOf(day)];
    state.apply({
      kind: 'venue-bar',
      instrument: btc.id,
      time: now as UnixMs,
      venueTime: (FIRST + (day + 1) * DAY) as UnixMs,
      openTime: (FIRST + day * DAY) as UnixMs,
      intervalMs: DAY,
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
      close,
      volumeBase: 1,
    });
  }
  state.apply(printAt(now + 10 * MINUTE, 300_000));
  const flow = new SessionFlow(openFlowSource, undefined, {
    markets: () => state.all,
    numbers,
    hasBegun: () => begun.is,
  });
  /** The last update of some frames, of more than there are between two tellings. */
  const lastOf = (frames: number): unknown => {
    let last: unknown;
    for (let frame = 0; frame < frames; frame += 1) last = flow.takeUpdates().at(-1)?.body ?? last;
    return last;
  };
  return {
    watch: (formula: string) => {
      flow.watch([{ kind: 'formula', instrument: btc.id, formula }]);
      return lastOf(16) as FormulaUpdate;
    },
    told: () => lastOf(64) as FormulaUpdate,
    board: () => {
      flow.watch([{ kind: 'formula-board', instrument: btc.id }]);
      return lastOf(64) as FormulaBoardUpdate;
    },
  };
}

const indexOf: ValueOf = (day) => 0.5 + 0.1 * Math.sin(day / 7);

/** Expected variance at the end of a day less that of the thirty daily returns before. */
function premiumOf(day: number): number {
  const days = Array.from({ length: 30 }, (_, at) => day - 29 + at);
  const realized = days.reduce((sum, each) => sum + Math.log(closeOf(each) / closeOf(each - 1)) ** 2, 0);
  return indexOf(day) ** 2 - (365 / 30) * realized;
}

describe('a formula on display', () => {
  it('has a value of numbers nobody else tells, and what a year of them makes of it', async () => {
    const { watch } = marketWith(await numbersOf('option.volatility-index', indexOf));
    const now = watch('F275');
    expect(now).toMatchObject({ because: null, missing: [] });
    expect(now.value).toBeCloseTo(premiumOf(DAYS - 1), 9);
    // Numbers that are known as a day closes are of that day: two hours later they are too old.
    const premiums = Array.from({ length: 180 }, (_, at) => premiumOf(DAYS - 180 + at));
    const mean = premiums.reduce((sum, each) => sum + each, 0) / 180;
    const variance = premiums.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 179;
    expect(now.readings['z']).toBeCloseTo((premiumOf(DAYS - 1) - mean) / Math.sqrt(variance), 6);
  });

  it('reads hash rates of a year, each as of the close of its day', async () => {
    const { watch } = marketWith(
      await numbersOf('chain.hash-rate', (day) => 5e20 * 1.001 ** day, 5 * MINUTE),
    );
    const mean = (days: number) =>
      Array.from({ length: days }, (_, at) => 1.001 ** (DAYS - 2 - at)).reduce((sum, rate) => sum + rate, 0) /
      days;
    expect(watch('F265').value).toBeCloseTo(Math.log(mean(30) / mean(60)), 9);
  });

  it('has a value on the board, too', async () => {
    const { board } = marketWith(await numbersOf('option.volatility-index', indexOf));
    const { ids, values } = board();
    expect(values[ids.indexOf('F275')]).toBeCloseTo(premiumOf(DAYS - 1), 9);
  });

  it('says that nothing tells the series where the file does not either', () => {
    expect(marketWith(undefined).watch('F275')).toMatchObject({
      value: null,
      because: 'no-input',
      withoutSource: ['option.volatility-index'],
    });
  });

  it('waits for a series that the file tells of later', async () => {
    const numbers = await numbersOf('option.volatility-index', indexOf);
    const ahead = { ...numbers, past: () => new PastNumbers([]) };
    expect(marketWith(ahead).watch('F275')).toMatchObject({
      missing: ['option.volatility-index'],
      withoutSource: [],
    });
  });

  it('waits with numbers of the past until the past of the market is there', async () => {
    const begun = { is: false };
    const { told, watch } = marketWith(await numbersOf('option.volatility-index', indexOf), begun);
    expect(watch('F275')).toMatchObject({ value: null, because: 'catching-up' });
    begun.is = true;
    expect(told().value).toBeCloseTo(premiumOf(DAYS - 1), 9);
  });
});
