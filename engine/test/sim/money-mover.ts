import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { Exchange } from './exchange/exchange.ts';

/** What moving money needs. */
export interface MoneyMoves {
  readonly agenda: Agenda;
  readonly exchange: Exchange;
  readonly random: Random;
  /** Nothing is moved later. */
  readonly until: number;
}

const MOVES = 3;
const LEAST_MS = 1000;
/** The venue's balance has it at once, its list of what moved later. */
const LATEST_LISTED_MS = 4000;
/** 10^-8 quote units: up to a fiftieth of what is there, and never a round number. */
const MOST_UNITS = 2_000_000_000_007;

/** The person puts money in and takes money out at the venue, whether the engine runs or not. */
export function moveMoney({ agenda, exchange, random, until }: MoneyMoves): void {
  const spanMs = until - agenda.now - LEAST_MS;
  for (let count = 0; count < MOVES; count += 1) {
    const units = BigInt(random.integer(MOST_UNITS)) * (random.integer(2) === 0 ? 1n : -1n);
    const listedInMs = random.integer(LATEST_LISTED_MS);
    agenda.in(LEAST_MS + random.integer(spanMs), () =>
      exchange.account.move({ units, time: agenda.now, visibleAt: agenda.now + listedInMs }),
    );
  }
}
