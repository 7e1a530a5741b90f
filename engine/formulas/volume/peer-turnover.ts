import { midRanks } from '../../numerics/mid-ranks.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import type { PeerBars } from '../step-contents.ts';
import { isSameList } from '../same-list.ts';

/** Lengths in bars: of the return, of the recent volume, and of the volume it is compared with. */
export interface TurnoverWindows {
  readonly formation: number;
  readonly recent: number;
  readonly usual: number;
}

/** Places of the own symbol among the followed ones, from 0 the lowest to 1 the highest. */
export interface OwnRanks {
  readonly gain: number;
  readonly turnover: number;
  /** Symbols that were compared. */
  readonly symbols: number;
}

/**
 * Past return and recent volume over the usual one of every followed symbol. Whoever lacks a bar of the return or
 * of the recent volume, or did not trade, is left out. A change of the symbols followed begins anew.
 */
export class PeerTurnover {
  readonly #windows: TurnoverWindows;
  #symbols: readonly string[] = [];
  #closes: readonly RecentValues[] = [];
  #volumes: readonly RecentValues[] = [];

  constructor(windows: TurnoverWindows) {
    this.#windows = windows;
  }

  push({ bars, symbols }: PeerBars): void {
    if (!isSameList(symbols, this.#symbols)) {
      this.#symbols = [...symbols];
      this.#closes = bars.map(() => new RecentValues(this.#windows.formation + 1));
      this.#volumes = bars.map(() => new RecentValues(this.#windows.usual));
    }
    for (let i = 0; i < bars.length; i += 1) {
      const bar = bars[i];
      this.#closes[i]?.push(bar?.close ?? NaN);
      this.#volumes[i]?.push(bar === undefined ? NaN : bar.volumeBase * bar.close);
    }
  }

  /** Undefined where the own symbol is left out. */
  ownRanks(): OwnRanks | undefined {
    const gains: number[] = [];
    const turnovers: number[] = [];
    for (let i = 0; i < this.#closes.length; i += 1) {
      const closes = this.#closes[i] as RecentValues;
      const gain = Math.log(closes.at(0) / closes.at(this.#windows.formation));
      const turnover = turnoverOf(this.#volumes[i] as RecentValues, this.#windows.recent);
      const isKnown = Number.isFinite(gain) && Number.isFinite(turnover);
      if (isKnown) {
        gains.push(gain);
        turnovers.push(turnover);
      } else if (i === 0) return undefined;
    }
    return {
      gain: midRanks(gains)[0] ?? NaN,
      turnover: midRanks(turnovers)[0] ?? NaN,
      symbols: gains.length,
    };
  }
}

/** Mean of the last `recent` volumes over that of all known; NaN where one of the recent is not known. */
function turnoverOf(volumes: RecentValues, recent: number): number {
  let sum = 0;
  let count = 0;
  let recentSum = NaN;
  for (let age = 0; age < volumes.count; age += 1) {
    const volume = volumes.at(age);
    if (!Number.isNaN(volume)) {
      sum += volume;
      count += 1;
    } else if (age < recent) return NaN;
    if (age === recent - 1) recentSum = sum;
  }
  return recentSum / recent / (sum / count);
}
