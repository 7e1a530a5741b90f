import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { isInFlight } from '../../domain/order/order.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import type { VenueTraits } from '../../domain/venue/venue-traits.ts';
import { PACE } from '../../execution/live/live-settings.ts';
import { gaplessMove } from '../../execution/live/stop-moves.ts';
import { EXCHANGE_KINDS } from './exchange/exchange-kinds.ts';
import { isLive, leftOf } from './exchange/exchange-order.ts';
import { F1 } from './fault-profile.ts';
import { SIMULATED_MARKETS } from './simulated-instruments.ts';
import type { Simulation } from './simulation.ts';
import { STORM_MS } from './storm-plan.ts';

/**
 * The longest a position may stand bare on a run's worst day with so many deaths and restarts, in ms. An exit that got lost
 * is made again once it can no longer arrive and was looked for twice: the time in which the venue takes it, 1 s for
 * clocks that differ, 2 s for the venue itself, and two questions, one every 5 s. Two may get lost in a row, the market
 * being beyond every stop meanwhile. Before that a stop has 5 s to stand, and each death costs 8 s and 10 s to recover.
 */
const longestBareMs = (
  { plainWindowMs, receiveWindowMs = PACE.settleWithoutWindow }: VenueTraits,
  deaths: number,
): number => {
  const { clockMargin, inquiryLater, propagation } = PACE;
  const lostMs = (plainWindowMs ?? receiveWindowMs) + clockMargin + propagation + 2 * inquiryLater;
  return STOP_CONFIRM_MS + deaths * (F1.downMs[1] + RECOVERY_MS) + 2 * lostMs;
};
/** As the sessions of the runs are described. */
const STOP_CONFIRM_MS = 5000;
/** R-PR-04. */
const RECOVERY_MS = 10_000;

/** Everything that is wrong with a run that has ended, in words; empty when nothing is. */
export function breachesOf(simulation: Simulation): readonly string[] {
  return [
    ...simulation.host.failures,
    ...simulation.sends.breaches,
    ...createdTwice(simulation),
    ...filterFailures(simulation),
    ...givenUpThoughThere(simulation),
    ...takenBackAlone(simulation),
    ...openOrdersThatDiffer(simulation),
    ...tradesNotBookedOnce(simulation),
    ...positionsThatDiffer(simulation),
    ...heldBothWays(simulation),
    ...moneyThatDiffers(simulation),
    ...bareTooLong(simulation),
    ...simulation.pairs.breaches(movedByHand(simulation)),
    ...strangeStopsNotSeen(simulation),
    ...soldTwice(simulation),
    ...notAlive(simulation),
  ];
}

/** Entries whose stop a person has moved. */
function movedByHand({ host, journal }: Simulation): ReadonlySet<string> {
  const moved = new Set(
    host.lives.flatMap(({ events }) =>
      events.flatMap((event) =>
        event.kind === 'command' && event.command.kind === 'move-stop' ? [keyOf(event.command)] : [],
      ),
    ),
  );
  const entries = journal
    .outcomes()
    .flatMap(({ outcome }) => (outcome.kind === 'order-submitted' ? [outcome.order] : []));
  return new Set(entries.filter((order) => moved.has(keyOf(order))).map(({ id }) => id));
}

const keyOf = ({ instrument, runId }: { readonly runId: string; readonly instrument: string }): string =>
  `${runId} ${instrument}`;

function createdTwice({ exchange }: Simulation): string[] {
  return [...exchange.created].flatMap(([id, count]) =>
    count > 1 || exchange.ordersOf(id).length > 1 ? [`${id} arrived at the venue ${count} times`] : [],
  );
}

const filterFailures = ({ exchange }: Simulation): string[] =>
  exchange.filterFailures.map(({ because, request }) => `${request.orderId} breaks a rule: ${because}`);

/** Orders that count as never accepted and yet stood long enough to fill, or stand still. */
function givenUpThoughThere({ exchange, journal }: Simulation): string[] {
  return journal.outcomes().flatMap(({ outcome }) => {
    if (outcome.kind !== 'order-rejected') return [];
    const there = exchange.ordersOf(outcome.orderId).filter((order) => isLive(order) || order.filledLots > 0);
    return there.length === 0 ? [] : [`${outcome.orderId} counts as ${outcome.code} and was accepted`];
  });
}

