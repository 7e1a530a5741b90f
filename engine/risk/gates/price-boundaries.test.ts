import { describe, expect, it } from 'vitest';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import {
  type Boundary,
  size,
  sale,
  closing,
  under,
  limitedBy,
  stopped,
  lossOf100,
} from './boundaries.fixture.ts';
import { limitAt } from './limited.fixture.ts';
import { calm, entry, exit, perpetual } from './situation.fixture.ts';
import { marketBand } from './market-band.ts';
import { venueLimits } from './venue-limits.ts';
import { riskPerTrade } from './risk-per-trade.ts';
import { stopDistance } from './stop-distance.ts';
import { stopRequired } from './stop-required.ts';
import { marketIsLive } from './market-is-live.ts';
import { reduceOnly } from './reduce-only.ts';

const PASSES: readonly Boundary[] = [
  {
    name: 'an order of exactly the largest value',
    gate: venueLimits,
    on: [size(100), { ...calm, instrument: { ...perpetual, maxNotional: moneyFromDecimal('100') } }],
  },
  {
    name: 'an exit whatever stop it names',
    gate: stopDistance,
    on: [closing(100, { protectiveStop: ticks(1000) }), limitedBy({ nearestStopBps: 10 })],
  },
  { name: 'a limit where only bids are', gate: venueLimits, on: [size(100), under({ bestAsk: 0 })] },
  {
    name: 'a buy as far from the mid as allowed',
    gate: marketBand,
    on: [entry, limitedBy({ marketBand: 0.01 }, { bestBid: 990, bestAsk: 1010 })],
  },
  {
    name: 'a sale as far from the mid as allowed',
    gate: marketBand,
    on: [{ ...entry, side: 'sell' }, limitedBy({ marketBand: 0.01 }, { bestBid: 990, bestAsk: 1010 })],
  },
  {
    name: 'a limit above the mid by the band',
    gate: venueLimits,
    on: [{ ...size(100), kind: limitAt(1050) }, calm],
  },
  {
    name: 'a limit below the mid by the band',
    gate: venueLimits,
    on: [{ ...size(100), kind: limitAt(950) }, calm],
  },
  { name: 'the largest size', gate: venueLimits, on: [closing(perpetual.maxLots), calm] },
  { name: 'the smallest value', gate: venueLimits, on: [size(10), calm] },
  {
    name: 'the smallest size',
    gate: venueLimits,
    on: [{ ...size(5), kind: limitAt(2000) }, under({ bestBid: 1999, bestAsk: 2001 })],
  },
  { name: 'a rest below the smallest size that is closed', gate: venueLimits, on: [closing(4), calm] },
  {
    name: 'a loss at the stop of the limit',
    gate: riskPerTrade,
    on: [stopped(990), limitedBy({ riskPerTrade: lossOf100 }, { equity: moneyFromDecimal('1') })],
  },
  {
    name: 'a stop as near as allowed',
    gate: stopDistance,
    on: [stopped(999), limitedBy({ nearestStopBps: 10 })],
  },
  {
    name: 'a stop just outside the touch, long',
    gate: stopDistance,
    on: [{ ...entry, protectiveStop: ticks(998) }, limitedBy({ nearestStopBps: 1 })],
  },
  {
    name: 'a stop just outside the touch, short',
    gate: stopDistance,
    on: [{ ...entry, side: 'sell', protectiveStop: ticks(1002) }, limitedBy({ nearestStopBps: 1 })],
  },
  {
    name: 'any stop where no distance is asked',
    gate: stopDistance,
    on: [{ ...entry, protectiveStop: ticks(1000) }, limitedBy({ nearestStopBps: 0 })],
  },
  { name: 'a stop one tick below a buy', gate: stopRequired, on: [stopped(999), calm] },
  {
    name: 'a stop one tick above a sale',
    gate: stopRequired,
    on: [sale(100, { protectiveStop: ticks(1001) }), calm],
  },
  {
    name: 'an entry at prices of one tick',
    gate: marketIsLive,
    on: [entry, under({ bestBid: 1, bestAsk: 1 })],
  },
  {
    name: 'an exit into a bid of one tick',
    gate: marketIsLive,
    on: [closing(100, { kind: { type: 'market' } }), under({ bestBid: 1, bestAsk: 0 })],
  },
  {
    name: 'an exit into the one side there is',
    gate: marketIsLive,
    on: [closing(100, { kind: { type: 'market' } }), under({ bestAsk: 0 })],
  },
  {
    name: 'an exit on a feed that is not live',
    gate: marketIsLive,
    on: [closing(100), under({ feedIsLive: false })],
  },
  { name: 'all of a position closed', gate: reduceOnly, on: [closing(100), under({ runLots: 100 })] },
  {
    name: 'all of a short closed',
    gate: reduceOnly,
    on: [closing(100, { side: 'buy' }), under({ runLots: -100 })],
  },
];

