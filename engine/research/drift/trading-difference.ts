import { namedPriceOf } from '../../domain/order/order-kind.ts';
import type { Order } from '../../domain/order/order.ts';
import { NO_MONEY, type Money, addMoney } from '../../domain/units/money.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { pairOrders } from './pair-orders.ts';
import type { LoggedFill, TradingLog } from './trading-log.ts';

/** What two runs of one session may do differently, in the order in which an order meets it. Another moment alone is none. */
export const DIFFERENCE_KINDS = [
  'order of one alone',
  'order size',
  'order price',
  'filled size',
  'fill price',
  'fee',
] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** An order and what it got. */
export interface TradedOrder {
  readonly order: Order;
  readonly fills: readonly LoggedFill[];
}

/** Something that one run did otherwise than the other. */
export interface TradingDifference {
  readonly kind: DifferenceKind;
  /** When the first of the two did it. */
  readonly time: UnixMs;
  /** Undefined where only the other run had such an order. */
  readonly session: TradedOrder | undefined;
  readonly other: TradedOrder | undefined;
}

/** What two runs of a session did differently, in order of time; of one order each kind once. */
export function differencesOf(session: TradingLog, other: TradingLog): readonly TradingDifference[] {
  const pairs = pairOrders(session, other);
  const paired = new Set([...pairs.values()].map(({ id }) => id));
  const of = (log: TradingLog, order: Order): TradedOrder => ({ order, fills: log.fillsOf(order.id) });
  const found: TradingDifference[] = [];
  for (const order of session.orders) {
    const there = pairs.get(order.id);
    found.push(...compare(of(session, order), there && of(other, there)));
  }
  for (const order of other.orders)
    if (!paired.has(order.id))
      found.push({
        kind: 'order of one alone',
        time: order.submittedAt,
        session: undefined,
        other: of(other, order),
      });
  return found.toSorted((a, b) => a.time - b.time);
}

/** Those from one moment on and before another; a bound that is undefined is none. */
export const differencesBetween = (
  differences: readonly TradingDifference[],
  from: UnixMs | undefined,
  before: UnixMs | undefined,
): readonly TradingDifference[] =>
  differences.filter(({ time }) => time >= (from ?? 0) && time < (before ?? Infinity));

function compare(session: TradedOrder, other: TradedOrder | undefined): readonly TradingDifference[] {
  const asked = session.order.submittedAt;
  if (!other) return [{ kind: 'order of one alone', time: asked, session, other }];
  const found: TradingDifference[] = [];
  const note = (kind: DifferenceKind, time: number | undefined) => {
    if (time !== undefined) found.push({ kind, time: unixMs(time), session, other });
  };
  const given = Math.min(asked, other.order.submittedAt);
  note('order size', session.order.lots === other.order.lots ? undefined : given);
  note('order price', pricesOf(session.order) === pricesOf(other.order) ? undefined : given);
  const fills = fillsApart(session.fills, other.fills);
  // What only one was asked for only one can fill.
  if (session.order.lots === other.order.lots) note('filled size', fills.alone);
  note('fill price', fills.price);
  if (fills.alone === undefined && fills.price === undefined)
    note('fee', feesOf(session) === feesOf(other) ? undefined : firstTime(session, other));
  return found;
}

/** When the fills of two orders first had another price for the same lots, and when one first had lots alone. */
function fillsApart(one: readonly LoggedFill[], two: readonly LoggedFill[]) {
  const left = [one, two].map((fills) => fills.map((fill) => ({ fill, lots: fill.lots as number })));
  const [mine = [], theirs = []] = left;
  let price: number | undefined;
  while (mine[0] && theirs[0]) {
    const lots = Math.min(mine[0].lots, theirs[0].lots);
    if (mine[0].fill.ticks !== theirs[0].fill.ticks)
      price ??= Math.min(mine[0].fill.time, theirs[0].fill.time);
    for (const side of [mine, theirs]) {
      const [first] = side;
      if (!first) continue;
      first.lots -= lots;
      if (first.lots === 0) side.shift();
    }
  }
  return { price, alone: (mine[0] ?? theirs[0])?.fill.time };
}

const pricesOf = ({ kind }: Order): string => `${kind.type} ${namedPriceOf(kind) ?? ''}`;

/** What the venue took for an order. */
export const feesOf = ({ fills }: TradedOrder): Money =>
  fills.reduce((sum, { fee }) => addMoney(sum, fee), NO_MONEY);

const firstTime = (session: TradedOrder, other: TradedOrder): number =>
  Math.min(...[...session.fills, ...other.fills].map(({ time }) => time));
