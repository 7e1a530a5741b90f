import { positive } from '../../numerics/checked-numbers.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { TimedRows } from '../../numerics/timed-rows.ts';
import { defineFormula } from '../formula.ts';
import { type Reading, withReadings } from '../readings.ts';

/** Trades whose sizes set the limits, and the quantiles that do. */
const SIZED_TRADES = 5000;
const [SMALL_BELOW, LARGE_ABOVE] = [0.5, 0.95];
/** Moves below two bps are no move to take apart. */
const LEAST_MOVE = 0.0002;
const INFORMED = 0.2;
const RAISED = 1.2;
const [SMALL, MEDIUM, LARGE] = [0, 1, 2];

const CONFIDENCE_FACTOR: Reading = { unit: '1', min: 0, max: RAISED, neutral: 1 };

/**
 * How much more of the move of the last `window` seconds came with trades of medium size than their share of
 * the volume, from the middle of the sizes of the last 5000 to their upper twentieth: there, between the
 * small ones and those that everybody sees, hide those who know. Above zero they moved the price. No value
 * while it moved by less than two bps. Warm after `window` seconds.
 */
export const stealthTradingShare = defineFormula({
  id: 'F344',
  key: 'stealth-trading-share',
  title: 'Stealth-trading price contribution by trade size',
  family: 'microstructure',
  output: { unit: 'share' },
  role: 'context',
  source:
    "Barclay, M. J. & Warner, J. B., 'Stealth trading and volatility: Which trades move prices?', Journal of Financial Economics 34(3), 1993",
  catalogue: {
    inputs: ['trades'],
    params: {
      q: {
        fixed: [0.5, 0.95],
        unit: 'quantiles',
        meaning: 'small/medium and medium/large size limits on the last 5000 trades',
      },
      window: { unit: 's', meaning: 'interval' },
    },
    definition: `
      Sizes are classed small (< q50), medium ([q50,q95]) or large (> q95). Each trade's price change d_i
      = ln(p_i/p_{i-1}) is credited to its own class. Contribution share of class c: PC_c = sum_{i in c}
      d_i / sum_i d_i over the window (|denominator| < 2 bp -> null). Relative contribution WPC_c = PC_c
      minus the class's share of traded volume. Signed medium flow Fm = sum over medium trades of
      side*size / total volume.
    `,
    update: 'O(1) per trade.',
    signal: `
      context: WPC_medium > 0.2 marks informed medium-size flow: confidence of ids 247 and 342 x1.2 in the
      direction of Fm; exposed as feature.
    `,
    range: 'real',
  },
  defaults: { window: 3600 },
  input: 'trade',
  readings: {
    /** Share of the move that came with each class of trades; the three sum to 1. */
    smallContribution: { unit: 'share' },
    mediumContribution: { unit: 'share' },
    largeContribution: { unit: 'share' },
    /** Bought less sold in medium trades as a share of all volume. */
    mediumFlow: { unit: 'share', min: -1, max: 1 },
    /** What the confidence of flow formulas is multiplied by when they point up, and when they point down. */
    buyFactor: CONFIDENCE_FACTOR,
    sellFactor: CONFIDENCE_FACTOR,
  },
  warmUp: () => 2,
  warmUpMs: ({ window }) => window * 1000,

  start({ window }) {
    const sizes = new SortedWindow(SIZED_TRADES);
    const classes = new ClassSums(positive('window', window) * 1000);
    const last = { price: NaN, firstTime: NaN };
    let value: number | undefined;

    const factor = (sign: number) => ((value ?? 0) > INFORMED && classes.mediumFlow * sign > 0 ? RAISED : 1);
    return withReadings(
      ({ price, side, sizeBase, time }) => {
        if (Number.isNaN(last.firstTime)) last.firstTime = time;
        sizes.push(sizeBase);
        const kind = classOf(sizeBase, sizes.quantile(SMALL_BELOW), sizes.quantile(LARGE_ABOVE));
        const change = Number.isNaN(last.price) ? 0 : Math.log(price / last.price);
        classes.push(time, { kind, change, signed: side === 'buy' ? sizeBase : -sizeBase });
        last.price = price;
        value = time - last.firstTime < window * 1000 ? undefined : classes.excess(MEDIUM);
        return value;
      },
      {
        smallContribution: () => classes.contribution(SMALL),
        mediumContribution: () => classes.contribution(MEDIUM),
        largeContribution: () => classes.contribution(LARGE),
        mediumFlow: () => classes.mediumFlow,
        buyFactor: () => factor(1),
        sellFactor: () => factor(-1),
      },
    );
  },
});

function classOf(size: number, low: number, high: number): number {
  if (size < low) return SMALL;
  return size > high ? LARGE : MEDIUM;
}

/** Moves and volumes of the three classes over a window of time. */
export class ClassSums {
  readonly #windowMs: number;
  readonly #rows = new TimedRows(3);
  readonly #row = new Float64Array(3);
  readonly #moves = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()];
  readonly #volumes = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()];
  readonly #mediumFlow = new CompensatedSum();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Bought less sold in medium trades as a share of all volume. */
  get mediumFlow(): number {
    return Math.min(1, Math.max(-1, this.#mediumFlow.value / total(this.#volumes)));
  }

  /** Share of the move that came with a class; none of a move that is none. */
  contribution(kind: number): number | undefined {
    const move = total(this.#moves);
    return Math.abs(move) < LEAST_MOVE ? undefined : (this.#moves[kind] as CompensatedSum).value / move;
  }

  /** The same less the share of the class in the volume. */
  excess(kind: number): number | undefined {
    const share = this.contribution(kind);
    if (share === undefined) return undefined;
    return share - (this.#volumes[kind] as CompensatedSum).value / total(this.#volumes);
  }

  /** Takes in a trade of a class that changed the log price, with its size, below zero where it sold. */
  push(
    time: number,
    { change, kind, signed }: { readonly kind: number; readonly change: number; readonly signed: number },
  ): void {
    this.#row[0] = kind;
    this.#row[1] = change;
    this.#row[2] = signed;
    this.#rows.append(time, this.#row);
    this.#add(kind, change, signed, 1);
    while (this.#rows.oldestTime <= time - this.#windowMs) {
      this.#add(this.#rows.oldest(0), this.#rows.oldest(1), this.#rows.oldest(2), -1);
      this.#rows.dropOldest();
    }
  }

  #add(kind: number, change: number, ...[signed, by]: [number, number]): void {
    (this.#moves[kind] as CompensatedSum).add(by * change);
    (this.#volumes[kind] as CompensatedSum).add(by * Math.abs(signed));
    if (kind === MEDIUM) this.#mediumFlow.add(by * signed);
  }
}

function total(sums: readonly CompensatedSum[]): number {
  let all = 0;
  for (const sum of sums) all += sum.value;
  return all;
}
