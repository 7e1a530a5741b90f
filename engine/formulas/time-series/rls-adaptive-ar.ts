import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { HitRateSkill } from '../../numerics/hit-rate-skill.ts';
import { RecursiveLeastSquares } from '../../numerics/recursive-least-squares.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Bars of the first volatility, and bars the weights get to settle. */
const FIRST = 20;
const SETTLING = 50;

/**
 * Forecast of the next return by an autoregression that learns at every bar and forgets. In units of the
 * usual move; above zero a rise. Warm after `20 + p + 50` bars. A return of zero has no sign and teaches
 * nothing of the skill.
 */
export const rlsAdaptiveAr = defineFormula({
  id: 'F53',
  key: 'rls-adaptive-ar',
  title: 'Adaptive autoregression by recursive least squares',
  family: 'time-series',
  output: { unit: 'sig units' },
  role: 'direction',
  source:
    "Plackett, R. L., 'Some Theorems in Least Squares', Biometrika, 1950; Haykin, S., 'Adaptive Filter Theory', 1986",
  catalogue: {
    inputs: ['returns'],
    params: {
      p: { unit: 'lags', meaning: 'order' },
      lam: { unit: '1', meaning: 'forgetting' },
      P0: { unit: '1', meaning: 'initial covariance P = P0*I' },
    },
    definition: `
      u_t=r_t/sig_{t-1}. Regressor x=(u_{t-1},...,u_{t-p}), target u_t, w=0. k=P x/(lam+x'P x); w <-
      w+k*(u_t-w'x); P <- (P-k x'P)/lam, symmetrised, trace capped at 10^6 by scaling. Forecast
      f=w'(u_t,...,u_{t-p+1}). Value f. Warm-up 20+p+50 bars.
    `,
    update: 'O(p^2)=16 per bar.',
    signal: 'signal = tanh(3*f); confidence = SKILL of sgn(f) against sgn(u_{t+1}) (rule ONLINE with H=1).',
    range: '(-inf,inf)',
  },
  defaults: { p: 4, lam: 0.995, P0: 100 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ p }) => FIRST + p + SETTLING,

  start({ P0, lam, p }) {
    const model = new RecursiveLeastSquares(wholeNumber('p', p), lam, P0);
    const closes = new CloseReturns();
    const volatility = new BarVolatility();
    const skill = new HitRateSkill();
    const past = new Float64Array(p);
    let known = 0;
    let bars = 0;
    let forecast = 0;

    return withReadings(
      ({ close }) => {
        const logReturn = closes.next(close);
        const before = volatility.value;
        bars += 1;
        if (!Number.isFinite(logReturn)) return undefined;
        volatility.push(logReturn);
        if (!Number.isFinite(before)) return undefined;
        const move = logReturn / before;
        if (forecast * move !== 0) skill.push(forecast > 0 === move > 0);
        if (known >= p) model.learn(past, move);
        past.copyWithin(1, 0);
        past[0] = move;
        known += 1;
        if (known >= p) forecast = model.predict(past);
        return bars < FIRST + p + SETTLING ? undefined : forecast;
      },
      { signal: () => Math.tanh(3 * forecast), confidence: () => skill.value },
    );
  },
});
