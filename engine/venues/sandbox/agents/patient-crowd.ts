import { type Pit, spreadSize } from './pit.ts';

const FARTHEST_BPS = 150;
const HOPELESS_BPS = 225;
const SHARE_NEAR_TOUCH = 0.06;
const NEAR_BPS = 0.8;
const PRESSURE_TILT = 0.25;

/**
 * Traders who leave a limit order and wait. Most rest some way from the price, a few right at it; now and
 * then one gives up, rather one whose price has become hopeless.
 */
export class PatientCrowd {
  readonly #pit: Pit;
  readonly #owner: number;
  readonly #orders: number[] = [];
  /** Where in `#orders` an order stands, by order. */
  readonly #places: number[] = [];

  constructor(pit: Pit, owner: number) {
    this.#pit = pit;
    this.#owner = owner;
  }

  get count(): number {
    return this.#orders.length;
  }

  /** One of them acts: joins when there are few, leaves when there are many. */
  act(): void {
    const crowding = this.#orders.length / (2 * this.#pit.calibration.patientOrders);
    if (this.#pit.random.uniform() * 2 < crowding) this.#leave();
    else this.join();
  }

  join(): void {
    const { book, random, calibration, mid } = this.#pit;
    const lopsided = (book.orderCount(-1) - book.orderCount(1)) / calibration.patientOrders;
    const side = random.uniform() < 0.5 + lopsided / 2 + PRESSURE_TILT * this.#pit.pressure ? 1 : -1;
    const near = random.uniform() < SHARE_NEAR_TOUCH;
    // The sum of two exponentials: few at the touch, most at `patientDistanceBps`, a long tail.
    const bps = near
      ? random.exponential(NEAR_BPS)
      : random.exponential(calibration.patientDistanceBps) +
        random.exponential(calibration.patientDistanceBps);
    const away = Math.min(bps, FARTHEST_BPS) * mid * 1e-4;
    const price = book.passivePrice(side, side === 1 ? Math.floor(mid - away) : Math.ceil(mid + away));
    const lots = this.#pit.lotsWorth(spreadSize(random, calibration.patientSizeQuote, 1));
    this.#remember(book.place({ side, price, lots, owner: this.#owner }));
  }

  /** One of their orders is gone. */
  forget(order: number): void {
    const place = this.#places[order] ?? 0;
    const last = this.#orders.pop();
    if (last === undefined || last === order) return;
    this.#orders[place] = last;
    this.#places[last] = place;
  }

  /** Takes out whatever the price has left far behind. */
  abandonHopeless(): void {
    const { book, mid } = this.#pit;
    const farthest = HOPELESS_BPS * mid * 1e-4;
    for (const order of this.#orders.filter((resting) => Math.abs(book.priceOf(resting) - mid) > farthest)) {
      book.cancel(order);
      this.forget(order);
    }
  }

  #leave(): void {
    const { book, mid } = this.#pit;
    const one = this.#any();
    const other = this.#any();
    const order = Math.abs(book.priceOf(one) - mid) > Math.abs(book.priceOf(other) - mid) ? one : other;
    book.cancel(order);
    this.forget(order);
  }

  #any(): number {
    return this.#orders[this.#pit.random.integer(this.#orders.length)] ?? 0;
  }

  #remember(order: number): void {
    this.#places[order] = this.#orders.length;
    this.#orders.push(order);
  }
}
