import type { Levels } from '../../domain/market/levels.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';

/** A number that follows from every field of a row of events in their order; two of 32 bits side by side. */
export class EventDigest {
  count = 0;
  #one = 0x811c9dc5;
  #other = 0x9e3779b9;

  add(event: MarketEvent): void {
    this.count += 1;
    this.#text(event.kind);
    this.#number(event.time);
    this.#number(event.venueTime);
    switch (event.kind) {
      case 'book-snapshot':
      case 'book-delta':
        this.#number(event.updateId);
        this.#levels(event.bids);
        this.#levels(event.asks);
        return;
      case 'trade':
        this.#number(event.ticks);
        this.#number(event.lots);
        this.#text(event.aggressor);
        this.#text(event.tradeId);
        return;
      case 'mark-price':
      case 'funding':
      case 'open-interest':
      case 'liquidation':
      case 'outside-number':
      case 'venue-bar':
      case 'feed-status':
        this.#text(JSON.stringify(Object.entries(event).toSorted(([a], [b]) => (a < b ? -1 : 1))));
    }
  }

  get hex(): string {
    const part = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
    return part(this.#one) + part(this.#other);
  }

  #levels(levels: Levels): void {
    this.#number(levels.length);
    for (const value of levels) this.#number(value);
  }

  #text(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.#mix(text.charCodeAt(at));
    this.#mix(text.length);
  }

  #number(value: number): void {
    this.#mix(value | 0);
    this.#mix(Math.floor(value / 4_294_967_296));
  }

  #mix(value: number): void {
    this.#one = Math.imul(this.#one ^ value, 0x01000193);
    this.#other = Math.imul((this.#other << 5) ^ (this.#other >>> 27) ^ value, 0x85ebca6b);
  }
}
