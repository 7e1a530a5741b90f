import type { EquityPoint } from '../equity-curve.ts';

const DAY_MS = 86_400_000;

/**
 * Time-weighted returns per UTC day: the last equity of each day against the last of the day before, the opening equity
 * before the first. A day without a point returns 0. Where money was put in or taken out, what comes after it is
 * counted against what was there then, and the parts of the day are chained. Undefined when equity was not above zero
 * at the end of some part: then a return has no meaning.
 */
export function dailyReturns(curve: readonly EquityPoint[]): readonly number[] | undefined {
  const [first] = curve;
  if (!first) return [];
  const returns: number[] = [];
  let day = dayOf(first);
  let part = new Part(first.equity, first.moved ?? 0n);
  for (const point of curve) {
    for (; day < dayOf(point); day += 1) {
      const ended = part.returned();
      if (ended === undefined) return undefined;
      returns.push(ended);
      part = new Part(part.last, part.moved);
    }
    if (!part.see(point)) return undefined;
  }
  const ended = part.returned();
  return ended === undefined ? undefined : [...returns, ended];
}

/** A day as far as it went, in parts between which money was moved. */
class Part {
  last: bigint;
  moved: bigint;
  #from: bigint;
  #chained = 0;

  constructor(from: bigint, moved: bigint) {
    this.#from = from;
    this.last = from;
    this.moved = moved;
  }

  /** False where what was gained up to a transfer has no meaning as a return. */
  see({ equity, moved = 0n }: EquityPoint): boolean {
    this.last = equity;
    if (moved === this.moved) return true;
    const ended = this.returned();
    if (ended === undefined) return false;
    this.#chained = ended;
    this.#from = equity;
    this.moved = moved;
    return true;
  }

  returned(): number | undefined {
    const base = this.#from + this.moved;
    if (base <= 0n) return undefined;
    const own = Number(this.last - this.#from) / Number(base);
    return this.#chained === 0 ? own : (1 + this.#chained) * (1 + own) - 1;
  }
}

const dayOf = ({ time }: EquityPoint): number => Math.floor(time / DAY_MS);
