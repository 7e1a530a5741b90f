import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfP } from '../../numerics/confidence.ts';
import { GrangerCausality, type GrangerTest } from '../../numerics/granger-causality.ts';
import { IntervalWindow } from '../../numerics/interval-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { leaderBar } from '../leader-bar.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { secondTurn } from '../turns.ts';

/**
 * How much more the past returns of the leader tell of the own return than its own past does. The signal is
 * what both together forecast. Warm after `n` returns of both, tested again every `k` bars; a time at which
 * the leader has no bar is left out on both sides, so that their returns span the same time.
 */
export const grangerCausalityLeadlag = defineFormula({
  id: 'F47',
  key: 'granger-causality-leadlag',
  title: 'Granger causality from a leading symbol',
  family: 'time-series',
  output: { unit: 'F statistic', min: 0 },
  role: 'direction',
  source:
    "Granger, C. W. J., 'Investigating Causal Relations by Econometric Models and Cross-spectral Methods', Econometrica, 1969",
  catalogue: {
    inputs: ['returns', 'external'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      p: { unit: 'lags', meaning: 'lags of both series' },
      k: { unit: 'bars', meaning: 'refit interval' },
    },
    definition: `
      External: returns x of the leader (BTC for other coins, ETH for BTC) on the same bars; y own
      returns. Restricted OLS y_t on (1,y_{t-1..t-p}), unrestricted adds x_{t-1..t-p}; N=n-p rows.
      F=((SSR0-SSR1)/p)/(SSR1/(N-2p-1)); p-value from F(p,N-2p-1). Forecast f = the unrestricted
      prediction of y_{t+1}. Value F. Warm-up n. Missing leader bar: null.
    `,
    update: 'Cross-product matrix by rolling updates O(p^2), solve every k bars O(p^3).',
    signal: 'signal = tanh(3*f/sig_t); confidence = pconf(p-value).',
    range: '[0,inf)',
  },
  defaults: { n: 300, p: 3, k: 10 },
  input: 'step',
  reads: ['peers'],
  readings: {
    ...DIRECTION,
    /** Forecast of the own next return. */
    forecast: { unit: 'log return' },
    /** Of a statistic at least as large where the leader tells nothing. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n, p }) {
    const least = 3 * wholeNumber('lags', p) + 2;
    const [own, other] = [
      new IntervalWindow(n, k, { least, second: secondTurn(47, k) }),
      new IntervalWindow(n, k, { least, second: secondTurn(47, k) }),
    ];
    const [ownCloses, otherCloses] = [new CloseReturns(), new CloseReturns()];
    const volatility = new BarVolatility();
    const causality = new GrangerCausality(n, p);
    let found: GrangerTest | undefined;
    const forecast = () =>
      found === undefined ? NaN : nextReturn(found, p, { own: (i) => own.at(i), other: (i) => other.at(i) });

    return withReadings(
      (input) => {
        const leader = input.kind === 'peers' ? leaderBar(input.peers) : undefined;
        const bar = input.kind === 'peers' ? input.peers.bars[0] : undefined;
        if (bar === undefined || leader === undefined) return undefined;
        const ownReturn = ownCloses.next(bar.close);
        const otherReturn = otherCloses.next(leader.close);
        if (!Number.isFinite(ownReturn)) return undefined;
        volatility.push(ownReturn);
        const y = own.push(ownReturn);
        const x = other.push(otherReturn);
        if (y !== undefined && x !== undefined) found = causality.test(y, x);
        return found?.f;
      },
      {
        signal: () => Math.tanh((3 * forecast()) / volatility.value),
        confidence: () => confidenceOfP(found?.probability ?? NaN),
        forecast,
        pValue: () => found?.probability,
      },
    );
  },
});

/** What the regression on both pasts says of the next own return; the pasts are asked by age. */
function nextReturn(
  { fit }: GrangerTest,
  lags: number,
  past: { readonly own: (age: number) => number; readonly other: (age: number) => number },
): number {
  let next = fit.intercept;
  for (let lag = 0; lag < lags; lag += 1) {
    next += (fit.coefficients[lag] as number) * past.own(lag);
    next += (fit.coefficients[lags + lag] as number) * past.other(lag);
  }
  return next;
}
