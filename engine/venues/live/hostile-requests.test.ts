import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { Random } from '../../numerics/random.ts';
import { freshOrderId, limitAt, MARKET, openPair, stopAt, type Unnumbered } from './session.fixture.ts';
import { ONE_OF_EACH, unlimited, UNLIMITED } from './venue-pairs.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

/** What no size and no price may be. */
const HOSTILE: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  -1,
  -20,
  0.5,
  1e-30,
  1e31,
  1e300,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** 53,
  2 ** 53 + 2,
  null,
  '',
  ' ',
  '1',
  '20',
  '0x14',
  '1e3',
  '٣',
  '9'.repeat(41),
  true,
  [],
  [20],
  {},
  { valueOf: () => 20 },
  20n,
  Symbol.iterator,
  () => 20,
];
const CASES = 10_000;

describe('hostile values', () => {
  it.each(ONE_OF_EACH)(
    'R-NU-04: none of 10 000 reaches $name',
    async (pair) => {
      const open = await openPair(unlimited(pair), { venue: UNLIMITED.venue });
      const random = new Random(3);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T;
      const { instrument } = open;
      const seen = open.venue.seen.length;
      const spoil: readonly ((value: unknown) => unknown)[] = [
        (value) => open.order(MARKET, { lots: value as never }),
        (value) =>
          open.order(MARKET, {
            lots: undefined as never,
            ...(value === null ? {} : { lots: value as never }),
          }),
        (value) => open.order({ ...limitAt(1), limit: value } as never),
        (value) => open.order({ type: 'stop-market', trigger: value } as never),
        (value) =>
          open.order({ ...stopAt(1), type: 'stop-limit', limit: value, timeInForce: 'gtc' } as never),
        (value) => open.order(MARKET, { attachedStop: value as never }),
        (value) => ({ ...open.order(MARKET), orderId: value }),
        (value) => ({ ...open.order(MARKET), side: value }),
        (value) => ({ ...open.order(MARKET), instrument: value }),
        (value) => ({
          kind: 'amend',
          orderId: freshOrderId(),
          instrument: instrument.id,
          lots: value ?? Number.NaN,
        }),
        (value) => ({
          kind: 'amend',
          orderId: freshOrderId(),
          instrument: instrument.id,
          limit: value ?? Number.NaN,
        }),
        (value) => ({ kind: 'cancel', orderId: value, instrument: instrument.id }),
        (value) => ({ kind: 'ask-trades', since: value === 0 || value === 20 ? -1 : value }),
      ];
      const codes = new Set<string>();
      let tried = 0;
      for (; tried < CASES / ONE_OF_EACH.length; tried += 1) {
        const request = pick(spoil)(isWholeSince(pick(HOSTILE)));
        const answer = await open.ask(request as Unnumbered);
        expect(answer).toMatchObject({ kind: 'refused', class: 'not-done' });
        if (answer.kind === 'refused') codes.add(answer.venueCode);
      }
      const sent = open.venue.seen.length - seen;
      measured('R-NU-04', `${pair.name}: ${tried} hostile values, ${sent} sent`);
      expect(sent).toBe(0);
      expect([...codes].toSorted()).toEqual(
        expect.arrayContaining(['BAD_ORDER_ID', 'BAD_PRICE', 'BAD_SIDE', 'BAD_SIZE', 'UNKNOWN_INSTRUMENT']),
      );
      await open.close();
    },
    30_000,
  );

  it('R-NU-04: an order without a number goes nowhere, however it is asked for', async () => {
    const [pair] = ONE_OF_EACH;
    if (pair === undefined) throw new Error('no venue');
    const open = await openPair(pair);
    const whole = open.order(limitAt(600_000), { lots: lots(10), attachedStop: ticks(500_000) });
    for (const name of ['orderId', 'instrument', 'side', 'lots'] as const) {
      const { [name]: _left, ...rest } = whole as unknown as Record<string, unknown>;
      expect(await open.ask(rest as never)).toMatchObject({ class: 'not-done' });
    }
    expect(open.venue.core.arrivals).toEqual([]);
    await open.close();
  });
});

/** Moments may be large whole numbers, which are hostile only elsewhere. */
const isWholeSince = (value: unknown): unknown =>
  typeof value === 'number' && value >= 2 ** 53 ? Number.NaN : value;
