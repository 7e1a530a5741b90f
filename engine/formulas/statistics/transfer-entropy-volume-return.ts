import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { confidenceOfP } from '../../numerics/confidence.ts';
import { chiSquaredTail } from '../../numerics/tail-probabilities.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { SYMBOLS, SymbolTriples, tripleAt } from './symbol-triples.ts';

/** Cells of the table that may vary freely under independence: 3 (3 - 1) (3 - 1). */
const FREEDOM = 12;
const NO_VOLUME = 1e-12;

/**
 * How much the change of volume says about the next return beyond what the last return says: nats, 0 where
 * nothing. Returns and changes count as low, middle or high third of the last `n`. Warm after `n` of both.
 */
export const transferEntropyVolumeReturn = defineFormula({
  id: 'F15',
  key: 'transfer-entropy-volume-return',
  title: 'Transfer entropy from volume change to return',
  family: 'statistics',
  output: { unit: 'TE in nats; direction in [-1,1]', min: 0 },
  role: 'direction',
  source: "Schreiber, T., 'Measuring Information Transfer', Physical Review Letters, 2000",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'recompute interval of the tercile edges' },
    },
    definition: `
      Symbols: R_t in {0,1,2} by the terciles (Q_1/3, Q_2/3) of r over W_n, V_t in {0,1,2} by the terciles
      of ln((v_t+1e-12)/(v_{t-1}+1e-12)); a value equal to an edge belongs to the lower class. Count
      triples (R_i, R_{i-1}, V_{i-1}). TE = sum p(x,y,w) ln[ p(x|y,w)/p(x|y) ] over cells with count > 0.
      Test 2*m*TE against chi-square with 12 degrees of freedom, m = number of triples. Direction value =
      P(2|R_t,V_t)-P(0|R_t,V_t) with add-one smoothing of the three cells. Warm-up n+1 bars.
    `,
    update:
      'Counts are rebuilt every k bars when the edges move (O(n)), otherwise one cell in, one out: O(1).',
    signal: 'signal = direction value; confidence = pconf(p-value)*|direction value|.',
    range: 'TE >= 0',
  },
  defaults: { n: 500, k: 10 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Probability of at least as much where volume says nothing. */
    pValue: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n + 1,

  start({ k, n }) {
    const returns = new CloseReturns();
    const triples = new SymbolTriples(wholeNumber('a window', n, 2), wholeNumber('k', k));
    let volumeBefore = NaN;
    let entropy = 0;
    const pValue = () => chiSquaredTail(2 * (n - 1) * entropy, FREEDOM);
    const direction = () => triples.direction;

    return withReadings(
      ({ close, volumeBase }) => {
        const logReturn = returns.next(close);
        const change = Math.log((volumeBase + NO_VOLUME) / (volumeBefore + NO_VOLUME));
        volumeBefore = volumeBase;
        if (!Number.isFinite(logReturn) || !Number.isFinite(change)) return undefined;
        if (!triples.push(logReturn, change)) return undefined;
        entropy = transferEntropy(triples.counts);
        return entropy;
      },
      {
        signal: direction,
        confidence: () => confidenceOfP(pValue()) * Math.abs(direction()),
        pValue,
      },
    );
  },
});

/** What the third place of a table of triples says about the first beyond what the second says, in nats. */
export function transferEntropy(counts: ArrayLike<number>): number {
  let total = 0;
  let sum = 0;
  for (let before = 0; before < SYMBOLS; before += 1) {
    let ofBefore = 0;
    for (let now = 0; now < SYMBOLS; now += 1) {
      let ofBoth = 0;
      for (let volume = 0; volume < SYMBOLS; volume += 1) {
        const count = counts[tripleAt(now, before, volume)] as number;
        sum += countLog(count);
        ofBoth += count;
      }
      sum -= countLog(ofBoth);
      ofBefore += ofBoth;
    }
    for (let volume = 0; volume < SYMBOLS; volume += 1) {
      let ofPast = 0;
      for (let now = 0; now < SYMBOLS; now += 1) ofPast += counts[tripleAt(now, before, volume)] as number;
      sum -= countLog(ofPast);
    }
    sum += countLog(ofBefore);
    total += ofBefore;
  }
  return total > 0 ? Math.max(0, sum / total) : 0;
}

const countLog = (count: number): number => (count > 0 ? count * Math.log(count) : 0);
