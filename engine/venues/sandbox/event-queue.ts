import type { MarketEvent } from '../../domain/market/market-event.ts';

/** Events made and not yet pulled, first in, first out. */
export class EventQueue {
  #events: MarketEvent[] = [];
  #head = 0;

  push(event: MarketEvent): void {
    this.#events.push(event);
  }

  shift(): MarketEvent | undefined {
    const event = this.#events[this.#head];
    if (event === undefined) return undefined;
    this.#head += 1;
    if (this.#head === this.#events.length) {
      this.#events.length = 0;
      this.#head = 0;
    }
    return event;
  }

  clear(): void {
    this.#events = [];
    this.#head = 0;
  }
}
