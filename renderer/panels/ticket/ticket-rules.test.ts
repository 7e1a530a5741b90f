import { describe, expect, it } from 'vitest';
import { sampleInstrument, sampleMarket } from '../../engine-client/fixtures/sample-view.ts';
import { en } from '../../language/en.ts';
import { ticketCosts } from './ticket-costs.ts';
import { freshDraft, requestOf, type TicketDraft } from './ticket-draft.ts';
import { isMultiple } from '../../order-changes/grid-error.ts';
import { ticketErrors } from './ticket-rules.ts';

const draft: TicketDraft = { ...freshDraft('0.01'), limitPrice: '64000.0', protectiveStop: '63900' };
const errorsOf = (part: Partial<TicketDraft>) =>
  ticketErrors({ ...draft, ...part }, sampleInstrument, sampleMarket, en);

describe('an order ticket', () => {
  it('is in order when every rule of the instrument is kept', () => {
    expect(errorsOf({})).toEqual({});
  });

  it.each<[string, Partial<TicketDraft>, object]>([
    ['no size', { size: '' }, { size: 'Size must be a decimal like 123.45, was empty' }],
    ['words for a size', { size: 'many' }, { size: 'Size must be a decimal like 123.45, was many' }],
    ['a size of zero', { size: '0' }, { size: 'Size must be above zero' }],
    [
      'a size off the lot grid',
      { size: '0.0015' },
      { size: 'Size must be a multiple of 0.001 BTC, was 0.0015 BTC' },
    ],
    [
      'a price off the tick grid',
      { limitPrice: '64000.05' },
      { limitPrice: 'Limit price must be a multiple of 0.1 USDT, was 64000.05 USDT' },
    ],
    ['no stop for an entry', { protectiveStop: '' }, { protectiveStop: 'An entry needs a protective stop' }],
    [
      'a stop above a buy',
      { protectiveStop: '64100' },
      { protectiveStop: 'The stop of a buy must be below 64000 USDT, was 64100 USDT' },
    ],
    [
      'a stop below a sell',
      { side: 'sell' },
      { protectiveStop: 'The stop of a sell must be above 64000 USDT, was 63900 USDT' },
    ],
    [
      'a buy stop below the market',
      { type: 'stop-market', triggerPrice: '63999' },
      { triggerPrice: 'The trigger of a buy stop must be above 64000.2 USDT, was 63999 USDT' },
    ],
  ])('names the rule and the value for %s', (_what, part, errors) => {
    expect(errorsOf(part)).toEqual(errors);
  });

  it.each<[string, Partial<TicketDraft>, object]>([
    [
      'a sell take-profit below the market',
      { type: 'take-profit-market', side: 'sell', triggerPrice: '63000', protectiveStop: '65000' },
      { triggerPrice: 'The trigger of a sell take-profit must be above 64000.2 USDT, was 63000 USDT' },
    ],
    [
      'a buy take-profit above the market',
      { type: 'take-profit-market', triggerPrice: '65000' },
      { triggerPrice: 'The trigger of a buy take-profit must be below 64000.2 USDT, was 65000 USDT' },
    ],
    [
      'a stop-limit without its limit',
      { type: 'stop-limit', triggerPrice: '64100', limitPrice: '' },
      { limitPrice: 'Limit price must be a decimal like 123.45, was empty' },
    ],
    [
      'a trailing stop without a distance',
      { type: 'trailing-stop', reduceOnly: true },
      { trailDistance: 'Stays behind by must be a decimal like 123.45, was empty' },
    ],
    [
      'a target on the losing side',
      { targets: [{ price: '63950', share: '100' }] },
      { targets: 'The target of a buy must be above 64000 USDT, was 63950 USDT' },
    ],
  ])('names the rule and the value for %s', (_what, part, errors) => {
    expect(errorsOf(part)).toEqual(errors);
  });

  it('sends what its type has: a trailing distance, a second leg, a target', () => {
    const trailing = { ...draft, type: 'trailing-stop', trailDistance: '50', reduceOnly: true } as const;
    expect(requestOf({ id: 'x', lotSize: '0.001' }, trailing)).toEqual({
      instrument: 'x',
      side: 'buy',
      sizeBase: '0.01',
      type: 'trailing-stop',
      reduceOnly: true,
      trailDistance: '50',
    });
    expect(
      requestOf({ id: 'x', lotSize: '0.001' }, { ...draft, reduceOnly: true, otherTrigger: '63000' }),
    ).toMatchObject({
      otherLeg: { type: 'stop-market', triggerPrice: '63000' },
    });
    expect(
      requestOf({ id: 'x', lotSize: '0.001' }, { ...draft, targets: [{ price: '65000', share: '100' }] }),
    ).toMatchObject({
      targets: [{ price: '65000', sizeBase: '0.010' }],
    });
  });

  it('needs a least notional only for entries', () => {
    const small = { limitPrice: '10', size: '0.001', protectiveStop: '9' };
    expect(errorsOf(small)).toEqual({ size: 'Notional must be at least 5 USDT, was 0.01 USDT' });
    expect(errorsOf({ ...small, reduceOnly: true })).toEqual({});
  });

  it('measures steps in whole numbers, where doubles would err', () => {
    expect(0.3 % 0.1).not.toBe(0);
    expect(isMultiple('0.3', '0.1')).toBe(true);
    expect(isMultiple('0.35', '0.1')).toBe(false);
  });

  it('sends only the fields its type has', () => {
    expect(requestOf({ id: 'x', lotSize: '0.001' }, { ...draft, type: 'market', reduceOnly: true })).toEqual({
      instrument: 'x',
      side: 'buy',
      sizeBase: '0.01',
      type: 'market',
      reduceOnly: true,
    });
    expect(requestOf({ id: 'x', lotSize: '0.001' }, draft)).toMatchObject({
      limitPrice: '64000.0',
      timeInForce: 'gtc',
      postOnly: false,
      protectiveStopPrice: '63900',
    });
  });
});

describe('the costs of a ticket', () => {
  it('of a resting buy are the maker fee now, and a taker fee and half the spread to leave', () => {
    const costs = ticketCosts(draft, sampleInstrument, sampleMarket);
    // 0.01 x 64000 = 640; maker 2 bps = 0.128; taker 5.5 bps = 0.352; half spread 0.1 x 0.01 = 0.001.
    expect(costs?.notionalQuote).toBeCloseTo(640, 10);
    expect(costs?.feeQuote).toBeCloseTo(0.128, 10);
    expect(costs?.spreadQuote).toBe(0);
    expect(costs?.roundTripQuote).toBeCloseTo(0.128 + 0.352 + 0.001, 8);
    expect(costs?.riskQuote).toBeCloseTo(1, 10);
  });

  it('of a market buy are taker fees and the spread both ways', () => {
    const costs = ticketCosts({ ...draft, type: 'market' }, sampleInstrument, sampleMarket);
    // 0.01 x 64000.2 = 640.002; taker 5.5 bps = 0.3520011.
    expect(costs?.feeQuote).toBeCloseTo(0.3520011, 8);
    expect(costs?.roundTripQuote).toBeCloseTo(2 * 0.3520011 + 0.002, 8);
  });

  it('are unknown without a price', () => {
    expect(ticketCosts({ ...draft, limitPrice: '' }, sampleInstrument, sampleMarket)).toBeUndefined();
    expect(
      ticketCosts({ ...draft, type: 'market' }, sampleInstrument, { ...sampleMarket, asks: [] }),
    ).toBeUndefined();
  });
});
