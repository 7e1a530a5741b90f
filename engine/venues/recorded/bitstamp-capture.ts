import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { Side } from '../../domain/order/side.ts';
import {
  type BitstampEvent,
  type OrderEvent,
  readBitstampEvent,
  type TopEvent,
  type TradeEvent,
} from '../wire/bitstamp/bitstamp-event.ts';
import { OrderLevelBook, type RestingLevel } from '../wire/bitstamp/order-level-book.ts';
import { TakerGuess } from '../wire/bitstamp/taker-guess.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import type { TextLevels } from '../wire/wire-frame.ts';
import { ledgerLotOf } from '../wire/wire-steps.ts';
import { DecimalSteps } from './decimal-steps.ts';
import type { CaptureOutput } from './capture-output.ts';
import { LineCapture } from './line-capture.ts';
import type { Capture } from './capture.ts';

const TICK = '0.01';
const SIZE_STEP = '0.00000001';
const { lotSize: LOT, stepsPerLot: STEPS_PER_LOT } = ledgerLotOf(TICK, SIZE_STEP);
/** Until 2016 the venue traded one pair, so its events name none. Fees as ccxt 4.5.84 states them. */
const INSTRUMENT = defineInstrument({
  venue: 'bitstamp',
  symbol: 'BTC/USD',
  kind: 'spot',
  base: 'BTC',
  quote: 'USD',
  tickSize: TICK,
  lotSize: LOT,
  minSizeBase: LOT,
  maxSizeBase: '1000000',
  minNotionalQuote: '5',
  makerFeePpm: 4000,
  takerFeePpm: 4000,
  maxLeverage: 1,
  fundingIntervalHours: 0,
});

