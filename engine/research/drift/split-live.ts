import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { Order, OrderId } from '../../domain/order/order.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { type Money, money, NO_MONEY } from '../../domain/units/money.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { type DriftPart, PAPER_PARTS } from './drift-part.ts';
import { pairOrders } from './pair-orders.ts';
import { tradingStatesOf, type TwinOf, withoutVenue } from './paper-twin.ts';
import { dayOf, pnlByDay, type RunWitness } from './pnl-by-day.ts';
import type { SessionRun } from './session-run.ts';
import type { DriftDay } from './split-drift.ts';
import { type FillsOfSignal, type Note, splitFills } from './split-fills.ts';
import { differencesBetween, differencesOf } from './trading-difference.ts';
import { type AccountCut, TradingLog } from './trading-log.ts';
import { type TwinBegin, TwinStart } from './twin-start.ts';

/** A live session beside its twin on paper. */
export interface LiveDrift {
  /** From when on the two are compared: before, it was not known what the account has at the venue. */
  readonly from: UnixMs;
  /** What the account had then. */
  readonly held: TwinBegin['held'];
  readonly days: readonly DriftDay[];
}

/**
 * Runs a live session again, and then on paper over the same market with the same commands and strategies, and splits
 * what the two earned fill by fill. The parts add up to the difference exactly. The run on paper begins with what the
 * account had at the first moment at which that can be told; what the session earned earlier that day both have.
 * @throws {UntoldStateError} when there was no such moment.
 */
export function splitLive(
  live: SessionRun,
  { dayMs, witness = {} }: { readonly dayMs: number; readonly witness?: RunWitness },
): LiveDrift {
  const real = new TradingLog(dayMs);
  const start = new TwinStart(live.description);
  const states: RecordedOutcome[] = [];
  const days = pnlByDay(
    live,
    { dayMs },
    {
      saw(outcomes, kernel) {
        witness.saw?.(outcomes, kernel);
        real.witness.saw(outcomes, kernel);
        states.push(...outcomes.filter(({ outcome }) => outcome.kind === 'trading-state'));
        if (start.saw(outcomes, kernel)) real.begin(kernel);
      },
      cut: real.witness.cut,
    },
  );
  const { begin } = start;
  const from = dayOf(begin.time, dayMs);
  const paper = new TradingLog(dayMs);
  const logs = { real, paper };
  const pnlThere = runTwin(live, logs, { begin, from, dayMs, states: tradingStatesOf(states) });
  const pairs = pairOrders(real, paper);
  const differences = differencesOf(real, paper);
  const split = days.map(({ pnl, startsAt }, index) => ({
    startsAt,
    session: pnl,
    other: pnlThere.get(startsAt) ?? NO_MONEY,
    parts: partsOf(live, { ...logs, pairs }, { startsAt, before: days[index - 1]?.startsAt }),
    differences: differencesBetween(differences, startsAt, days[index + 1]?.startsAt),
  }));
  return { from: begin.time, held: begin.held, days: split.filter(({ startsAt }) => startsAt >= from) };
}

interface Beginning extends Pick<TwinOf, 'begin' | 'states'> {
  /** The day on which the two part. */
  readonly from: UnixMs;
  readonly dayMs: number;
}

/** Runs the session on paper; what it earned by day. */
function runTwin(
  live: SessionRun,
  { paper, real }: Pick<Logs, 'paper' | 'real'>,
  { begin, dayMs, from, states }: Beginning,
): ReadonlyMap<UnixMs, Money> {
  // Up to the day on which they part both have the same account.
  for (const [ended, cut] of real.cuts) if (ended === undefined || ended < from) paper.cuts.set(ended, cut);
  const { fees, funding, traded } = [...paper.cuts.values()].at(-1) ?? NOTHING_YET;
  const earnedBefore = money(traded - fees + funding);
  const namedThere = (id: OrderId) => pairOrders(real, paper).get(id);
  const events = () => withoutVenue(live, { begin, states, namedThere });
  const days = pnlByDay(
    { ...live, description: begin.description, events },
    { dayMs, earnedBefore },
    {
      saw: paper.witness.saw,
      cut: (ended, kernel) => (ended === undefined ? paper.begin(kernel) : paper.witness.cut(ended, kernel)),
    },
  );
  return new Map(days.map(({ pnl, startsAt }) => [startsAt, pnl]));
}

