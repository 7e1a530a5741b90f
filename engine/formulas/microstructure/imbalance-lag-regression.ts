import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { HitRateSkill } from '../../numerics/hit-rate-skill.ts';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const WARM = 200;
/** Weight of the newest in the scale of the imbalance. */
const SCALE_WEIGHT = 0.01;
/** A label counts where the move is larger than this share of the volatility. */
const LEAST_MOVE = 0.25;

/**
 * Return of the next bar in units of its volatility, foretold from the taker imbalance of the last `lags`
 * bars and the last return by a regression that learns with every bar and forgets with `lam`. Its
 * confidence is what its signs were right more often than a coin. Warm after 200 bars.
 */
export const imbalanceLagRegression = defineFormula({
  id: 'F127',
  key: 'imbalance-lag-regression',
  title: 'Return forecast from lagged order imbalances',
  family: 'microstructure',
  output: { unit: 'sig units' },
  role: 'direction',
  source:
    "Chordia, T., Roll, R. and Subrahmanyam, A., 'Order imbalance, liquidity, and market returns', Journal of Financial Economics, 2002",
  catalogue: {
    inputs: ['bars'],
    params: {
      lags: { unit: 'bars', meaning: 'imbalance lags' },
      lam: { unit: '1', meaning: 'forgetting' },
      P0: { unit: '1', meaning: 'initial covariance' },
    },
    definition: `
      o_t=(2*vb_t-v_t)/v_t (0 if v=0), divided by its 0.99-EWMA root mean square; u_t=r_t/sig_{t-1}.
      Recursive least squares with forgetting (formulas of 53) of u_t on x=(1, o_{t-1},...,o_{t-lags},
      u_{t-1}). Forecast f=w'(1,o_t,...,o_{t-lags+1},u_t). Value f. Warm-up 200 bars.
    `,
    update: '7x7 recursion: O(49) per bar.',
    signal: 'signal = tanh(3f); confidence = SKILL of sgn(f) (ONLINE, H=1).',
    range: '(-inf,inf)',
  },
  defaults: { lags: 5, lam: 0.998, P0: 10 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: () => WARM,

  start({ P0, lags, lam }) {
    const model = new RecursiveLeastSquares(wholeNumber('lags', lags) + 2, lam, P0);
    /** A one, the imbalances with the newest first, and the last scaled return. */
    const x = new Float64Array(lags + 2);
    x[0] = 1;
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const skill = new HitRateSkill();
    let count = 0;
    let known = 0;
    let square = NaN;
    let forecast = 0;

    const take = (imbalance: number, move: number): void => {
      square = Number.isNaN(square) ? imbalance ** 2 : square + SCALE_WEIGHT * (imbalance ** 2 - square);
      x.copyWithin(2, 1, lags);
      x[1] = square > 0 ? imbalance / Math.sqrt(square) : 0;
      x[lags + 1] = move;
      known += 1;
      forecast = model.predict(x);
    };

    return withReadings(
      ({ buyVolumeBase, close, tradeCount, volumeBase }) => {
        const logReturn = returns.next(close);
        count += 1;
        if (!Number.isFinite(logReturn)) return undefined;
        if (volatility.isWarm) {
          const move = logReturn / volatility.value;
          if (known >= lags) {
            if (Math.abs(move) > LEAST_MOVE) skill.push(Math.sign(forecast) === Math.sign(move));
            model.learn(x, move);
          }
          // Bars of a venue's history do not tell who bought, nor how many trades there were.
          const isTold = tradeCount > 0 && volumeBase > 0;
          take(isTold ? (2 * buyVolumeBase - volumeBase) / volumeBase : 0, move);
        }
        volatility.push(logReturn);
        return count < WARM || known < lags ? undefined : forecast;
      },
      { signal: () => Math.tanh(3 * forecast), confidence: () => skill.value },
    );
  },
});
