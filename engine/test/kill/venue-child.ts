import { realClock } from '../../venues/ccxt/real-clock.fixture.ts';
import { openTradingLoopback } from '../../venues/loopback/trading/trading-loopback.ts';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import { sharedBid } from './shared-price.ts';
import type { VenueTruth } from './venue-process.ts';

/** A venue that outlives every engine: opens the pair named at argv[2] and answers its parent's questions. */

const QUOTE_EVERY_MS = 20;
const pair = VENUE_PAIRS.find(({ name }) => name === process.argv[2]);
if (!pair) throw new RangeError(`no venue is named ${process.argv[2]}`);
const { coreSymbol } = pair;
const venue = await openTradingLoopback({
  words: pair.words(),
  seed: Number(process.argv[3] ?? 1),
  clock: realClock,
  key: pair.key,
  balances: { USDT: 100_000_000 },
});
const { core } = venue;
let isEngineUp = false;
let engineUpAt = 0;
let bareSince: number | undefined;
let longestBareMs = 0;

realClock.every(QUOTE_EVERY_MS, () => {
  const bid = sharedBid(realClock.now());
  core.quote(coreSymbol, bid, bid + 1);
  watch();
});

/** How long lots stand without a stop or an exit while an engine lives, counted from its start. */
function watch(): void {
  const now = realClock.monotonicMs();
  if (Math.abs(core.account.position(coreSymbol)) <= coveredLots()) bareSince = undefined;
  else bareSince ??= now;
  if (isEngineUp && bareSince !== undefined)
    longestBareMs = Math.max(longestBareMs, now - Math.max(bareSince, engineUpAt));
}

function coveredLots(): number {
  if (core.positionStop(coreSymbol) !== undefined) return Infinity;
  const behind = core.openOrders.filter(({ reduceOnly }) => reduceOnly === true);
  return behind.reduce((sum, { filledLots, lots }) => sum + lots - filledLots, 0);
}

function truth(): VenueTruth {
  const of = (side: 'buy' | 'sell') =>
    core.trades.filter((trade) => trade.side === side).reduce((sum, { lots }) => sum + lots, 0);
  return {
    held: core.account.position(coreSymbol),
    boughtLots: of('buy'),
    soldLots: of('sell'),
    trades: core.trades.length,
    orders: core.arrivals.length,
    ordersTwice: core.arrivals.filter((id, index) => id !== '' && core.arrivals.indexOf(id) !== index),
    openStopLots: coveredLots() === Infinity ? core.account.position(coreSymbol) : coveredLots(),
    longestBareMs,
    badSignatures: venue.badSignatures,
  };
}

process.on('message', (message: 'engine-up' | 'engine-down' | 'truth') => {
  if (message === 'truth') process.send?.(truth());
  else {
    isEngineUp = message === 'engine-up';
    engineUpAt = realClock.monotonicMs();
  }
});
process.send?.(venue.urls);
