import { clip } from '../../numerics/clip.ts';
import { smirnovDistance, smirnovTail } from '../../numerics/kolmogorov-smirnov.ts';
import { SortedWindow } from '../../numerics/sorted-window.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import { Turns } from '../turns.ts';

/**
 * Largest distance between the distribution of the last `recent` returns and that of the `ref` before
 * them: 0 is the same, 1 wholly apart. Computed every `k` bars; warm after `recent + ref` returns.
 */
export const ksTwoSampleDrift = defineFormula({
  id: 'F23',
  key: 'ks-two-sample-drift',
  title: 'Kolmogorov-Smirnov drift between recent and reference returns',
  family: 'statistics',
  output: { unit: '1', min: 0, max: 1 },
  role: 'filter',
  source:
    "Smirnov, N., 'Table for estimating the goodness of fit of empirical distributions', Annals of Mathematical Statistics, 1948; p-value approximation of Stephens, M. A., JRSS B, 1970",
  catalogue: {
    inputs: ['returns'],
    params: {
      recent: { unit: 'bars', meaning: 'recent sample' },
      ref: { unit: 'bars', meaning: 'reference sample just before it' },
      k: { unit: 'bars', meaning: 'recompute interval' },
    },
    definition: `
      D = max_x |F_recent(x)-F_ref(x)| (right-continuous empirical cdfs, evaluated at all pooled points).
      ne=recent*ref/(recent+ref); lambda=(sqrt(ne)+0.12+0.11/sqrt(ne))*D; p=2*sum_{j=1..100}
      (-1)^(j-1)*exp(-2 j^2 lambda^2), clipped to [0,1] (p=1 for lambda < 0.2). Value D. Warm-up
      recent+ref.
    `,
    update: 'Merge of two sorted arrays: O(recent+ref) every k bars.',
    signal: 'filter: gate = clip(p/0.05,0.2,1).',
    range: '[0,1]',
  },
  defaults: { recent: 60, ref: 240, k: 5 },
  input: 'bar',
  readings: {
    ...FILTER,
    /** Probability of at least this distance where nothing has changed. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ recent, ref }) => recent + ref + 1,

  start({ k, recent, ref }) {
    const returns = new CloseReturns();
    const newest = new SortedWindow(recent);
    const older = new SortedWindow(ref);
    const turns = new Turns(23, k);
    let distance = 0;
    const pValue = () => smirnovTail(distance, recent, ref);

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const moved = newest.push(logReturn);
        if (Number.isFinite(moved)) older.push(moved);
        if (!older.isFull) return undefined;
        if (turns.isDue()) {
          distance = smirnovDistance(newest.sorted, older.sorted);
        }
        return distance;
      },
      { gate: () => clip(pValue() / 0.05, 0.2, 1), pValue },
    );
  },
});