/**
 * On spot a stop has to go before what it stands for can be sold: there the time it leaves bare is what counts. Where a
 * stop can be moved without going, none goes for anything else.
 */
function takenBackAlone({ protection, settings }: Simulation): string[] {
  const { isSpot = false, traits } = EXCHANGE_KINDS[settings.kind];
  const inVain = gaplessMove(traits) === undefined ? [] : protection.takenBackForNothing;
  const alone = isSpot ? inVain : protection.takenBackAlone;
  return alone.map((orderId) => `stop ${orderId} was taken back while it stood alone`);
}

/** At the end both sides know the same open orders, and no stop stands where nothing is held. */
function openOrdersThatDiffer({ exchange, host }: Simulation): string[] {
  const ours = (host.kernel?.rooms.venue.openOrders() ?? []).map(({ id }) => id);
  const theirs = exchange.matching.live.filter(({ orderId }) => orderId !== undefined);
  const missing = ours.filter((id) => !theirs.some(({ orderId }) => orderId === id));
  return [
    ...missing.map((id) => `${id} is open here and not at the venue`),
    ...theirs.flatMap(({ instrument, orderId = '', reduceOnly }) => [
      ...(ours.includes(orderId) ? [] : [`${orderId} is open at the venue and not here`]),
      ...(reduceOnly && exchange.account.held(instrument) === 0 ? [`${orderId} protects nothing`] : []),
    ]),
  ];
}

/** Where somebody else trades, nothing is ours and the symbol rests until a person has looked. */
const isMarketOfOurs = (id: InstrumentId): boolean =>
  SIMULATED_MARKETS.some(({ instrument }) => instrument.id === id);

function tradesNotBookedOnce({ exchange, journal }: Simulation): string[] {
  const booked = new Map<string, number>();
  for (const { outcome } of journal.outcomes()) {
    // What is sold to pay a fee in the coin is part of the trade that it was taken from.
    if (outcome.kind !== 'order-filled' || outcome.fill.orderId.startsWith('fee-')) continue;
    const { cause, instrument } = outcome.fill;
    const key = `${instrument} ${cause.tradeId}`;
    booked.set(key, (booked.get(key) ?? 0) + outcome.fill.lots);
  }
  const wrong: string[] = [];
  for (const trade of exchange.account.trades) {
    const key = `${trade.instrument} ${trade.tradeId}`;
    const lots = booked.get(key) ?? 0;
    const expected = isMarketOfOurs(trade.instrument) ? trade.lots : 0;
    if (lots !== expected) wrong.push(`trade ${key} of ${trade.lots} lots is booked as ${lots}`);
    booked.delete(key);
  }
  return [...wrong, ...[...booked.keys()].map((key) => `trade ${key} is booked and never was`)];
}

function positionsThatDiffer({ exchange, host }: Simulation): string[] {
  const { kernel } = host;
  if (!kernel) return ['the engine is down at the end'];
  return SIMULATED_MARKETS.flatMap(({ instrument: { id } }) => {
    const [ours, theirs] = [kernel.rooms.ledger.netLots(id), exchange.account.held(id)];
    return ours === theirs ? [] : [`${id}: we hold ${ours}, the venue says ${theirs}`];
  });
}

/** The venue nets what runs hold: one that holds against another could never leave. */
function heldBothWays({ host }: Simulation): string[] {
  const positions = host.kernel?.rooms.ledger.positions() ?? [];
  const ways = new Map<InstrumentId, Set<number>>();
  for (const { instrument, signedLots } of positions)
    if (signedLots !== 0)
      ways.set(instrument, (ways.get(instrument) ?? new Set<number>()).add(Math.sign(signedLots)));
  return [...ways].flatMap(([id, signs]) => (signs.size > 1 ? [`${id} is held both ways at once`] : []));
}

/** What the ledger was charged for fees in another coin, and no money was: less what was paid in coins of ours. */
const paidElsewhere = ({ host }: Simulation): bigint => {
  const state = host.kernel?.rooms.venue.snapshot();
  return state !== undefined && 'wallet' in state ? (state.wallet?.feesElsewhere ?? 0n) : 0n;
};

