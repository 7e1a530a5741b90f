import { clip } from '../../numerics/clip.ts';
import type { DayCurve } from './day-curve.ts';
import type { WorkedOrder } from './worked-order.ts';

/** An order on its way through the bins of its horizon. */
export class WorkedBins {
  readonly #order: WorkedOrder;
  readonly #curve: DayCurve;
  readonly #binMs: number;
  readonly #bins: number;
  #bin = NaN;
  #quota = 0;
  #filledBefore = 0;
  #seen = 0;
  #volumeBin = NaN;
  #binVolume = 0;

  constructor(
    order: WorkedOrder,
    curve: DayCurve,
    { bins, binMs }: { readonly bins: number; readonly binMs: number },
  ) {
    this.#order = order;
    this.#curve = curve;
    this.#binMs = binMs;
    this.#bins = bins;
  }

  /** Begins with another order. */
  begin(): void {
    this.#bin = NaN;
    this.#seen = this.#volumeBin === this.#firstBin ? this.#binVolume : 0;
  }

  /** Counts the volume of a bar, to the bins of the order where it has begun. */
  observe(openTime: number, volume: number): void {
    const bin = Math.floor(openTime / this.#binMs);
    if (bin !== this.#volumeBin) this.#binVolume = 0;
    this.#volumeBin = bin;
    this.#binVolume += volume;
    if (bin >= this.#firstBin && bin < this.#end) this.#seen += volume;
  }

  /** Goes on to the bin of this time. */
  advance(time: number): void {
    const bin = Math.max(this.#firstBin, Math.floor(time / this.#binMs));
    if (bin === this.#bin) return;
    this.#bin = bin;
    this.#filledBefore = this.#order.filled;
    const left = this.#shares(bin, this.#end);
    this.#quota = bin >= this.#end ? this.#order.remaining : this.#order.remaining * (left[0] ?? 1);
  }

  /** What is left of the quota of this bin. */
  get child(): number {
    const filledWithin = this.#order.filled - this.#filledBefore;
    return clip(this.#quota - filledWithin, 0, this.#order.remaining);
  }

  /** Volume of the bins that are over against what was expected of them; 1 before the first is over. */
  get surprise(): number {
    const expected = this.#volume(this.#firstBin, Math.min(this.#bin, this.#end));
    const unfinished = this.#volumeBin === this.#bin && this.#bin < this.#end ? this.#binVolume : 0;
    return expected > 0 ? Math.max(0, this.#seen - unfinished) / expected : 1;
  }

  /** Usual volume of the bins from this one on. */
  get expectedVolume(): number {
    return this.#volume(this.#bin, this.#end);
  }

  get #firstBin(): number {
    return Math.floor(this.#order.startedAt / this.#binMs);
  }

  get #end(): number {
    return this.#firstBin + this.#bins;
  }

  #volume(from: number, to: number): number {
    let sum = 0;
    for (let bin = from; bin < to; bin += 1) sum += this.#curve.shareOf(bin);
    return sum * this.#curve.dayVolume;
  }

  #shares(from: number, to: number): number[] {
    return volumeShares(
      Array.from({ length: Math.max(0, to - from) }, (_, i) => this.#curve.shareOf(from + i)),
    );
  }
}

/** Usual volumes of some bins as shares of their sum; equal ones where nothing usually trades. */
export function volumeShares(volumes: readonly number[]): number[] {
  const sum = volumes.reduce((total, each) => total + each, 0);
  return volumes.map((each) => (sum > 0 ? each / sum : 1 / volumes.length));
}
