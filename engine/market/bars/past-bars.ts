import type { BarPage } from './bar-page.ts';

/** What is known of an instrument from before a session, in pages that come newest first. */
export class PastBars {
  /** Everything in here was over by this, in ms; what comes later is the session’s own. */
  readonly until: number;
  readonly #pages: BarPage[] = [];

  constructor(until: number) {
    this.until = until;
  }

  /** Pages so far. */
  get count(): number {
    return this.#pages.length;
  }

  /** Adds what lies before all pages so far. */
  addOlder(page: BarPage): void {
    if (page.openTime.length > 0) this.#pages.push(page);
  }

  /** A page, 0 being the newest; undefined where none has come yet. */
  page(place: number): BarPage | undefined {
    return this.#pages[place];
  }
}
