import { describe, expect, it } from 'vitest';
import { type Money, moneyFromDecimal, moneyToDecimal } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueCashFlow } from '../../domain/venue/venue-report.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { INSTRUMENT } from '../fixtures/scripted-market.ts';
import { ToldVenue } from './fixtures/told-venue.ts';
import type { LiveVenue } from './live-venue.ts';

/** A venue that holds 10,000, by our record too, until something happens. */
function opened(cashFlows: VenueTraits['cashFlows'] = 'told') {
  const book = { cash: moneyFromDecimal('10000') as Money | undefined };
  const told: ToldVenue = new ToldVenue(
    { cashFlows },
    { bookedCash: () => book.cash && ((book.cash + movedIn(told)) as Money) },
  );
  holds(told, '10000');
  told.begin();
  told.passAnswering(1000);
  return { told, book };
}

/** What was booked beside trades. */
const movedIn = (told: ToldVenue): bigint =>
  told.all('cash-transferred').reduce((sum, { transfer: { amount } }) => sum + amount, 0n) +
  told.all('funding-told').reduce((sum, { amount }) => sum + amount, 0n);

const holds = (told: ToldVenue, totalDecimal: string) => {
  told.balances = [{ asset: 'USDT', totalDecimal, freeDecimal: totalDecimal }];
};

const transfer = (told: ToldVenue, more: Partial<VenueCashFlow> = {}): VenueCashFlow => ({
  flowId: 'f1',
  kind: 'transfer',
  asset: 'USDT',
  amountDecimal: '500.25',
  detail: 'TRANSFER_IN',
  venueTime: unixMs(told.time + 1),
  ...more,
});

const booked = (told: ToldVenue) =>
  told.all('cash-transferred').map(({ transfer: { amount, reason } }) => [moneyToDecimal(amount), reason]);

