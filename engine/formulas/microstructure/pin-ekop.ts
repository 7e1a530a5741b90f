import { clip } from '../../numerics/clip.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import type { Side } from '../../domain/order/side.ts';
import { defineFormula, type TradeTick } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';
import { type ArrivalModel, fitArrivals, informedProbability, newsBalance } from './arrival-mixture.ts';

/** Counts are brought down to about this many a period, where the model was made. */
const USUAL_COUNT = 100;

/**
 * Probability that a trade comes from somebody informed, of how unevenly buys and sells arrived in the last
 * `n` complete periods of `period` seconds. From 0 to 1; high means that those who trade tend to know more.
 * The period it begins in is left out, for nobody knows how much of it was missed. Fitted with the first
 * trade after `n` periods, and every `k` periods from then on; counts with the trade after that.
 */
export const pinEkop = defineFormula({
  id: 'F114',
  key: 'pin-ekop',
  title: 'Probability of informed trading (EKOP)',
  family: 'microstructure',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Easley, D., Kiefer, N. M., O'Hara, M. and Paperman, J. B., 'Liquidity, Information, and Infrequently Traded Stocks', Journal of Finance, 1996",
  catalogue: {
    inputs: ['trades'],
    params: {
      period: { unit: 's', meaning: 'counting period' },
      n: { unit: 'periods', meaning: 'window' },
      k: { unit: 'periods', meaning: 'refit interval' },
    },
    definition: `
      B_i, S_i = numbers of taker buys and sells in hour i, divided by f=max(1, mean(B+S)/100) and rounded
      so that counts stay near 100. Likelihood per period:
      (1-a)*Po(B;eb)Po(S;es)+a*d*Po(B;eb)Po(S;es+mu)+a*(1-d)*Po(B;eb+mu)Po(S;es), in logs with
      log-sum-exp. Maximise over a,d=logistic(x), mu,eb,es=exp(y) with NM from the five starts
      a=0.1,0.3,0.5,0.7,0.9, d=0.5, eb=mean B, es=mean S, mu=mean|B-S|/a; best logL wins. Value
      PIN=a*mu/(a*mu+eb+es). Warm-up n periods.
    `,
    update: 'Refit every k periods: 5*400 evaluations of 168 periods, about 0.2 s in slices.',
    signal: `
      filter: gate = clip(1.4-2*PIN,0.2,1); posterior of a good-news hour minus bad-news hour for the
      running hour is published as context.
    `,
    range: '[0,1]',
  },
  defaults: { period: 3600, n: 168, k: 24 },
  input: 'trade',
  readings: {
    ...FILTER,
    /** Probability of good news less that of bad news in the running period, from what traded in it so far. */
    news: { unit: 'probability', min: -1, max: 1, neutral: 0 },
  },
  warmUp: () => 3,
  // One more millisecond: the trade that makes the fit due is not yet the one it counts from.
  warmUpMs: ({ n, period }) => (n + 1) * period * 1000 + 1,
  fit: fitPin,

  start(params) {
    const arrivals = new PeriodArrivals(params);
    let model: ArrivalModel | undefined;
    let divisor = 1;

    const step = ({ side, time }: TradeTick) => {
      arrivals.push(time, side);
      return model && informedProbability(model);
    };
    return withRefit(
      withReadings(step, {
        gate: () => (model ? clip(1.4 - 2 * informedProbability(model), 0.2, 1) : 1),
        news: () =>
          model && newsBalance(model, [arrivals.buys / divisor, arrivals.sells / divisor], arrivals.part),
      }),
      {
        due: () => (arrivals.takeDue() ? { params, data: arrivals.counts() } : undefined),
        accept: ([a = 0, d = 0, informed = 0, eb = 0, es = 0, by = 1]) => {
          model = { a, d, informed, buys: eb, sells: es };
          divisor = by;
        },
      },
    );
  },
});

/** Counts buys and sells period by period and says when the next fit is due. */
class PeriodArrivals {
  /** Counted in the running period so far, and how much of it has passed, 0 to 1. */
  buys = 0;
  sells = 0;
  part = 0;
  readonly #periodMs: number;
  readonly #n: number;
  readonly #k: number;
  readonly #bought: RecentValues;
  readonly #sold: RecentValues;
  #period = -1;
  #isWhole = false;
  #ended = 0;
  #isDue = false;

  constructor({ k, n, period }: { readonly k: number; readonly n: number; readonly period: number }) {
    this.#periodMs = positive('period', period) * 1000;
    this.#k = wholeNumber('k', k);
    this.#n = wholeNumber('n', n);
    this.#bought = new RecentValues(n);
    this.#sold = new RecentValues(n);
  }

  push(time: number, side: Side): void {
    const current = Math.floor(time / this.#periodMs);
    // After a silence longer than the window every period in it is empty.
    const ended = this.#period < 0 ? 0 : Math.min(current - this.#period, this.#n + this.#k);
    for (let i = ended; i > 0; i -= 1) this.#end();
    this.#period = current;
    this.part = time / this.#periodMs - current;
    if (side === 'buy') this.buys += 1;
    else this.sells += 1;
  }

  /** Whether a fit is due; asked once, it is not due any more. */
  takeDue(): boolean {
    const isDue = this.#isDue;
    this.#isDue = false;
    return isDue;
  }

  /** The counts of the last complete periods, oldest first. */
  counts(): { readonly buys: Float64Array; readonly sells: Float64Array } {
    return { buys: this.#bought.toArray(), sells: this.#sold.toArray() };
  }

  #end(): void {
    if (this.#isWhole) {
      this.#bought.push(this.buys);
      this.#sold.push(this.sells);
      this.#ended += 1;
      this.#isDue ||= this.#ended >= this.#n && (this.#ended - this.#n) % this.#k === 0;
    }
    this.#isWhole = true;
    this.buys = 0;
    this.sells = 0;
  }
}

/** The model of counts divided so that they stay near a hundred: its five numbers, and the divisor. */
function fitPin({
  data: { buys = new Float64Array(), sells = new Float64Array() },
}: FitJob): FitModel | undefined {
  const mean = buys.reduce((sum, each, i) => sum + each + (sells[i] as number), 0) / buys.length;
  const divisor = Math.max(1, mean / USUAL_COUNT);
  const divided = (counts: Float64Array) => counts.map((each) => Math.round(each / divisor));
  const model = fitArrivals(divided(buys), divided(sells));
  return model && [model.a, model.d, model.informed, model.buys, model.sells, divisor];
}