interface Logs {
  readonly real: TradingLog;
  readonly paper: TradingLog;
  readonly pairs: ReadonlyMap<OrderId, Order>;
}

interface DayAfter {
  readonly startsAt: UnixMs;
  /** The day before it in the session; undefined for its first. */
  readonly before: UnixMs | undefined;
}

function partsOf(
  { description }: SessionRun,
  logs: Logs,
  { before, startsAt }: DayAfter,
): ReadonlyMap<DriftPart, Money> {
  const { paper, real } = logs;
  const [mine, mineBefore] = [cutOf(real, startsAt), cutOf(real, before)];
  const [theirs, theirsBefore] = [cutOf(paper, startsAt), cutOf(paper, before)];
  const grown = (of: 'fees' | 'funding' | 'traded') =>
    mine[of] - mineBefore[of] - (theirs[of] - theirsBefore[of]);
  const parts = new Map<DriftPart, Money>(PAPER_PARTS.map(({ part }) => [part, NO_MONEY]));
  let explained = 0n;
  const explain: Note = (part, amount) => {
    parts.set(part, money((parts.get(part) ?? NO_MONEY) + amount));
    explained += amount;
  };
  for (const instrument of description.instruments) {
    const { id } = instrument;
    const mark = numberOf(mine.markTicks, id);
    const apart = numberOf(mineBefore.netLots, id) - numberOf(theirsBefore.netLots, id);
    const moved = mark - numberOf(mineBefore.markTicks, id);
    explain('carried over', BigInt(apart * moved) * instrument.moneyPerTickLot);
    for (const fills of signalsOf(id, logs, startsAt)) splitFills(fills, { instrument, mark }, explain);
  }
  // What the venue booked otherwise than as a fill of ours, such as coins that paid a fee.
  parts.set('data', money(grown('traded') - explained));
  parts.set('fees', money(-grown('fees')));
  parts.set('funding', money(grown('funding')));
  return parts;
}

/** The fills of a day in an instrument, by the signals they come from. */
function signalsOf(id: InstrumentId, { pairs, paper, real }: Logs, day: UnixMs): readonly FillsOfSignal[] {
  const isHere = ({ instrument }: Order) => instrument === id;
  const [mine, theirs] = [real.fillsOn(day), paper.fillsOn(day)];
  const paired = new Set([...pairs.values()].map((order) => order.id));
  const ofSession = real.orders.filter(isHere).map((order) => {
    const there = pairs.get(order.id);
    const other = there && theirs.get(there.id);
    return {
      session: mine.get(order.id) ?? [],
      other: other ?? [],
      askedApart: there && order.lots - there.lots,
    };
  });
  const alone = paper.orders.filter((order) => isHere(order) && !paired.has(order.id));
  const ofPaper = alone.map((order) => ({
    session: [],
    other: theirs.get(order.id) ?? [],
    askedApart: undefined,
  }));
  return [...ofSession, ...ofPaper];
}

const numberOf = (numbers: ReadonlyMap<InstrumentId, number>, id: InstrumentId): number =>
  numbers.get(id) ?? 0;

/** A run that saw nothing of a day stands at its end where it stood before. */
function cutOf({ cuts }: TradingLog, day: UnixMs | undefined): AccountCut {
  let last = cuts.get(undefined) ?? NOTHING_YET;
  if (day === undefined) return last;
  for (const [ended, cut] of cuts) if (ended !== undefined && ended <= day) last = cut;
  return last;
}

const NOTHING_YET: AccountCut = {
  fees: NO_MONEY,
  funding: NO_MONEY,
  traded: NO_MONEY,
  netLots: new Map(),
  markTicks: new Map(),
};
