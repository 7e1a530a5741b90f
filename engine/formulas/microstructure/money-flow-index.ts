import { clip } from '../../numerics/clip.ts';
import { RollingSum } from '../../numerics/rolling-sum.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const MIDDLE = 50;
/** Beyond these, what everybody did so far is taken to be over. */
const HIGH = 80;
const LOW = 20;

/**
 * Money flow index: what traded in bars whose typical price rose, as a percentage of what traded in those
 * where it rose or fell. From 0 to 100; 50 where nothing flowed. Follows the flow between 20 and 80 and
 * fades it beyond. Warm after `n + 1` bars.
 */
export const moneyFlowIndex = defineFormula({
  id: 'F104',
  key: 'money-flow-index',
  title: 'Money flow index',
  family: 'microstructure',
  output: { unit: 'index', min: 0, max: 100 },
  role: 'direction',
  source:
    "Quong, G. and Soudack, A., 'Volume-Weighted RSI: Money Flow', Technical Analysis of Stocks and Commodities, 1989",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
    },
    definition: `
      Typical price T=(h+l+c)/3, raw flow F=T*v. P = sum over the last n bars of F where T_t>T_{t-1}; N
      where T_t<T_{t-1} (unchanged bars count nowhere). Value MFI=100*P/(P+N); 50 if P+N=0. Warm-up n+1
      bars.
    `,
    update: 'O(1) per bar with a ring buffer.',
    signal: `
      signal = (50-MFI)/50 when MFI>80 or MFI<20 (exhaustion, contrarian), else 0.5*(MFI-50)/50
      (flow-following); confidence = |MFI-50|/50.
    `,
    range: '[0,100]',
  },
  defaults: { n: 14 },
  input: 'bar',
  readings: DIRECTION,
  warmUp: ({ n }) => n + 1,

  start({ n }) {
    const ups = new RollingSum(n);
    const downs = new RollingSum(n);
    let typicalBefore = NaN;
    let index = MIDDLE;

    return withReadings(
      ({ close, high, low, volumeBase }) => {
        const typical = (high + low + close) / 3;
        const change = typical - typicalBefore;
        typicalBefore = typical;
        if (Number.isNaN(change)) return undefined;
        const flow = typical * volumeBase;
        const up = ups.push(change > 0 ? flow : 0);
        const down = downs.push(change < 0 ? flow : 0);
        if (up === undefined || down === undefined) return undefined;
        index = up + down > 0 ? clip((100 * up) / (up + down), 0, 100) : MIDDLE;
        return index;
      },
      {
        signal: () =>
          index > HIGH || index < LOW ? (MIDDLE - index) / MIDDLE : (0.5 * (index - MIDDLE)) / MIDDLE,
        confidence: () => Math.abs(index - MIDDLE) / MIDDLE,
      },
    );
  },
});