const ORDER_EVENT = /^\{"ts_ms": ?\d{13}, ?"event": ?"(order_(created|changed|deleted|book)|trade)"/;

/** Whether a line is one of Bitstamp's recorded order events. */
export const isOrderEvent = (line: string): boolean => ORDER_EVENT.test(line);

/**
 * Opens recorded order events of Bitstamp (gzip JSON lines with `ts_ms`, `event`, `data`) as a feed of
 * BTC/USD. The book begins with the first book the venue shows; every later one is first compared with the
 * rebuilt best prices and sizes (`comparable`, `equal`), then tells what orders we never heard of hold.
 */
export const openBitstampCapture = (paths: readonly string[]): Capture =>
  new LineCapture(paths, INSTRUMENT, (output) => {
    const reader = new OrderReader(output);
    return (line) => reader.take(line);
  });

class OrderReader {
  readonly #output: CaptureOutput;
  readonly #tick = new DecimalSteps(TICK);
  readonly #size = new DecimalSteps(SIZE_STEP);
  readonly #book = new OrderLevelBook();
  readonly #takers = new TakerGuess();
  /** Prices whose change is not told yet, as `side ticks`. */
  readonly #held = new Set<string>();
  #hasBegun = false;
  #updateId = 0;

  constructor(output: CaptureOutput) {
    this.#output = output;
  }

  take(line: string): string | undefined {
    const event = readBitstampEvent(line);
    if (event.kind === 'malformed') return event.rule;
    try {
      this.#takeEvent(event);
      return undefined;
    } catch (error) {
      if (error instanceof BrokenRule) return error.message;
      throw error;
    }
  }

  #takeEvent(event: BitstampEvent): void {
    switch (event.kind) {
      case 'order':
        return this.#takeOrder(event);
      case 'trade':
        return this.#takeTrade(event);
      case 'top':
        return this.#takeTop(event);
    }
  }

  #takeOrder({ change, orderId, price, side, size, time }: OrderEvent): void {
    const order = {
      orderId,
      side,
      ticks: this.#steps(this.#tick, price),
      steps: this.#steps(this.#size, size),
    };
    this.#output.setTime(time);
    const known = this.#book.order(orderId);
    const before = known?.steps;
    if (change === 'deleted') this.#book.remove(order);
    else if (!this.#book.place(order)) {
      this.#output.statistics.repeated += 1;
      return;
    }
    if (change !== 'created') {
      this.#takers.shrunk({ orderId, side, steps: before === undefined ? undefined : before - order.steps });
    }
    this.#output.statistics.diffs += 1;
    if (!this.#hasBegun) return;
    if (known !== undefined && known.ticks !== order.ticks) this.#tellLevel(known.side, known.ticks, time);
    this.#tellLevel(side, order.ticks, time);
  }

  /**
   * An order that reaches over the spread is told before what it meets is taken away: its price is held
   * back until it does so no more, for no book is crossed.
   */
  #tellLevel(side: Side, ticks: number, time: number): void {
    const current = `${side} ${ticks}`;
    this.#held.delete(current);
    // What is taken away comes before what waited for it.
    for (const held of [current, ...this.#held]) {
      const [name, price] = held.split(' ');
      const heldSide = name === 'buy' ? 'buy' : 'sell';
      if (this.#isCrossing(heldSide, Number(price))) {
        this.#held.add(held);
        continue;
      }
      this.#held.delete(held);
      this.#give(heldSide, Number(price), time);
    }
  }

  #isCrossing(side: Side, ticks: number): boolean {
    if (this.#book.stepsAt(side, ticks) === 0) return false;
    const opposite = this.#book.best(side === 'buy' ? 'sell' : 'buy');
    if (opposite === undefined) return false;
    return side === 'buy' ? ticks >= opposite.ticks : ticks <= opposite.ticks;
  }

  #give(side: Side, ticks: number, time: number): void {
    this.#updateId += 1;
    const level = [ticks, lotsOf(this.#book.stepsAt(side, ticks))];
    const [bids, asks] = side === 'buy' ? [level, []] : [[], level];
    this.#output.book(INSTRUMENT, { kind: 'delta', bids, asks, updateId: this.#updateId }, time);
  }

  #takeTrade({ price, size, time, tradeId }: TradeEvent): void {
    const ticks = this.#steps(this.#tick, price);
    const steps = this.#steps(this.#size, size);
    this.#output.setTime(time);
    this.#output.statistics.trades += 1;
    const aggressor = this.#takers.takerOf(steps);
    const lots = lotsOf(steps);
    if (aggressor === undefined || lots === 0) return;
    this.#output.print(INSTRUMENT, { ticks, lots, aggressor, tradeId, venueTime: time });
  }

  #takeTop(event: TopEvent): void {
    const bids = this.#levels(event.bids);
    const asks = this.#levels(event.asks);
    this.#output.setTime(event.time);
    this.#output.statistics.tickers += 1;
    if (this.#hasBegun) this.#compare(bids[0], asks[0]);
    const changedBids = this.#book.reconcile('buy', bids);
    const changedAsks = this.#book.reconcile('sell', asks);
    if (this.#hasBegun) {
      for (const ticks of changedBids) this.#tellLevel('buy', ticks, event.time);
      for (const ticks of changedAsks) this.#tellLevel('sell', ticks, event.time);
      return;
    }
    this.#hasBegun = true;
    this.#output.statistics.snapshots += 1;
    const whole = { bids: flat(this.#book.levels('buy')), asks: flat(this.#book.levels('sell')) };
    this.#output.book(INSTRUMENT, { kind: 'snapshot', ...whole, updateId: this.#updateId }, event.time);
  }

  #compare(bid: RestingLevel | undefined, ask: RestingLevel | undefined): void {
    const { statistics } = this.#output;
    const ownBid = this.#book.best('buy');
    const ownAsk = this.#book.best('sell');
    statistics.comparable += 1;
    if (isEqual(bid, ownBid) && isEqual(ask, ownAsk)) statistics.equal += 1;
    if (ownBid && ownAsk && ownBid.ticks >= ownAsk.ticks) statistics.crossed += 1;
  }

  #levels(text: TextLevels): RestingLevel[] {
    const levels: RestingLevel[] = [];
    for (let index = 0; index + 1 < text.length; index += 2) {
      levels.push({
        ticks: this.#steps(this.#tick, text[index] as string),
        steps: this.#steps(this.#size, text[index + 1] as string),
      });
    }
    return levels;
  }

  #steps(steps: DecimalSteps, text: string): number {
    const count = steps.parse(text);
    if (count < 0) throw new BrokenRule(`a number must be in steps of ${steps.step}, was "${text}"`);
    return count;
  }
}

const lotsOf = (steps: number): number => Math.floor(steps / STEPS_PER_LOT);

const flat = (levels: readonly RestingLevel[]): number[] =>
  levels.flatMap(({ steps, ticks }) => (lotsOf(steps) > 0 ? [ticks, lotsOf(steps)] : []));

const isEqual = (a: RestingLevel | undefined, b: RestingLevel | undefined): boolean =>
  a?.ticks === b?.ticks && a?.steps === b?.steps;