const REFUSED: readonly (Boundary & { readonly code: string })[] = [
  {
    code: 'price-outside-band',
    name: 'a buy a tick too far',
    gate: marketBand,
    on: [entry, limitedBy({ marketBand: 0.01 }, { bestBid: 989, bestAsk: 1011 })],
  },
  {
    code: 'price-outside-band',
    name: 'a sale a tick too far',
    gate: marketBand,
    on: [{ ...entry, side: 'sell' }, limitedBy({ marketBand: 0.01 }, { bestBid: 989, bestAsk: 1011 })],
  },
  {
    code: 'price-outside-band',
    name: 'a limit a tick above the band',
    gate: venueLimits,
    on: [{ ...size(100), kind: limitAt(1051) }, calm],
  },
  {
    code: 'price-outside-band',
    name: 'a limit a tick below the band',
    gate: venueLimits,
    on: [{ ...size(100), kind: limitAt(949) }, calm],
  },
  {
    code: 'above-max-size',
    name: 'a lot above the largest size',
    gate: venueLimits,
    on: [closing(perpetual.maxLots + 1), calm],
  },
  {
    code: 'below-min-notional',
    name: 'a lot below the smallest value',
    gate: venueLimits,
    on: [size(9), calm],
  },
  {
    code: 'above-max-notional',
    name: 'a lot above the largest value',
    gate: venueLimits,
    on: [size(101), { ...calm, instrument: { ...perpetual, maxNotional: moneyFromDecimal('100') } }],
  },
  {
    code: 'below-min-size',
    name: 'a lot below the smallest size',
    gate: venueLimits,
    on: [{ ...size(4), kind: limitAt(2500) }, under({ bestBid: 2499, bestAsk: 2501 })],
  },
  {
    code: 'price-outside-band',
    name: 'a limit far off in the smallest of markets',
    gate: venueLimits,
    on: [{ ...size(5000), kind: limitAt(3) }, under({ bestBid: 1, bestAsk: 1 })],
  },
  { code: 'size-is-zero', name: 'no lot at all', gate: venueLimits, on: [closing(0), calm] },
  {
    code: 'risk-per-trade',
    name: 'a tick more lost at the stop',
    gate: riskPerTrade,
    on: [stopped(989), limitedBy({ riskPerTrade: lossOf100 }, { equity: moneyFromDecimal('1') })],
  },
  {
    code: 'stop-too-close',
    name: 'a stop nearer than allowed',
    gate: stopDistance,
    on: [{ ...stopped(1999), kind: limitAt(2000) }, limitedBy({ nearestStopBps: 10 })],
  },
  {
    code: 'stop-too-close',
    name: 'a stop at the touch, long',
    gate: stopDistance,
    on: [{ ...entry, protectiveStop: ticks(999) }, limitedBy({ nearestStopBps: 1 })],
  },
  {
    code: 'stop-too-close',
    name: 'a stop at the touch, short',
    gate: stopDistance,
    on: [{ ...entry, side: 'sell', protectiveStop: ticks(1001) }, limitedBy({ nearestStopBps: 1 })],
  },
  {
    code: 'stop-on-wrong-side',
    name: 'a stop at the price of a buy',
    gate: stopRequired,
    on: [stopped(1000), calm],
  },
  {
    code: 'stop-on-wrong-side',
    name: 'a stop at the price of a sale',
    gate: stopRequired,
    on: [sale(100, { protectiveStop: ticks(1000) }), calm],
  },
  {
    code: 'no-market',
    name: 'an entry into a book without bids',
    gate: marketIsLive,
    on: [entry, under({ bestBid: 0 })],
  },
  {
    code: 'no-market',
    name: 'an entry into a book without asks',
    gate: marketIsLive,
    on: [{ ...entry, side: 'sell' }, under({ bestAsk: 0 })],
  },
  {
    code: 'no-market',
    name: 'an exit into the side that is empty',
    gate: marketIsLive,
    on: [exit, under({ bestBid: 0 })],
  },
  {
    code: 'feed-not-live',
    name: 'an entry on a feed that is not live',
    gate: marketIsLive,
    on: [entry, under({ feedIsLive: false })],
  },
  {
    code: 'reduce-only-would-increase',
    name: 'a lot more than the position',
    gate: reduceOnly,
    on: [closing(101), under({ runLots: 100 })],
  },
  {
    code: 'reduce-only-would-increase',
    name: 'more of the position',
    gate: reduceOnly,
    on: [closing(1, { side: 'buy' }), under({ runLots: 100 })],
  },
];

describe('gates for limits of price, at the last value that passes and the first that does not', () => {
  it.each(PASSES)('R-OR-07: let pass $name', ({ gate, on }) => {
    expect(gate(...on)).toBeUndefined();
  });

  it.each(REFUSED)('R-OR-07: refuse $name as $code', ({ code, gate, on }) => {
    expect(gate(...on)).toMatchObject({ code });
  });
});
