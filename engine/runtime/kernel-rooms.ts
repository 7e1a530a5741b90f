import { type Instrument, type InstrumentId, notionalOf } from '../domain/instrument/instrument.ts';
import { namedPriceOf } from '../domain/order/order-kind.ts';
import type { OrderIntent, RunId } from '../domain/order/order-intent.ts';
import type { Side } from '../domain/order/side.ts';
import type { RefusalCode } from '../domain/order/refusal.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { lots } from '../domain/units/lots.ts';
import { addMoney, type Money, moneyFromDecimal, NO_MONEY } from '../domain/units/money.ts';
import { ticks } from '../domain/units/ticks.ts';
import type { LiveVenueState } from '../execution/live/live-state.ts';
import { LiveVenue } from '../execution/live/live-venue.ts';
import { PaperVenue, type PaperVenueState } from '../execution/paper-venue.ts';
import type { TradingVenue } from '../execution/trading-venue.ts';
import { FeatureHub, type FeatureHubOptions } from '../features/feature-hub.ts';
import type { OwnAccount } from '../features/own-account.ts';
import { VoteDesk } from '../features/vote-desk.ts';
import { PAPER_VOTE, REAL_VOTE, type VoteSettings } from '../formulas/edge/vote/vote-settings.ts';
import type { InstrumentMarket } from '../market/instrument-market.ts';
import { MarketState } from '../market/market-state.ts';
import { Ledger } from '../portfolio/ledger.ts';
import type { Armed } from './live/armed.ts';
import { bookedCash } from './live/booked-cash.ts';
import type { OwnHearer } from './own-hearer.ts';
import type { StrategyRunner } from './strategy-runner.ts';

/** The rooms an event walks through, opened for one session. */
export interface KernelRooms {
  readonly description: SessionDescription;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  readonly market: MarketState;
  readonly features: FeatureHub;
  /** Who hears what became of our own orders. */
  readonly own: OwnHearer;
  readonly votes: VoteDesk;
  readonly venue: TradingVenue<PaperVenueState | LiveVenueState>;
  readonly ledger: Ledger;
  /** Whether entries may leave for a real venue. */
  readonly armed: Armed;
  readonly runners: Map<RunId, StrategyRunner>;
}

/** What the features room is opened with besides the instruments. */
export type FeaturesBeside = Pick<FeatureHubOptions, 'fitter' | 'onRefused'> &
  Pick<OwnAccount, 'equityQuote'> &
  Pick<KernelRooms, 'armed'> & {
    /** What may trade, asked as an entry leaves for a real venue. */
    readonly tradingState: () => TradingState;
    /** Which reached limit holds an entry back, asked at the same moment. */
    readonly reachedLimit: (entry: OrderIntent) => RefusalCode | undefined;
  };

export function openRooms(
  description: SessionDescription,
  { armed, equityQuote, reachedLimit, tradingState, ...beside }: FeaturesBeside,
): KernelRooms {
  const { currency, depositQuote, instruments } = description;
  const market = new MarketState(instruments);
  const ledger = new Ledger(currency, moneyFromDecimal(depositQuote));
  const notionalQuote = (id: InstrumentId) => notionalQuoteOf(market.of(id), ledger.netLots(id));
  const features = new FeatureHub(instruments, {
    ...beside,
    account: { equityQuote, notionalQuote },
    past: market,
  });
  return {
    description,
    instruments: new Map(instruments.map((each) => [each.id, each])),
    market,
    features,
    votes: new VoteDesk(features, instruments, { settings: votesOf(description) }),
    own: features.own,
    venue: openVenue(
      description,
      ledger,
      (entry) =>
        entryObstacle(armed, tradingState()) ??
        (market.of(entry.instrument)?.feed === 'live' ? reachedLimit(entry) : 'feed-not-live'),
    ),
    ledger,
    armed,
    runners: new Map(),
  };
}

