import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { outcomeOf } from './outcome-of.ts';
import { CLASS_OF, OUTCOME_TABLE, type OutcomeVenue } from './outcome-table.ts';
import { limitAt, openPair } from './session.fixture.ts';
import { ONE_OF_EACH, unlimited, UNLIMITED } from './venue-pairs.fixture.ts';
import { measured } from '../../test/reliability/measured.ts';

const VENUES = Object.keys(OUTCOME_TABLE) as OutcomeVenue[];
const INVENTED = 1000;

/** Codes in a venue's own style that its table does not hold. */
function inventedCodes(venue: OutcomeVenue, count: number): readonly string[] {
  const random = new Random(11);
  const known = new Set(OUTCOME_TABLE[venue].map(([code]) => code));
  const digits = (most: number) => String(1 + Math.floor(random.uniform() * most));
  const styles: Readonly<Record<OutcomeVenue, () => string>> = {
    bybit: () => digits(999_999),
    binance: () => `-${digits(9999)}`,
    okx: () => digits(69_999),
    kraken: () => `EOrder:Strange ${digits(999_999)}`,
    coinbase: () => `STRANGE_${digits(999_999)}`,
  };
  const codes = new Set<string>();
  while (codes.size < count) {
    const code = styles[venue]();
    if (!known.has(code) && code !== '0' && code !== '1' && code !== '2') codes.add(code);
  }
  return [...codes];
}

describe.each(VENUES)('the outcome table of %s', (venue) => {
  const rows = OUTCOME_TABLE[venue];

  it('has each code once', () => {
    const codes = rows.map(([code]) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('R-OR-11: judges every recorded code as it says', () => {
    for (const [code, place, change] of rows) {
      expect(outcomeOf(venue, 'place', { status: 200, code }).class).toBe(CLASS_OF[place]);
      expect(outcomeOf(venue, 'change', { status: 200, code }).class).toBe(CLASS_OF[change]);
    }
  });

  it('R-OR-11: takes 1 000 invented codes for unknown', () => {
    const invented = inventedCodes(venue, INVENTED);
    for (const code of invented) {
      expect(outcomeOf(venue, 'place', { status: 400, code }).class).toBe('unknown');
    }
    measured(
      'R-OR-11',
      `${venue}: ${rows.length} codes judged, ${[...invented].length} invented ones unknown`,
    );
  });

  it('believes no refusal of a server that fails', () => {
    for (const [code, place] of rows.filter(([, verdict]) => verdict === 'N')) {
      expect([place, outcomeOf(venue, 'place', { status: 502, code }).class]).toEqual(['N', 'unknown']);
    }
  });
});

it('R-OR-11: does not take what ccxt calls a definite error for one', () => {
  // Codes that ccxt 4.5.84 throws as ExchangeError although the order may live.
  const treacherous = [
    ['bybit', '10000'],
    ['bybit', '10016'],
    ['binance', '-1006'],
    ['binance', '-1007'],
    ['binance', '-4116'],
    ['okx', '51149'],
  ] as const;
  for (const [venue, code] of treacherous) {
    expect(outcomeOf(venue, 'place', { status: 200, code }).class).toBe('unknown');
  }
  expect(outcomeOf('bybit', 'change', { status: 200, code: '34040' }).class).toBe('already-so');
});

describe.each(ONE_OF_EACH)('the genuine client of $name', (pair) => {
  const { venue: venueName } = pair.dialect;

  it('R-OR-11: tells every code of the table, and invented ones as unknown', async () => {
    const open = await openPair(unlimited(pair), { venue: UNLIMITED.venue });
    const rows = OUTCOME_TABLE[venueName].filter(([, place]) => place !== 'L');
    for (const [code, place] of rows) {
      open.venue.faults.next('place', { kind: 'code', code });
      const answer = await open.ask(open.order(limitAt(600_000)));
      expect([code, answer]).toMatchObject([code, { kind: 'refused', class: CLASS_OF[place] }]);
    }
    for (const code of inventedCodes(venueName, INVENTED / ONE_OF_EACH.length)) {
      open.venue.faults.next('place', { kind: 'code', code });
      const answer = await open.ask(open.order(limitAt(600_000)));
      expect([code, answer]).toMatchObject([code, { kind: 'refused', class: 'unknown' }]);
    }
    expect(open.venue.core.orders).toEqual([]);
    await open.close();
  });

  it('R-OR-11: tells a limit as a limit, and holds what follows off', async () => {
    const open = await openPair(pair);
    const [row] = OUTCOME_TABLE[venueName].filter(([, place]) => place === 'L');
    open.venue.faults.next('place', { kind: 'code', code: row?.[0] ?? '' });
    expect(await open.ask(open.order(limitAt(600_000)))).toMatchObject({ class: 'limited' });
    const asked = open.venue.seen.length;
    const held = await open.ask(open.order(limitAt(600_000)));
    expect(held).toMatchObject({ class: 'limited', venueCode: 'HELD_OFF' });
    expect(held.kind === 'refused' && held.retryAfterMs).toBeGreaterThan(0);
    expect(open.venue.seen).toHaveLength(asked);
    await open.close();
  });
});
