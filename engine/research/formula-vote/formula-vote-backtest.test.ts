import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { backtestVote, type VoteMarket } from './formula-vote-backtest.ts';

const captures = process.env['EDGEWRIGHT_DATA'];
const whyNot = captures === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';
const START = 1_714_521_600_000;

const sandbox = (minutes: number): VoteMarket => {
  const feed = createSandboxMarket({ seed: 20_240_501, startTime: unixMs(START) });
  return { feed, instrument: feed.instruments[0]?.id ?? '', until: START + minutes * 60_000 };
};

/** Eleven minutes of one night. */
const realSession = (): VoteMarket => {
  const names = ['binance-spot_BTCUSDT_20240808', 'binance-spot_BTCUSDT_20240809'];
  const opened = openRecordedFeed(names.map((name) => join(captures ?? '', 'book', `${name}.raw.gz`)));
  if (!opened.ok) throw new Error(opened.failure.detail);
  return { feed: opened.feed, instrument: opened.feed.instruments[0]?.id ?? '' };
};

describe('the vote of the formulas on a sandbox market', () => {
  it('stays out without a record, and says what its votes were worth', () => {
    const { measures, trades } = backtestVote('corrected-fast', sandbox(30));
    expect(trades).toEqual([]);
    expect(measures['Independent voices']).toBeGreaterThan(0);
    expect(measures['Net expected value']).toBeLessThan(-10);
  });

  it('pays fees for nothing as described, the same in every run', () => {
    const one = backtestVote('as-described-fast', sandbox(15));
    expect(one.trades.length).toBeGreaterThan(3);
    expect(one.netQuote).toBeLessThan(0);
    const other = backtestVote('as-described-fast', sandbox(15));
    expect(other).toEqual(one);
  });
});

describe(`the vote of the formulas on a recorded night${whyNot}`, () => {
  it.skipIf(captures === undefined)('stays out, corrected, though votes are won', () => {
    const { trades, turns } = backtestVote('corrected-fast', realSession());
    expect(trades).toEqual([]);
    expect(turns).toBeGreaterThan(0);
  });

  it.skipIf(captures === undefined)('loses about its fees as described', () => {
    const { feesQuote, netQuote, trades } = backtestVote('as-described-fast', realSession());
    expect(trades.length).toBeGreaterThan(20);
    expect(netQuote).toBeLessThan(0);
    expect(Math.abs(netQuote + feesQuote)).toBeLessThan(0.2 * feesQuote);
  });
});
