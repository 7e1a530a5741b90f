import { describe, expect, it } from 'vitest';
import { FOLLOWED, followVenue } from './followed-venue.fixture.ts';
import { until } from './real-clock.fixture.ts';

const ID = 'binance:BTC/USDT';

describe('a book of Binance whose stream is lost while its snapshot is asked for', () => {
  it('is live only once there is a stream again', async (test) => {
    const binance = FOLLOWED.find(({ venue }) => venue === 'binance');
    if (binance === undefined) throw new Error('no venue');
    const { close, compared, events, statuses, venue } = await followVenue(binance, [binance.symbol]);
    test.onTestFinished(close);
    const sockets = () => venue.calls.filter((call) => call.startsWith('WS')).length;
    const before = sockets();
    // The gap has a snapshot asked for 250 ms later; by then the sockets are gone, and dialed after as long.
    venue.faults.dropNext(binance.bookTopic);
    await until(() => statuses(ID).at(-1) === 'gap');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { length } = events;
    venue.resetSockets();
    await until(() => events.slice(length).some(({ kind }) => kind === 'book-snapshot'));
    expect(sockets()).toBe(before + 2);
    const { equal } = compared;
    await until(() => compared.equal > equal + 10);
    expect(statuses(ID)).toEqual(['live', 'gap', 'gap', 'live']);
    expect(compared.unequal).toBe(0);
  });
});
