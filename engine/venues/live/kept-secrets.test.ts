import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TradingFault } from '../loopback/trading/trading-faults.ts';
import { limitAt, MARKET, openPair } from './session.fixture.ts';
import { ONE_OF_EACH } from './venue-pairs.fixture.ts';

const CANARY = 'CANARYcanary5f3759df';

/** Every way a key could be written down by mistake. */
const forms = (text: string): readonly string[] => [
  text,
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('hex'),
  encodeURIComponent(text),
  text.split('').toReversed().join(''),
];

const FAULTS: readonly TradingFault[] = [
  { kind: 'request-lost' },
  { kind: 'request-stalled' },
  { kind: 'reply-lost' },
  { kind: 'done-but', status: 502 },
  { kind: 'html' },
  { kind: 'cut' },
  { kind: 'limited', status: 403, retryAfterS: 0 },
];

describe.each(ONE_OF_EACH)('a key for $name', (pair) => {
  it('R-SEC-06: is in nothing that is told, whatever goes wrong', async () => {
    const { venue } = pair.dialect;
    const base64 = Buffer.from(CANARY).toString('base64');
    // Kraken's secrets are base 64, and Coinbase's are keys of their own.
    const secret = venue === 'kraken' ? base64 : venue === 'coinbase' ? pair.key.secret : CANARY;
    const key = { apiKey: `${CANARY}key`, secret, passphrase: `${CANARY}phrase` };
    const open = await openPair({ ...pair, key }, { session: { requestTimeoutMs: 200 } });
    for (const fault of FAULTS) {
      open.venue.faults.next('place', fault);
      open.venue.faults.next('ask', fault);
      await open.ask(open.order(limitAt(600_000)));
      await open.ask({ kind: 'ask-open-orders' });
      await open.ask(open.order(MARKET));
    }
    const signatures = open.venue.seen.flatMap(({ body, headers, query }) => {
      const text = `${query}&${body}`;
      const inText = /signature=(\w+)/.exec(text)?.[1];
      const inHeaders = [
        headers['x-bapi-sign'],
        headers['ok-access-sign'],
        headers['api-sign'],
        headers['authorization']?.split('.')[2],
      ];
      return [inText, ...inHeaders].filter((each) => each !== undefined);
    });
    expect(signatures.length).toBeGreaterThan(10);
    const told = `${JSON.stringify(open.reports)}${inspect(open.reports, { depth: 9 })}`;
    const found = [...forms(CANARY), ...forms(secret), ...signatures].filter((text) => told.includes(text));
    expect(found).toEqual([]);
    await open.close();
  });
});
