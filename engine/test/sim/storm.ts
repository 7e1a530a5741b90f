import type { Agenda } from './agenda.ts';
import type { ExchangeKind } from './exchange/exchange-kinds.ts';
import type { Exchange } from './exchange/exchange.ts';
import { RequestLimiter } from './exchange/request-limiter.ts';
import type { Person } from './person.ts';
import { RATE_LIMITS, type RateLimit } from './rate-limits.ts';
import { SIMULATED_MARKETS } from './simulated-instruments.ts';
import type { StormPlan } from './storm-plan.ts';

/** So soon after the exchange lets requests in again an exit is there, in ms. */
const EXIT_WITHIN_MS = 2000;

/** What a storm works on. */
export interface StormParts {
  readonly agenda: Agenda;
  readonly kind: ExchangeKind;
  readonly plan: StormPlan;
  readonly exchange: Exchange;
}

/** An exchange that has limits and turns everything away from time to time, as its plan says. */
export class Storm {
  readonly rate: RateLimit;
  readonly limiter: RequestLimiter;
  /** Positions that a person wanted closed and that had no exit at the venue in time after it let one in. */
  readonly lateExits: string[] = [];
  /** Positions a person wanted closed while the exchange turned everything away. */
  exitsWanted = 0;
  readonly #parts: StormParts;

  constructor(parts: StormParts) {
    this.#parts = parts;
    this.rate = RATE_LIMITS[parts.kind];
    this.limiter = new RequestLimiter(this.rate, () => parts.agenda.now);
  }

  /** Enters what is to happen, from now on. */
  begin(person: Person): void {
    const { agenda, plan } = this.#parts;
    const { flattensIn, namesWait, spells } = plan;
    const begunAt = agenda.now;
    for (const [index, [from, to]] of spells.entries()) {
      const until = begunAt + to;
      agenda.at(begunAt + from, () => this.limiter.close({ until, namesWait }));
      if (!flattensIn.includes(index)) continue;
      agenda.at(begunAt + Math.floor((from + to) / 2), () => {
        const isSaid = person.flattenFor(to - from);
        if (isSaid && namesWait) agenda.at(until, () => this.#expectExits());
      });
    }
  }

  /** The exchange lets requests in again: what is held now and later has an exit within two seconds. */
  #expectExits(): void {
    const { agenda, exchange } = this.#parts;
    const from = agenda.now;
    for (const { instrument } of SIMULATED_MARKETS) {
      const { id } = instrument;
      if (exchange.account.held(id) === 0) continue;
      this.exitsWanted += 1;
      agenda.in(EXIT_WITHIN_MS, () => {
        if (exchange.account.held(id) !== 0 && !this.#hasExit(id, from))
          this.lateExits.push(`${id} has no exit, to be closed since ${from}`);
      });
    }
  }

  #hasExit(id: string, since: number): boolean {
    return this.#parts.exchange.orders.some(
      ({ createdAt, instrument, reduceOnly, type }) =>
        instrument === id && reduceOnly && type === 'market' && createdAt >= since,
    );
  }
}