describe('money at a real venue', () => {
  it('is not asked about while it is what our record says', () => {
    const { told } = opened();
    told.passAnswering(300_000, 1000);
    expect(told.requests('ask-cash-flows')).toEqual([]);
    expect(booked(told)).toEqual([]);
  });

  it('that came in is booked once, as the venue lists it, however often it is asked', () => {
    const { told } = opened();
    told.flows = [transfer(told)];
    holds(told, '10500.25');
    told.passAnswering(61_000, 1000);
    expect(booked(told)).toEqual([['500.25', 'told']]);
    holds(told, '10400.25');
    told.flows = [...told.flows, transfer(told, { flowId: 'f2', amountDecimal: '-100' })];
    told.passAnswering(70_000, 1000);
    expect(booked(told)).toEqual([
      ['500.25', 'told'],
      ['-100', 'told'],
    ]);
  });

  it('that moved while nobody ran is booked at the next start, and what was booked before is not', () => {
    const { told } = opened();
    told.flows = [transfer(told)];
    holds(told, '10500.25');
    told.passAnswering(61_000, 1000);
    told.restart(3_600_000);
    told.flows = [
      ...told.flows,
      transfer(told, { flowId: 'f2', amountDecimal: '-0.25', venueTime: unixMs(told.time - 60_000) }),
    ];
    holds(told, '10500');
    told.begin();
    told.passAnswering(10_000, 1000);
    expect(booked(told)).toEqual([
      ['500.25', 'told'],
      ['-0.25', 'told'],
    ]);
  });

  it('that moved before the clock of the venue was ever known is booked, small as it may be', () => {
    const told: ToldVenue = new ToldVenue(
      { cashFlows: 'told' },
      { bookedCash: () => (moneyFromDecimal('10000') + movedIn(told)) as Money },
    );
    // Dies with every question unanswered.
    told.venue.begin(told.time);
    const moved = transfer(told, { amountDecimal: '-3.5', venueTime: unixMs(told.time + 4000) });
    told.restart(60_000);
    told.flows = [moved];
    holds(told, '9996.5');
    told.begin();
    told.passAnswering(10_000, 1000);
    expect(booked(told)).toEqual([['-3.5', 'told']]);
  });

  it('that was paid as funding is told for who holds the instrument', () => {
    const { told } = opened();
    told.flows = [transfer(told, { kind: 'funding', instrument: INSTRUMENT.id, amountDecimal: '-1.5' })];
    holds(told, '9998.5');
    told.passAnswering(61_000, 1000);
    expect(told.all('funding-told').map(({ amount }) => moneyToDecimal(amount))).toEqual(['-1.5']);
    expect(booked(told)).toEqual([]);
  });

  it('nobody can explain is booked when it stands still, with trades and cash flows read again', () => {
    const { told } = opened();
    holds(told, '9000');
    told.passAnswering(59_000 + 15_000, 1000);
    expect(booked(told)).toEqual([]);
    told.passAnswering(20_000, 1000);
    expect(booked(told)).toEqual([['-1000', 'unexplained difference']]);
    told.passAnswering(300_000, 1000);
    expect(booked(told)).toHaveLength(1);
    expect(told.requests('ask-cash-flows').length).toBeLessThan(6);
  });

  it('is booked without being listed where the venue lists nothing', () => {
    const { told } = opened('untold');
    holds(told, '10250');
    told.passAnswering(90_000, 1000);
    expect(booked(told)).toEqual([['250', 'unexplained difference']]);
    expect(told.requests('ask-cash-flows')).toEqual([]);
  });

  it('differing by less than half a thousandth is left alone until it is more', () => {
    const { told } = opened();
    holds(told, '10004.99');
    told.passAnswering(120_000, 1000);
    expect(booked(told)).toEqual([]);
    const asked = told.requests('ask-cash-flows').length;
    told.passAnswering(300_000, 1000);
    expect(told.requests('ask-cash-flows')).toHaveLength(asked);
    holds(told, '10005.01');
    told.passAnswering(120_000, 1000);
    expect(booked(told)).toEqual([['5.01', 'unexplained difference']]);
  });

  it('is not judged while two runs hold one position, nor where the venue means something else by it', () => {
    const { book, told } = opened();
    book.cash = undefined;
    holds(told, '1');
    told.passAnswering(200_000, 1000);
    const other = opened();
    const silent = new ToldVenue(
      {},
      other.told.options.bookedCash ? { bookedCash: other.told.options.bookedCash } : {},
    );
    holds(silent, '1');
    silent.begin();
    silent.passAnswering(200_000, 1000);
    expect([...booked(told), ...booked(silent)]).toEqual([]);
  });

  it('of fees in another currency was never charged to this one', () => {
    const { book, told } = opened();
    told.enter();
    const entry = told.placed();
    told.accept(entry);
    const trade = { ...told.tradeOf(entry, 10), feeAsset: 'BNB', feeDecimal: '0.0001' };
    told.trades = [trade];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 10 }];
    told.report({ kind: 'stream-trade', trade });
    const [filled] = told.all('order-filled');
    book.cash = (moneyFromDecimal('10000') - (filled?.fill.fee ?? 0n)) as Money;
    expect(filled?.fill.fee).toBeGreaterThan(0n);
    told.passAnswering(200_000, 1000);
    expect(told.requests('ask-cash-flows')).toEqual([]);
    expect(booked(told)).toEqual([]);
  });

  it('that others have won or lost here is theirs', () => {
    const { told } = opened();
    const theirs = { ...told.tradeOf(stranger, 5), venueOrderId: 'by-hand' };
    const { orderId: _, ...unnamed } = theirs;
    told.trades = [unnamed];
    told.positions = [{ instrument: INSTRUMENT.id, signedLots: 5 }];
    told.report({ kind: 'stream-trade', trade: unnamed });
    holds(told, '9990');
    told.passAnswering(100_000, 1000);
    // While its symbol waits for a person, what it costs is not known to be all.
    expect(booked(told)).toEqual([]);
    told.do((venue: LiveVenue) => venue.release(INSTRUMENT.id, 'seen', told.time));
    told.passAnswering(120_000, 1000);
    expect(booked(told)).toEqual([['-10', 'trades-of-others']]);
  });
});

const stranger = (() => {
  const told = new ToldVenue().begin();
  told.enter();
  return told.placed();
})();
