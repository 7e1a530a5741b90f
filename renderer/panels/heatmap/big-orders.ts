import { ORDER_FIELDS } from '../../../engine/contract/flow-columns.ts';
import type { MarketOrders } from '../../../engine/contract/footprint-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';

const WIDTH = ORDER_FIELDS.length;
const TIME = ORDER_FIELDS.indexOf('timeMs');
const LOTS = ORDER_FIELDS.indexOf('signedLots');
const MEAN = ORDER_FIELDS.indexOf('meanTicks');
const RANK = ORDER_FIELDS.indexOf('rank');
/** Very big and huge ones are shown. */
const LEAST_RANK = 2;
const ASKED_FOR = 3000;
const MOST_KEPT = 400;

/** A market order, put together from its fills, that is larger than nearly all others of its time. */
export interface BigOrder {
  readonly timeMs: number;
  /** Mean price it paid, in ticks. */
  readonly ticks: number;
  readonly sizeBase: number;
  readonly isBuy: boolean;
}

/** The big market orders of an instrument while somebody looks; what was big when it came stays so. */
export class BigOrders {
  readonly #lotSize: number;
  readonly #orders = new Map<number, BigOrder>();
  readonly #end: () => void;

  constructor(instrument: string, lotSize: number) {
    this.#lotSize = lotSize;
    this.#end = followFlow<MarketOrders>({ kind: 'market-orders', instrument }, (update) =>
      this.take(update),
    );
    void askEngine('marketOrders', { instrument, count: ASKED_FOR }).then((answer) => {
      if (answer.ok && answer.reply.orders !== undefined) this.take(answer.reply);
    });
  }

  close(): void {
    this.#end();
  }

  get all(): Iterable<BigOrder> {
    return this.#orders.values();
  }

  take({ firstOrder, orders }: MarketOrders): void {
    for (let at = 0; at * WIDTH < orders.length; at += 1) {
      if ((orders[at * WIDTH + RANK] ?? 0) < LEAST_RANK) continue;
      const lots = orders[at * WIDTH + LOTS] ?? 0;
      // The newest order may still grow; told again it takes its own place.
      this.#orders.set(firstOrder + at, {
        timeMs: orders[at * WIDTH + TIME] ?? 0,
        ticks: orders[at * WIDTH + MEAN] ?? 0,
        sizeBase: Math.abs(lots) * this.#lotSize,
        isBuy: lots > 0,
      });
    }
    for (const number of this.#orders.keys()) {
      if (this.#orders.size <= MOST_KEPT) return;
      this.#orders.delete(number);
    }
  }
}
