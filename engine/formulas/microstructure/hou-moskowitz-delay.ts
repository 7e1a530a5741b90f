import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingCrossProducts } from '../../numerics/rolling-cross-products.ts';
import { defineFormula } from '../formula.ts';
import { leaderBar } from '../leader-bar.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import type { PeerBars } from '../step-contents.ts';

const LEAST_DELAY = 0.02;

/**
 * Return of the next bar that follows late from what the leader has done, in deviations of what the leader
 * leaves unexplained: forecast from its last `lags` returns by a regression on `window` bars, solved every
 * `refit`. Bitcoin leads every other coin; for bitcoin itself the mean of all other symbols does. Warm after
 * `window` bars of both with `lags` before them; a bar that is missing breaks the chain and gives no value.
 */
export const houMoskowitzDelay = defineFormula({
  id: 'F346',
  key: 'hou-moskowitz-delay',
  title: 'Price delay to the market leader (Hou-Moskowitz)',
  family: 'microstructure',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Hou, K. & Moskowitz, T. J., 'Market Frictions, Price Delay, and the Cross-Section of Expected Returns', Review of Financial Studies 18(3), 2005",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      lags: { unit: 'bars', meaning: 'lags of the leader' },
      window: { unit: 'bars', meaning: 'regression sample, 5-minute bars' },
      refit: { unit: 'bars', meaning: 'refit' },
    },
    definition: `
      Leader return m (BTC for altcoins; equal-weighted altcoin index for BTC), own return y, synchronous
      bars. Unrestricted OLS: y_t = a + b0*m_t + sum_{l=1..lags} b_l*m_{t-l} + e, R2u; restricted with b_l
      = 0, R2r. Delay D1 = 1 - R2r/R2u in [0,1] (R2u < 1e-6 -> 0). Forecast for t+1 without the unknown
      m_{t+1} (taken as 0): F = a + sum_{l=1..lags} b_l*m_{t+1-l}. Value = F/residual std.
    `,
    update: 'Rolling cross products O(lags^2) per bar, solve every refit bars.',
    signal: 'signal = tanh(2*value) if D1 > 0.02; confidence = min(1,5*D1)*min(1,|value|*3).',
    range: 'real',
  },
  defaults: { lags: 4, window: 720, refit: 12 },
  input: 'step',
  reads: ['peers'],
  barMs: 300_000,
  readings: {
    ...DIRECTION,
    /** Share of what the leader explains that it explains late. */
    delay: { unit: 'share', min: 0, max: 1 },
    /** The forecast itself. */
    forecast: { unit: 'log return' },
  },
  // One bar before the first return, and returns to lag.
  warmUp: ({ lags, window }) => window + lags + 1,

  start({ lags, refit, window }) {
    wholeNumber('refit', refit);
    const model = new LeaderRegression(
      wholeNumber('lags', lags),
      wholeNumber('window', window, 2 * lags + 4),
    );
    const before: PeerCloses = { own: NaN, others: new Map() };
    let sinceFit = refit;
    let value: number | undefined;

    return withReadings(
      (input) => {
        if (input.kind !== 'peers') return undefined;
        const { peers } = input;
        const own = returnOf(peers.bars[0]?.close, before.own);
        const leader = leadReturn(peers, before);
        before.own = peers.bars[0]?.close ?? NaN;
        if (!Number.isFinite(own) || !Number.isFinite(leader)) {
          model.breakChain();
          return undefined;
        }
        model.push(own, leader);
        sinceFit += 1;
        if (model.isFull && sinceFit >= refit) {
          model.solve();
          sinceFit = 0;
        }
        value = model.score;
        return value;
      },
      {
        signal: () => (model.delay > LEAST_DELAY ? Math.tanh(2 * (value ?? 0)) : 0),
        confidence: () => Math.min(1, 5 * model.delay) * Math.min(1, 3 * Math.abs(value ?? 0)),
        delay: () => model.delay,
        forecast: () => model.forecast,
      },
    );
  },
});

