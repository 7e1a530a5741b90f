import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { type Cycle, CycleSearch } from './cycle-search.ts';
import { Turns } from '../turns.ts';

/**
 * Move of the strongest cycle of the price over the next two bars: log price, above zero up. Computed
 * every `k` bars and held in between; warm after `n` bars.
 */
export const goertzelDominantCycle = defineFormula({
  id: 'F199',
  key: 'goertzel-dominant-cycle',
  title: 'Dominant cycle by the Goertzel algorithm',
  family: 'filtering',
  output: { unit: 'log price' },
  role: 'direction',
  source:
    "Goertzel, G., 'An Algorithm for the Evaluation of Finite Trigonometric Series', American Mathematical Monthly, 1958",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      pmin: { unit: 'bars', meaning: 'shortest period' },
      pmax: { unit: 'bars', meaning: 'longest period' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      y=ln c over W_n minus its least-squares line, times the Hann window 0.5-0.5*cos(2 pi i/(n-1)). For
      every whole period p=pmin..pmax: w=2 pi/p, c=2 cos w, s_i=x_i+c*s_{i-1}-s_{i-2};
      power=s_n^2+s_{n-1}^2-c*s_n*s_{n-1}. p* = period with the largest power. Then OLS of the unwindowed
      detrended y on (sin w* i, cos w* i) over the last min(n,4p*) bars; R2. Fitted cycle value now f_0
      and two bars ahead f_2. Value f_2-f_0. Warm-up n.
    `,
    update: '57*n=11 000 multiply-adds every k bars.',
    signal: 'signal = tanh(value/(0.7*sig_t)); confidence = clip(2*R2-0.3,0,1).',
    range: '(-inf,inf)',
  },
  defaults: { n: 192, pmin: 8, pmax: 64, k: 4 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Length of the strongest cycle. */
    period: { unit: 'bars', min: 2 },
    /** Share of the last bars that the cycle explains. */
    explained: { unit: 'share', min: 0, max: 1 },
  },
  // The volatility that the move is measured by takes a close and twenty returns.
  warmUp: ({ n }) => Math.max(n, 21),

  start({ k, n, pmax, pmin }) {
    const logs = new RecentValues(wholeNumber('a window', n, 8));
    const search = new CycleSearch(n, {
      pmin: wholeNumber('pmin', pmin, 3),
      pmax: wholeNumber('pmax', pmax, pmin),
    });
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    const turns = new Turns(199, k);
    let cycle: Cycle = { period: pmin, move: 0, explained: 0 };

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        logs.push(Math.log(close));
        if (!logs.isFull || !volatility.isWarm) return undefined;
        if (turns.isDue()) {
          cycle = search.of(logs);
        }
        return cycle.move;
      },
      {
        signal: () => Math.tanh(cycle.move / (0.7 * volatility.value)),
        confidence: () => clip(2 * cycle.explained - 0.3, 0, 1),
        period: () => cycle.period,
        explained: () => cycle.explained,
      },
    );
  },
});
