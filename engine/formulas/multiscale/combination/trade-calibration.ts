import { plattProbability, type PlattScaling, plattScaling } from '../../../numerics/platt-scaling.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import type { ClosedTrade } from '../../step-contents.ts';

/** Size of a vote's signal times its confidence, from which trades are begun. */
export const convictionOf = ({
  confidence,
  signal,
}: {
  readonly signal: number;
  readonly confidence: number;
}): number => Math.abs(signal * confidence);

/** How many trades are looked back on, from how many on, and after how many the line is fitted again. */
export interface CalibrationSettings {
  readonly window: number;
  readonly refit: number;
  readonly fewest: number;
}

/** How often trades won that were begun with a conviction, from our own closed trades that tell theirs. */
export class TradeCalibration {
  readonly #settings: CalibrationSettings;
  readonly #scores: RecentValues;
  readonly #wins: RecentValues;
  #sinceFit = 0;
  #line: PlattScaling | undefined;

  constructor(settings: CalibrationSettings) {
    this.#settings = settings;
    this.#scores = new RecentValues(settings.window);
    this.#wins = new RecentValues(settings.window);
  }

  /** Trades that count, at most the window. */
  get count(): number {
    return this.#scores.count;
  }

  /** The fitted line; undefined until there are enough trades. */
  get line(): PlattScaling | undefined {
    return this.#line;
  }

  push({ conviction, netReturn }: ClosedTrade): void {
    if (conviction === undefined) return;
    this.#scores.push(conviction);
    this.#wins.push(netReturn > 0 ? 1 : 0);
    this.#sinceFit += 1;
    const { fewest, refit } = this.#settings;
    if (this.count < fewest || (this.#line !== undefined && this.#sinceFit < refit)) return;
    this.#line = plattScaling(this.#scores.toArray(), this.#wins.toArray());
    this.#sinceFit = 0;
  }

  /** Probability that a trade begun with this conviction wins; undefined until there are enough trades. */
  probability(conviction: number): number | undefined {
    return this.#line && plattProbability(this.#line, conviction);
  }
}

/** What is taken for the win probability before trades can tell. */
export const assumedWinRate = (conviction: number): number => 0.5 + 0.1 * conviction;
