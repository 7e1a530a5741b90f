import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';

const LEAST_VARIANCE = 1e-18;
/** Bars of the first volatility. */
const FIRST = 20;

/**
 * What a forecast of one has been worth: 1 where the forecasts of a direction formula are of the right size,
 * near 0 where they are worth nothing. `formula` is the number of that formula; 0 is the vote of all. Its
 * signal times the volatility of a bar counts as its forecast. Warm when `n_min` outcomes are known; each
 * bar is followed by one step with what is said at its close. What is said later has seen a part of the outcome
 * and does not count.
 */
export const mincerZarnowitzCalibration = defineFormula({
  id: 'F60',
  key: 'mincer-zarnowitz-calibration',
  title: 'Mincer-Zarnowitz forecast calibration',
  family: 'time-series',
  output: { unit: 'regression slope' },
  role: 'size',
  source:
    "Mincer, J. and Zarnowitz, V., 'The Evaluation of Economic Forecasts', in Economic Forecasts and Expectations, NBER, 1969",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      lam: { unit: '1', meaning: 'forgetting per resolved forecast' },
      n_min: { unit: 'forecasts', meaning: 'warm-up' },
      h: { unit: 'bars', meaning: 'forecast horizon' },
    },
    definition: `
      External: the return forecasts f_i of one direction formula (its signal times sig_i counts as
      forecast). When the outcome y_i=ln(c_{i+h}/c_i) is known: weighted sums with factor lam: W, Sf, Sy,
      Sff, Sfy, Syy. b=(Sfy/W-Sf*Sy/W^2)/(Sff/W-(Sf/W)^2), a=Sy/W-b*Sf/W; residual variance
      s2=(Syy/W-(Sy/W)^2)-b^2*(Sff/W-(Sf/W)^2); n_eff=(1-lam^n)/(1-lam);
      se(b)=sqrt(s2/(n_eff*(Sff/W-(Sf/W)^2))). A perfect forecast has a=0, b=1. Value b. Variance of f <=
      1e-18: null.
    `,
    update: 'O(1) per resolved forecast and formula.',
    signal: `
      size: scale of that formula's signal = clip(b-se(b),0,1): forecasts that are too large are shrunk,
      useless ones (b near 0 or negative) are silenced.
    `,
    range: '(-inf,inf)',
  },
  defaults: { lam: 0.995, n_min: 100, h: 1, formula: 0 },
  input: 'step',
  reads: ['bar', 'opinions', 'vote'],
  readings: {
    ...SIZE,
    /** The constant of the regression. */
    intercept: { unit: 'log return' },
    standardError: { unit: 'regression slope', min: 0 },
  },
  warmUp: ({ h, n_min: least }) => 2 * (FIRST + least + h) - 1,

  start({ formula, h, lam, n_min: least }) {
    const line = new DiscountedLine(lam);
    const closes = new RecentValues(wholeNumber('h', h) + 1);
    const forecasts = new RecentValues(h + 1);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let isAtClose = false;
    wholeNumber('the number of a formula', formula, 0);

    const takeBar = (close: number): void => {
      const logReturn = returns.next(close);
      if (Number.isFinite(logReturn)) volatility.push(logReturn);
      closes.push(close);
      forecasts.push(NaN);
      isAtClose = true;
      const forecast = forecasts.at(h);
      if (Number.isFinite(forecast)) line.push(forecast, Math.log(close / closes.at(h)));
    };
    const speaker = formula === 0 ? 'vote' : 'opinions';
    return withReadings(
      (input) => {
        if (input.kind === 'bar') takeBar(input.bar.close);
        if (input.kind === speaker && isAtClose) {
          forecasts.replaceNewest(signalOf(input, formula) * volatility.value);
          isAtClose = false;
        }
        return line.count >= least && line.variance > LEAST_VARIANCE ? line.slope : undefined;
      },
      {
        scale: () => clip(line.slope - line.slopeError, 0, 1),
        intercept: () => line.intercept,
        standardError: () => line.slopeError,
      },
    );
  },
});

/** The signal of the vote or of a formula; NaN where there is none. */
function signalOf(step: MarketStep, formula: number): number {
  if (step.kind === 'vote') return step.vote.signal;
  if (step.kind !== 'opinions') return NaN;
  const place = step.opinions.ids.indexOf(formula);
  return step.opinions.isReady[place] === 1 ? (step.opinions.signals[place] as number) : NaN;
}

/** A regression line through pairs of which what is n pairs old counts `memory ** n`. */
export class DiscountedLine {
  readonly #memory: number;
  #count = 0;
  #weight = 0;
  /** Weighted means and products around them. */
  #meanX = 0;
  #meanY = 0;
  #xx = 0;
  #xy = 0;
  #yy = 0;

  constructor(memory: number) {
    if (!(memory > 0 && memory <= 1)) {
      throw new RangeError(`a memory must be above 0 and at most 1, was ${memory}`);
    }
    this.#memory = memory;
  }

  /** Pairs seen. */
  get count(): number {
    return this.#count;
  }

  /** Weighted variance of the first of each pair. */
  get variance(): number {
    return this.#xx / this.#weight;
  }

  get slope(): number {
    return this.#xy / this.#xx;
  }

  get intercept(): number {
    return this.#meanY - this.slope * this.#meanX;
  }

  /** Standard error of the slope, of as many pairs as the weights make up. */
  get slopeError(): number {
    const left = Math.max(0, this.#yy - this.slope * this.#xy) / this.#weight;
    const pairs = this.#memory === 1 ? this.#count : (1 - this.#memory ** this.#count) / (1 - this.#memory);
    return Math.sqrt(left / (pairs * this.variance));
  }

  push(x: number, y: number): void {
    this.#count += 1;
    this.#weight = this.#memory * this.#weight + 1;
    const fromX = x - this.#meanX;
    const fromY = y - this.#meanY;
    this.#meanX += fromX / this.#weight;
    this.#meanY += fromY / this.#weight;
    this.#xx = this.#memory * this.#xx + fromX * (x - this.#meanX);
    this.#xy = this.#memory * this.#xy + fromX * (y - this.#meanY);
    this.#yy = this.#memory * this.#yy + fromY * (y - this.#meanY);
  }
}
