import { describe, expect, it } from 'vitest';
import { FOLLOWED, followVenue } from './followed-venue.fixture.ts';
import { until } from './real-clock.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const ROLLOVERS = 100;

describe('R-CN-02: connections replaced before the venue would end them', () => {
  it('lose nothing: no gap, no wrong book, no print twice or never', async () => {
    const usdm = FOLLOWED.find(({ venue }) => venue === 'binance-usdm');
    if (usdm === undefined) throw new Error('no such venue');
    // A day of the venue is a second here, and every wait a tenth.
    const { close, compared, events, feed, venue } = await followVenue(usdm, [usdm.symbol], {
      speed: 10,
      rolloverAfterMs: 1000,
    });
    await until(() => feed.statistics().rollovers >= ROLLOVERS, 25_000);
    const { gaps, rollovers } = feed.statistics();
    const { equal, unequal } = compared;
    measured(
      'R-CN-02',
      `${rollovers} connections renewed, ${gaps} gaps, ${equal} books compared, ${unequal} wrong`,
    );
    expect(feed.statistics()).toMatchObject({ gaps: 0, lostConnections: 0, refusedFrames: 0 });
    expect(compared.unequal).toBe(0);
    expect(compared.equal).toBeGreaterThan(ROLLOVERS);
    const told = events.flatMap((event) => (event.kind === 'trade' ? [event.tradeId] : []));
    const [first = ''] = told;
    const published = [...venue.publishedTrades('BTCUSDT').keys()];
    const from = published.indexOf(first);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(told).toEqual(published.slice(from, from + told.length));
    const statuses = events.flatMap((event) => (event.kind === 'feed-status' ? [event.status] : []));
    expect(statuses).toEqual(['live']);
    await close();
  });
});
