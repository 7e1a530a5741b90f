import { describe, expect, it } from 'vitest';
import { ticks } from '../domain/units/ticks.ts';
import { money } from '../domain/units/money.ts';
import { unixMs } from '../domain/units/time.ts';
import { limitAt, ScriptedMarket } from './fixtures/scripted-market.ts';

const USDT = 100_000_000n;
const CROSS = { margin: { mode: 'cross', liquidationFeePpm: 5_000 } } as const;

function market(options: ConstructorParameters<typeof ScriptedMarket>[0] = {}): ScriptedMarket {
  const told = new ScriptedMarket(options);
  told.snapshot(1_000, [99, 5_000], [101, 5_000]);
  told.trade(1_000, 100, 1, 'buy');
  return told;
}

const fateOf = (told: ScriptedMarket, id: string) => {
  told.wait(1_100);
  return told.fate(id);
};

describe('the rate limit of a venue', () => {
  it('turns away what is one too many within its period, and lets the next in once the first has aged', () => {
    const told = market({ paper: { rateLimit: { orders: 2, perMs: 1_000 } } });
    const ids = [1, 2, 3].map(() => told.send('buy', 1, { kind: limitAt(90) }));
    told.wait(1_001);
    expect(ids.map((id) => told.fate(id))).toEqual(['working', 'working', 'rejected: rate-limited']);
    told.wait(2_000);
    const later = told.send('buy', 1, { kind: limitAt(90) });
    told.wait(2_001);
    expect(told.fate(later)).toBe('working');
  });

  it('counts changes too, and remembers across a restart', () => {
    const told = market({ paper: { rateLimit: { orders: 2, perMs: 1_000 } } });
    const id = told.send('buy', 1, { kind: limitAt(90) });
    told.wait(1_001);
    told.outcomes.push(...told.venue.amend(id, { limit: ticks(91) }, 'test', unixMs(1_002)));
    told.wait(1_003);
    expect(told.venue.order(id)?.kind).toMatchObject({ limit: 91 });
    told.venue.restore(structuredClone(told.venue.snapshot()));
    const next = told.send('buy', 1, { kind: limitAt(90) });
    told.wait(1_010);
    expect(told.fate(next)).toBe('rejected: rate-limited');
  });
});

describe('the filters of a venue', () => {
  it('turn away a limit too far from the last trade', () => {
    const paper = { priceBandPpm: 100_000 };
    expect(fateOf(...sent(market({ paper }), 90))).toBe('working');
    expect(fateOf(...sent(market({ paper }), 89))).toBe('rejected: price-outside-band');
    expect(fateOf(...sent(market({ paper }), 111))).toBe('rejected: price-outside-band');
  });

  it('turn away what is larger than its largest order', () => {
    const told = market();
    expect(fateOf(told, told.send('buy', 1_000_001))).toBe('rejected: above-max-size');
  });
});

function sent(told: ScriptedMarket, limit: number): [ScriptedMarket, string] {
  return [told, told.send('buy', 1, { kind: limitAt(limit) })];
}

describe('the margin check of a venue', () => {
  // Leverage 10: 1,000 USDT open 10,000 USDT. An order at market is judged at the last trade, 100, and pays 5.5 bps.
  it.each([
    [99, 'filled'],
    [100, 'rejected: insufficient-margin'],
  ])('lets %i lots be bought with 1,000 USDT or not', (size, fate) => {
    const told = market({ paper: CROSS, deposit: money(1_000n * USDT) });
    expect(fateOf(told, told.send('buy', size))).toBe(fate);
  });

  it('counts what rests already, and what is held, at its worst', () => {
    const told = market({ paper: CROSS, deposit: money(1_000n * USDT) });
    told.send('buy', 50, { kind: limitAt(90) });
    told.wait(1_001);
    expect(fateOf(told, told.send('buy', 49, { kind: limitAt(90) }))).toBe('working');
    expect(fateOf(told, told.send('buy', 2, { kind: limitAt(90) }))).toBe('rejected: insufficient-margin');
    // The other way nothing is held yet: selling is judged by itself.
    expect(fateOf(told, told.send('sell', 90, { kind: limitAt(110) }))).toBe('working');
  });

  it('never stands in the way of leaving', () => {
    const told = market({ paper: CROSS, deposit: money(1_000n * USDT) });
    told.send('buy', 99);
    told.wait(1_001);
    expect(fateOf(told, told.exit('sell', 99))).toBe('filled');
  });

  it('counts the lots of a pair once', () => {
    const told = market({ paper: CROSS, deposit: money(1_000n * USDT) });
    const id = told.send('buy', 60, {
      kind: limitAt(90),
      otherLeg: { type: 'stop-market', trigger: ticks(110) },
    });
    expect(fateOf(told, id)).toBe('working');
    expect(fateOf(told, told.send('buy', 29, { kind: limitAt(90) }))).toBe('working');
  });

  it('asks each position of an isolated account for its own', () => {
    const isolated = { margin: { mode: 'isolated', liquidationFeePpm: 5_000 } } as const;
    const told = market({ paper: isolated, deposit: money(1_000n * USDT) });
    told.send('buy', 90);
    told.wait(1_001);
    expect(told.filled).toEqual(['90@101']);
    // 909 are posted; the mark at 200 earns nothing that another position could use.
    told.trade(1_002, 200, 1, 'buy');
    expect(fateOf(told, told.send('buy', 10))).toBe('rejected: insufficient-margin');
  });
});
