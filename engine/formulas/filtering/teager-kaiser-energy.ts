import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, GATE, withReadings } from '../readings.ts';
import { RoofingFilter } from './roofing-filter.ts';

const WARM = 150;
const DEAD = 0.2;
const RELEASED = 0.9;

/**
 * Energy of the cycle of the price, amplitude and frequency together, against the variance of a bar. Never
 * negative; low in a dead market, high where a move is under way. Warm after 150 bars.
 */
export const teagerKaiserEnergy = defineFormula({
  id: 'F210',
  key: 'teager-kaiser-energy',
  title: 'Teager-Kaiser energy of the cycle',
  family: 'filtering',
  output: { unit: 'ratio', min: 0 },
  role: 'filter',
  source: "Kaiser, J. F., 'On a simple algorithm to calculate the energy of a signal', ICASSP, 1990",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'smoothing' },
      N: { unit: 'bars', meaning: 'history of the rank' },
    },
    definition: `
      y from formula 197 (roofing filter). psi_{t-1}=y_{t-1}^2-y_t*y_{t-2} (known at t). E=mean_n of
      max(psi,0). For a pure cycle A*sin(w t) psi=A^2*sin^2(w). Value E/(sig_t^2+1e-18). R=rank_N(value).
      Warm-up 150.
    `,
    update: 'O(1).',
    signal: `
      filter: R<0.2 (dead market) gate of breakout and trend formulas 0.5; R>0.9 and E rising over 3 bars:
      gate of reversion formulas 0.4 (energy is being released); else 1.
    `,
    range: '[0,inf)',
  },
  defaults: { n: 20, N: 500 },
  input: 'bar',
  readings: {
    /** The gate of formulas that are neither of the two kinds below: always open. */
    ...FILTER,
    /** The gate of breakout and trend formulas. */
    trendGate: GATE,
    /** The gate of reversion formulas. */
    reversionGate: GATE,
    /** Rank of the value in its history. */
    rank: { unit: 'rank', min: 0, max: 1 },
  },
  warmUp: () => WARM,

  start({ N, n }) {
    const filter = new RoofingFilter(48, 10);
    const cycle = new RecentValues(3);
    const energies = new RollingSum(n);
    const history = new RecentValues(4);
    const ranks = new LateWindow(N);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let bars = 0;

    return withReadings(
      ({ close }) => {
        bars += 1;
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        cycle.push(filter.next(Math.log(close)));
        if (!cycle.isFull) return undefined;
        const sum = energies.push(Math.max(0, teagerEnergy(cycle.at(2), cycle.at(1), cycle.at(0))));
        if (sum === undefined || !volatility.isWarm) return undefined;
        const energy = Math.max(0, sum) / n;
        const ratio = energy / (volatility.value ** 2 + 1e-18);
        history.push(energy);
        ranks.push(ratio);
        return bars < WARM ? undefined : ratio;
      },
      {
        gate: () => 1,
        trendGate: () => (ranks.rank < DEAD ? 0.5 : 1),
        reversionGate: () => (ranks.rank > RELEASED && history.at(0) > history.at(3) ? 0.4 : 1),
        rank: () => ranks.rank,
      },
    );
  },
});

/** The operator of Teager and Kaiser at the middle of three values: `A^2 sin^2 w` of a pure cycle. */
export function teagerEnergy(before: number, at: number, after: number): number {
  return at * at - after * before;
}
