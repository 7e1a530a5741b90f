import type { Bar } from '../../domain/market/bar.ts';
import { positive } from '../../numerics/checked-numbers.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { WilderRange } from './wilder-range.ts';

/**
 * Side of the parabolic stop and reverse: 1 while lows stay above a stop that rises faster the longer new highs
 * are made, -1 the mirror image. The signal is weak near the stop. Warm with the second bar.
 */
export const parabolicSar = defineFormula({
  id: 'F405',
  key: 'parabolic-sar',
  title: 'Parabolic stop and reverse',
  family: 'direction',
  output: { unit: 'side; price', min: -1, max: 1 },
  role: 'direction',
  source: "Wilder, J. W., 'New Concepts in Technical Trading Systems', Trend Research, 1978",
  catalogue: {
    inputs: ['bars'],
    params: {
      af0: { unit: '1', meaning: 'initial and incremental acceleration' },
      afmax: { unit: '1', meaning: 'maximum acceleration' },
    },
    definition: `
      Start at bar 1 (0-based): up if C_1 >= C_0. Up: SAR = L_0, EP = max(H_0,H_1); down: SAR = H_0, EP =
      min(L_0,L_1); AF = af0. For t >= 2: SAR <- SAR + AF*(EP - SAR); up: SAR <- min(SAR, L_{t-1},
      L_{t-2}); if L_t < SAR reverse: side down, SAR = EP, EP = L_t, AF = af0; else if H_t > EP: EP = H_t,
      AF = min(AF+af0, afmax). Down mirrored. Output side and SAR for bar t (the SAR used at t was known
      at t-1 except for the reversal).
    `,
    update: 'O(1) per bar.',
    signal: 'signal = side*min(1,|C - SAR|/ATR14); confidence = 0.3 + 0.2*min(1,|C-SAR|/ATR14).',
    range: '{-1,1}',
  },
  defaults: { af0: 0.02, afmax: 0.2 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The stop of this bar; beyond it the side turns. */
    stop: { unit: 'quote/base' },
  },
  warmUp: () => 2,

  start({ af0, afmax }) {
    const sar = new ParabolicStop({ first: af0, most: afmax });
    const range = new WilderRange();
    let close = NaN;
    const distance = () => range.shareOf(Math.abs(close - sar.stop));

    return withReadings(
      (bar) => {
        sar.push(bar);
        range.push(bar);
        ({ close } = bar);
        return sar.side === 0 ? undefined : sar.side;
      },
      {
        signal: () => sar.side * distance(),
        confidence: () => 0.3 + 0.2 * distance(),
        stop: () => sar.stop,
      },
    );
  },
});

/** How much of the way to the extreme a stop goes: at first and with every new extreme, and at most. */
export interface Acceleration {
  readonly first: number;
  readonly most: number;
}

/** The stop that follows a move and turns with it. */
export class ParabolicStop {
  readonly #first: number;
  readonly #most: number;
  #side: -1 | 0 | 1 = 0;
  #stop = NaN;
  #extreme = NaN;
  #factor = 0;
  // Of the bar before: plain numbers, so that no bar leaves anything behind to be collected.
  #high = NaN;
  #low = NaN;
  #close = NaN;
  /** Of the last two bars. */
  #highest = NaN;
  #lowest = NaN;

  /** @throws {RangeError} unless both are above zero. */
  constructor({ first, most }: Acceleration) {
    this.#first = positive('af0', first);
    this.#most = positive('afmax', most);
  }

  /** 1 up, -1 down; 0 before the second bar. */
  get side(): -1 | 0 | 1 {
    return this.#side;
  }

  /** The stop of the newest bar; NaN before the second. */
  get stop(): number {
    return this.#stop;
  }

  push({ close, high, low }: Pick<Bar, 'close' | 'high' | 'low'>): void {
    if (this.#side !== 0) this.#follow(high, low);
    else if (!Number.isNaN(this.#close)) this.#begin(high, low, close);
    this.#highest = Math.max(this.#high, high);
    this.#lowest = Math.min(this.#low, low);
    this.#high = high;
    this.#low = low;
    this.#close = close;
  }

  #begin(high: number, low: number, close: number): void {
    const isUp = close >= this.#close;
    this.#side = isUp ? 1 : -1;
    this.#stop = isUp ? this.#low : this.#high;
    this.#extreme = isUp ? Math.max(this.#high, high) : Math.min(this.#low, low);
    this.#factor = this.#first;
  }

  #follow(high: number, low: number): void {
    const isUp = this.#side > 0;
    const moved = this.#stop + this.#factor * (this.#extreme - this.#stop);
    // The stop never lies inside the two bars before.
    const stop = isUp ? Math.min(moved, this.#lowest) : Math.max(moved, this.#highest);
    this.#stop = stop;
    if (isUp ? low < stop : high > stop) this.#reverse(isUp ? low : high);
    else if (isUp ? high > this.#extreme : low < this.#extreme) {
      this.#extreme = isUp ? high : low;
      this.#factor = Math.min(this.#factor + this.#first, this.#most);
    }
  }

  #reverse(extreme: number): void {
    this.#side = this.#side > 0 ? -1 : 1;
    this.#stop = this.#extreme;
    this.#extreme = extreme;
    this.#factor = this.#first;
  }
}