interface PeerCloses {
  own: number;
  /** The last close of each other symbol, by place. */
  readonly others: Map<number, number>;
}

const returnOf = (close = NaN, before = NaN): number => Math.log(close / before);

const isBitcoin = (symbol = ''): boolean => /^(BTC|XBT)/.test(symbol);

/** Log return of the leader; of an equal share of every other coin where the own symbol is bitcoin. NaN where none is known. */
function leadReturn(peers: PeerBars, { others }: PeerCloses): number {
  const ownLeads = isBitcoin(peers.symbols[0]);
  const leader = leaderBar(peers);
  let sum = 0;
  let count = 0;
  for (let place = 1; place < peers.bars.length; place += 1) {
    const bar = peers.bars[place];
    const counts = ownLeads ? !isBitcoin(peers.symbols[place]) : bar === leader;
    const change = returnOf(bar?.close, others.get(place));
    others.set(place, bar?.close ?? NaN);
    if (!counts || !Number.isFinite(change)) continue;
    sum += change;
    count += 1;
  }
  return sum / count;
}

/** The own return by that of the leader in the same bar and in bars before, over a window. */
export class LeaderRegression {
  /** 1 less what the same bar explains over what all lags explain, 0 to 1. */
  delay = 0;
  /** Return of the next bar, if the leader stands still in it. */
  forecast = NaN;
  readonly #lags: number;
  readonly #window: number;
  readonly #products: RollingCrossProducts;
  readonly #leader: RecentValues;
  readonly #row: Float64Array;
  #coefficients: readonly number[] | undefined;
  #deviation = NaN;

  constructor(lags: number, window: number) {
    this.#lags = lags;
    this.#window = window;
    // A one, the leader now and before, and the own return.
    this.#products = new RollingCrossProducts(lags + 3, window);
    this.#row = new Float64Array(lags + 3);
    this.#leader = new RecentValues(lags + 1);
  }

  get isFull(): boolean {
    return this.#products.count === this.#window;
  }

  /** The forecast in deviations of the errors; none before a solution, or where nothing is left over. */
  get score(): number | undefined {
    return this.#deviation > 1e-12 && this.#leader.count >= this.#lags
      ? this.forecast / this.#deviation
      : undefined;
  }

  /** The coefficients, constant first, then the leader in the same bar and before it. */
  get coefficients(): readonly number[] | undefined {
    return this.#coefficients;
  }

  push(own: number, leader: number): void {
    this.#leader.push(leader);
    if (this.#leader.isFull) {
      this.#row[0] = 1;
      for (let lag = 0; lag <= this.#lags; lag += 1) this.#row[1 + lag] = this.#leader.at(lag);
      this.#row[this.#lags + 2] = own;
      this.#products.push(this.#row);
    }
    this.#foretell();
  }

  /** What comes next does not follow on what was. */
  breakChain(): void {
    this.#leader.clear();
    this.forecast = NaN;
  }

  solve(): void {
    const own = this.#lags + 2;
    const all = this.#products.fit(
      own,
      Array.from({ length: own }, (_, i) => i),
    );
    const now = this.#products.fit(own, [0, 1]);
    if (all === undefined || now === undefined) return;
    const mean = this.#products.product(own, 0) / all.count;
    const total = all.targetSquares - all.count * mean * mean;
    const explained = 1 - all.sumOfSquares / total;
    const explainedNow = 1 - now.sumOfSquares / total;
    this.delay = explained < 1e-6 || !(total > 0) ? 0 : clip(1 - explainedNow / explained, 0, 1);
    this.#coefficients = all.coefficients;
    this.#deviation = Math.sqrt(all.sumOfSquares / (all.count - own));
    this.#foretell();
  }

  #foretell(): void {
    const coefficients = this.#coefficients;
    if (coefficients === undefined) return;
    this.forecast = coefficients[0] as number;
    for (let lag = 1; lag <= this.#lags; lag += 1)
      this.forecast += (coefficients[1 + lag] as number) * this.#leader.at(lag - 1);
  }
}