/**
 * The venue orders of a session go to: a real one only in mode `live`.
 * @throws {RangeError} when a live session does not say what its venue can do.
 */
function openVenue(
  description: SessionDescription,
  ledger: Ledger,
  obstacle: (entry: OrderIntent) => RefusalCode | undefined,
): KernelRooms['venue'] {
  const { currency, instruments, live, mode, risk, sessionId } = description;
  if (mode !== 'live') return openPaperVenue(description, sessionId);
  if (!live) throw new RangeError(`live session ${sessionId} must say what its venue can do`);
  const byId = new Map(instruments.map((each) => [each.id, each]));
  return new LiveVenue({
    instruments,
    traits: live.traits,
    sessionId,
    currency,
    stopConfirmMs: risk.stopConfirmMs,
    entrySpacingMs: risk.entrySpacingMs,
    bookedCash: () => bookedCash(ledger, byId),
    isDeadManTested: live.isDeadManTested,
    entryObstacle: obstacle,
  });
}

/** Why no entry may leave for a real venue, whoever let it out before. */
function entryObstacle({ isArmed }: Armed, state: TradingState): RefusalCode | undefined {
  if (state === 'halted') return 'kill-switch-engaged';
  if (state === 'reduce-only') return 'reduce-only-state';
  return isArmed ? undefined : 'not-armed';
}

/** The simulated venue of a session. Every account has one of its own. */
export function openPaperVenue(description: SessionDescription, idPrefix: string): PaperVenue {
  const { depositQuote, instruments, latency, paper, risk, seed } = description;
  return new PaperVenue({
    instruments,
    latency,
    idPrefix,
    stopConfirmMs: risk.stopConfirmMs,
    deposit: moneyFromDecimal(depositQuote),
    seed,
    ...(paper === undefined ? {} : { paper }),
  });
}

/** Behind real orders nobody votes without a record. */
const votesOf = ({ mode }: SessionDescription): VoteSettings => (mode === 'live' ? REAL_VOTE : PAPER_VOTE);

const notionalQuoteOf = (market: InstrumentMarket | undefined, netLots: number): number =>
  market === undefined
    ? 0
    : netLots * market.instrument.lotValue * market.markTicks * market.instrument.tickValue;

/** Sum of |position| at mark over all instruments. */
export function grossExposureOf({ ledger, market }: KernelRooms): Money {
  let gross = NO_MONEY;
  for (const { instrument, markTicks } of market.all) {
    const held = Math.abs(ledger.netLots(instrument.id));
    if (held > 0 && markTicks > 0)
      gross = addMoney(gross, notionalOf(instrument, lots(held), ticks(markTicks)));
  }
  return gross;
}

/** Value of what entries in other instruments may still open, each at its limit or trigger, otherwise at mark if there is one. */
export const pendingElsewhereOf = (rooms: KernelRooms, here: InstrumentId): Money =>
  valueElsewhere(rooms, here, () => true);

/** The part of it that costs money: sales on spot cost coins. */
export const promisedElsewhereOf = (rooms: KernelRooms, here: InstrumentId): Money =>
  valueElsewhere(rooms, here, (side, { kind }) => kind !== 'spot' || side === 'buy');

function valueElsewhere(
  { market, venue }: KernelRooms,
  here: InstrumentId,
  counts: (side: Side, instrument: Instrument) => boolean,
): Money {
  let pending = NO_MONEY;
  for (const { filledLots, instrument: id, kind, lots: size, role, side } of venue.openOrders()) {
    const there = market.of(id);
    if (role !== 'entry' || id === here || !there || !counts(side, there.instrument)) continue;
    const at = namedPriceOf(kind) ?? there.markTicks;
    if (at > 0) pending = addMoney(pending, notionalOf(there.instrument, lots(size - filledLots), ticks(at)));
  }
  return pending;
}

/** Run and instrument pairs that hold something. */
export const openPositionCount = ({ ledger }: KernelRooms): number =>
  ledger.positions().filter((position) => position.signedLots !== 0).length;