/** Cash and positions by the exchange's own trades are the ledger's equity, to the last unit. */
function moneyThatDiffers(simulation: Simulation): string[] {
  const { exchange, host } = simulation;
  const { kernel } = host;
  if (!kernel) return [];
  let equity: bigint = moneyFromDecimal(kernel.rooms.description.depositQuote);
  const marks = new Map<string, number>();
  for (const { instrument } of SIMULATED_MARKETS) {
    marks.set(instrument.id, exchange.matching.bid(instrument.id));
    const value = BigInt(exchange.account.held(instrument.id)) * BigInt(exchange.matching.bid(instrument.id));
    equity += exchange.account.cashFlowOf(instrument.id) + value * instrument.moneyPerTickLot;
  }
  const account = kernel.rooms.ledger.view(kernel.time, (id) => marks.get(id) ?? 0);
  const parts =
    account.deposits + account.realizedPnl - account.fees + account.funding + account.unrealizedPnl;
  const wrong: string[] = [];
  if (kernel.tradingStateReason.includes('nobody can explain')) wrong.push(kernel.tradingStateReason);
  const transferred = account.deposits - moneyFromDecimal(kernel.rooms.description.depositQuote);
  const { moved } = exchange.account;
  if (moved !== 0n && transferred !== moved)
    wrong.push(`transfers of ${transferred} are booked, ${moved} were made`);
  equity += transferred - paidElsewhere(simulation);
  if (account.equity !== equity) wrong.push(`equity is ${account.equity}, by the venue's trades ${equity}`);
  if (parts !== account.equity) wrong.push(`the parts of the account make ${parts}, not ${account.equity}`);
  return wrong;
}

function bareTooLong({ host, protection, settings }: Simulation): string[] {
  const { traits } = EXCHANGE_KINDS[settings.kind];
  // In a storm the exchange itself turns stops and exits away.
  const ofStormMs = settings.storm ? STORM_MS : 0;
  const long = protection.past.filter(({ from, to }) => {
    const restarts = host.lives.filter(({ startedAt }) => startedAt >= from && startedAt <= to);
    return to - from > longestBareMs(traits, Math.max(1, restarts.length)) + ofStormMs;
  });
  return [
    ...protection.unended(),
    ...long.map(({ from, instrument, to }) => `${instrument} stood bare for ${to - from} ms from ${from}`),
  ];
}

/** Every stop of somebody else's that stands at the end was shown to a person, who let it stand. */
function strangeStopsNotSeen({ host, strangeStops }: Simulation): string[] {
  const state = host.kernel?.rooms.venue.snapshot();
  const accepted = state && 'external' in state ? (state.acceptedOrders ?? []) : [];
  return strangeStops
    .standing()
    .filter(({ venueOrderId }) => !accepted.includes(venueOrderId))
    .map(
      ({ at, instrument, venueOrderId }) =>
        `${instrument}: nobody was told of ${venueOrderId}, left at ${at}`,
    );
}

/** On spot our orders never sell, together with those of others, more than is held, once all is known. */
function soldTwice({ exchange, settings }: Simulation): string[] {
  if (EXCHANGE_KINDS[settings.kind].isSpot !== true) return [];
  return SIMULATED_MARKETS.flatMap(({ instrument: { id } }) => {
    const sums = { ours: 0, theirs: 0 };
    for (const order of exchange.matching.live)
      if (order.instrument === id && order.side === 'sell')
        sums[order.orderId === undefined ? 'theirs' : 'ours'] += leftOf(order);
    const left = Math.max(0, exchange.account.shown(id) - sums.theirs);
    return sums.ours > left ? [`${id}: our orders would sell ${sums.ours} lots, others leave ${left}`] : [];
  });
}

function notAlive({ host }: Simulation): string[] {
  const { kernel } = host;
  if (!kernel) return [];
  const { phase, frozen } = kernel.rooms.venue.conditions();
  const open = kernel.rooms.venue.openOrders().filter(({ status }) => isInFlight(status));
  return [
    ...(phase === 'ready' ? [] : [`the engine is in ${phase} at the end`]),
    ...frozen.filter(isMarketOfOurs).map((instrument) => `${instrument} is frozen at the end`),
    ...open.map(({ id, status }) => `${id} is ${status} at the end`),
  ];
}
