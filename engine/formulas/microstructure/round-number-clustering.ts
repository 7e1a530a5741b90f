import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RollingShare } from '../../numerics/rolling-share.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';

const CLUSTERED = 1.3;
const NEAR = 0.5;
const CROSSED_BARS = 3;
/** What rounding adds to the distance of a price that lies at the edge of the band, in steps. */
const ROUNDING = 1e-9;
/** Stops stand this many volatilities of a bar beyond a round price. */
const STOP_DISTANCE = 0.1;

/**
 * Clustering of trades at round prices: the share of the last `n` that came within `near` of a step of one,
 * in multiples of the share chance would put there. 1 is none. Steps are a tenth of the power of ten of the
 * price: 1000 at 97 000. Where trades cluster, a signal towards a round price near by is halved, because
 * orders that take profit stand there. Warm after `n` / 4 trades; positions need 20 bars more.
 */
export const roundNumberClustering = defineFormula({
  id: 'F128',
  key: 'round-number-clustering',
  title: 'Round-number proximity and clustering',
  family: 'microstructure',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source:
    "Osler, C. L., 'Currency Orders and Exchange Rate Dynamics: An Explanation for the Predictive Success of Technical Analysis', Journal of Finance, 2003",
  catalogue: {
    inputs: ['trades', 'bars'],
    params: {
      n: { unit: 'trades', meaning: 'window' },
      near: { unit: 'share of the step', meaning: 'half width of the neighbourhood' },
    },
    definition: `
      Step = 10^(floor(log10(price))-1) (1000 for a price of 97 000, 100 for 3200). Distance d=dist(p,
      nearest multiple of step)/step in [0,0.5]. Clustering K = (share of the last n trades with
      d<=near)/(2*near); 1 = no clustering. Position: g = signed distance of c_t to the nearest multiple
      in units of sig_t*c_t. Value K. Warm-up n/4 trades.
    `,
    update: 'O(1) per trade.',
    signal: `
      filter: if K>1.3 and 0 < |g| < 0.5 and the combined signal points towards the round price
      (take-profit orders stand there): gate 0.5; if the price has just crossed it (sign of g changed
      within 3 bars) and the signal continues the crossing (stop orders beyond): gate 1. Otherwise gate 1.
      Stops are placed at least 0.1*sig beyond the round price.
    `,
    range: '[0,1/(2*near)]',
  },
  defaults: { n: 20000, near: 0.02 },
  input: 'step',
  reads: ['trade', 'bar'],
  readings: {
    ...FILTER,
    /** The gate of signals to buy, and of signals to sell; `gate` is what both have in common. */
    longGate: GATE,
    shortGate: GATE,
    /** Distance of the last close from the nearest round price, above zero when over it, in volatilities of a bar. */
    distance: { unit: 'sig units' },
    /** The round price nearest to the last close. */
    roundPrice: { unit: 'quote', min: 0 },
    /** +1 or -1 where the close crossed a round price upwards or downwards within three bars, else 0. */
    crossed: { unit: 'sign', min: -1, max: 1 },
    /** How far beyond a round price a stop belongs, in quote units. */
    stopMargin: { unit: 'quote', min: 0 },
  },
  warmUp: ({ n }) => Math.ceil(n / 4),

  start({ n, near }) {
    positive('near', near);
    const clustered = new RollingShare(wholeNumber('n', n));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const last = { close: NaN, round: NaN, crossed: 0, barsSince: CROSSED_BARS };

    const takeBar = (close: number): void => {
      const logReturn = returns.next(close);
      if (Number.isFinite(logReturn)) volatility.push(logReturn);
      const side = Math.sign(last.close - last.round);
      // Around the round price that was nearest before: it may be another one now.
      if (side * (close - last.round) < 0) {
        last.crossed = -side;
        last.barsSince = 0;
      } else last.barsSince += 1;
      last.close = close;
      last.round = nearestRound(close);
    };
    const distance = () => (last.close - last.round) / (volatility.value * last.close);
    const clustering = () => clustered.share / (2 * near);
    /** Of a signal to buy where `direction` is 1: it heads for the round price from below. */
    const gate = (direction: number): number => {
      const from = -direction * distance();
      return clustering() > CLUSTERED && from > 0 && from < NEAR ? 0.5 : 1;
    };

    return withReadings(
      (input) => {
        if (input.kind === 'bar') takeBar(input.bar.close);
        if (input.kind === 'trade') clustered.push(roundness(input.trade.price) <= near + ROUNDING);
        return clustered.count >= n / 4 ? clustering() : undefined;
      },
      {
        gate: () => Math.max(gate(1), gate(-1)),
        longGate: () => gate(1),
        shortGate: () => gate(-1),
        distance,
        roundPrice: () => last.round,
        crossed: () => (last.barsSince < CROSSED_BARS ? last.crossed : 0),
        stopMargin: () => STOP_DISTANCE * volatility.value * last.close,
      },
    );
  },
});

/** A tenth of the power of ten of a price. */
function stepOf(price: number): number {
  return 10 ** (Math.floor(Math.log10(price)) - 1);
}

function nearestRound(price: number): number {
  const step = stepOf(price);
  return Math.round(price / step) * step;
}

/** Distance of a price from the nearest round one in steps, 0 to 0.5. */
export function roundness(price: number, step = stepOf(price)): number {
  const steps = price / step;
  return Math.abs(steps - Math.round(steps));
}
