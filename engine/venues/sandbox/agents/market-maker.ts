import type { SideSign } from '../matching/level-changes.ts';
import { NO_ORDER } from '../matching/limit-order-book.ts';
import { type Pit, spreadSize } from './pit.ts';

/** Orders a maker keeps on each side. */
export const MAKER_SLOTS = 6;

const OFFSETS_BPS = [0, 0.5, 1.4, 3, 5.5, 9];
const SIZE_FACTORS = [1, 1.3, 2, 3.2, 5, 7];
const SKEW_BPS = 3;
/** How much smaller it quotes on the side about to be run over, and larger on the other. */
const PRESSURE_TILT = 0.6;
const TOLERANCE_OF_OFFSET = 0.35;
const INVENTORY_HALF_LIFE_MS = 40_000;

interface MakerCharacter {
  /** Owner code of its first bid; slot k of the bids is `ownerBase + k`, asks follow. */
  readonly ownerBase: number;
  /** Half of the spread it asks for at the touch, in ticks. */
  readonly halfSpreadTicks: number;
  /** Stretches the distances of its deeper orders. */
  readonly stretch: number;
}

/**
 * Quotes a ladder around the fair price, leaning against its own inventory, and moves an order only when
 * it is too far from where it should be, so that the others keep their place in the queue.
 */
export class MarketMaker {
  readonly #pit: Pit;
  readonly #character: MakerCharacter;
  readonly #orders = new Int32Array(2 * MAKER_SLOTS).fill(NO_ORDER);
  readonly #targets = new Int32Array(2 * MAKER_SLOTS);
  #inventoryLots = 0;
  #inventoryAtMs: number;

  constructor(pit: Pit, character: MakerCharacter, startMs: number) {
    this.#pit = pit;
    this.#character = character;
    this.#inventoryAtMs = startMs;
  }

  /**
   * Brings the ladder to where `fair` puts it. With `closeSpread` the first orders move to the tick,
   * otherwise small differences are let be.
   */
  requote(fair: number, nowMs: number, closeSpread: boolean): void {
    this.#hedge(nowMs);
    const center = fair * (1 - this.#skew());
    // First everything that must move is taken out, so that the maker never stands in its own way.
    for (let slot = 0; slot < MAKER_SLOTS; slot += 1) {
      this.#withdraw(slot, this.#target(center, 1, slot), closeSpread);
      this.#withdraw(slot + MAKER_SLOTS, this.#target(center, -1, slot), closeSpread);
    }
    for (let slot = 0; slot < MAKER_SLOTS; slot += 1) {
      if (this.#orders[slot] === NO_ORDER) this.#quote(slot, 1);
      if (this.#orders[slot + MAKER_SLOTS] === NO_ORDER) this.#quote(slot + MAKER_SLOTS, -1);
    }
  }

  /** One of its orders traded. `index` is the owner code less `ownerBase`. */
  filled(index: number, lots: number, left: number): void {
    this.#inventoryLots += index < MAKER_SLOTS ? lots : -lots;
    if (left === 0) this.#orders[index] = NO_ORDER;
  }

  #target(center: number, side: SideSign, slot: number): number {
    const { halfSpreadTicks, stretch } = this.#character;
    const away = halfSpreadTicks + (OFFSETS_BPS[slot] ?? 0) * stretch * center * 1e-4;
    return side === 1 ? Math.floor(center - away) : Math.ceil(center + away);
  }

  #withdraw(index: number, target: number, closeSpread: boolean): void {
    const slot = index % MAKER_SLOTS;
    this.#targets[index] = target;
    const order = this.#orders[index] ?? NO_ORDER;
    if (order === NO_ORDER) return;
    const { book, mid } = this.#pit;
    const width = (slot === 0 ? 0.06 : (OFFSETS_BPS[slot] ?? 0) * TOLERANCE_OF_OFFSET) * mid * 1e-4;
    const tolerance = slot === 0 && closeSpread ? 0 : Math.max(1, width);
    if (Math.abs(book.priceOf(order) - target) <= tolerance) return;
    book.cancel(order);
    this.#orders[index] = NO_ORDER;
  }

  #quote(index: number, side: SideSign): void {
    const { book, random, calibration } = this.#pit;
    const price = book.passivePrice(side, this.#targets[index] ?? 0);
    const median = calibration.makerSizeQuote * (SIZE_FACTORS[index % MAKER_SLOTS] ?? 1);
    const lots = this.#pit.lotsWorth(
      spreadSize(random, median, 0.5) * (1 + side * PRESSURE_TILT * this.#pit.pressure),
    );
    this.#orders[index] = book.place({
      side,
      price,
      lots,
      owner: this.#character.ownerBase + index,
    });
  }

  /** Share of the price by which it leans: long inventory lowers both its bid and its ask. */
  #skew(): number {
    const full = this.#pit.lotsWorth(this.#pit.calibration.makerInventoryQuote);
    const fullness = Math.max(-2, Math.min(2, this.#inventoryLots / full));
    return fullness * SKEW_BPS * 1e-4;
  }

  /** Inventory is laid off elsewhere little by little. */
  #hedge(nowMs: number): void {
    this.#inventoryLots *= 2 ** ((this.#inventoryAtMs - nowMs) / INVENTORY_HALF_LIFE_MS);
    this.#inventoryAtMs = nowMs;
  }
}
