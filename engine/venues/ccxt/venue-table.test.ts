import { describe, expect, it } from 'vitest';
import { LIVE_VENUE_HOSTS } from '../../domain/instrument/live-venue-hosts.ts';
import { LIVE_VENUE_NAMES } from '../../domain/instrument/live-venues.ts';
import { dialectOf } from './live-venues.ts';

describe('the table of hosts the engine may talk to', () => {
  it.each(LIVE_VENUE_NAMES)('R-SC-08: holds every host of the market data of %s', async (venue) => {
    const { hosts } = await dialectOf(venue);
    expect(hosts.filter((host) => !LIVE_VENUE_HOSTS[venue].includes(host))).toEqual([]);
  });

  it('R-SC-08: names hosts only: no address, no wildcard, no path', () => {
    for (const host of Object.values(LIVE_VENUE_HOSTS).flat())
      expect(host).toMatch(/^(?:[a-z0-9-]+\.){2}com(?::\d+)?$/);
  });
});
