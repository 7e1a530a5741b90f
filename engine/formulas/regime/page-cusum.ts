import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { PageCusum } from '../../numerics/page-cusum.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const FURTHEST = 4;
/** Twenty returns make the volatility by which the next is measured; a return takes two closes. */
const WARM = 22;

/**
 * Drift that has added up: the upper sum of returns in units of their volatility less the lower one, above
 * zero where the price drifts up. Begins again after an alarm. Warm after 21 returns.
 */
export const pageCusum = defineFormula({
  id: 'F174',
  key: 'page-cusum',
  title: 'Page CUSUM of the mean',
  family: 'regime',
  output: { unit: 'sig units' },
  role: 'direction',
  source: "Page, E. S., 'Continuous Inspection Schemes', Biometrika, 1954",
  catalogue: {
    inputs: ['returns'],
    params: {
      k: { unit: 'sig', meaning: 'slack' },
      h: { unit: 'sig', meaning: 'alarm level' },
      hold: { unit: 'bars', meaning: 'life of an alarm' },
    },
    definition: `
      u_t=clip(r_t/sig_{t-1},-4,4). C+ = max(0,C+ + u_t - k), C- = max(0,C- - u_t - k), start 0. Alarm up
      when C+>h, down when C->h; after an alarm both are 0 (up is tested first). Value C+ - C-. Warm-up
      21.
    `,
    update: 'O(1).',
    signal: `
      signal = sign of the last alarm*(1-age/hold) for hold bars, otherwise (C+ - C-)/(2h); confidence =
      max(C+,C-)/h, at least 0.6 while an alarm lives.
    `,
    range: '(-inf,inf)',
  },
  defaults: { k: 0.25, h: 5, hold: 30 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Sum of the drift upwards. */
    upper: { unit: 'sig units', min: 0 },
    /** Sum of the drift downwards. */
    lower: { unit: 'sig units', min: 0 },
    /** Bars since the last alarm; none before the first. */
    alarmAge: { unit: 'bars', min: 0 },
  },
  warmUp: () => WARM,

  start({ h, hold, k }) {
    const cusum = new PageCusum(k, positive('h', h));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let alarm = 0;
    let age = wholeNumber('hold', hold);
    const isAlarmed = () => alarm !== 0 && age < hold;

    return withReadings(
      ({ close }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        const before = volatility.value;
        volatility.push(logReturn);
        if (Number.isNaN(before)) return undefined;
        const raised = cusum.push(clip(logReturn / before, -FURTHEST, FURTHEST));
        age += 1;
        if (raised !== 0) {
          cusum.restart();
          alarm = raised;
          age = 0;
        }
        return cusum.upper - cusum.lower;
      },
      {
        signal: () =>
          isAlarmed() ? alarm * (1 - age / hold) : clip((cusum.upper - cusum.lower) / (2 * h), -1, 1),
        confidence: () => Math.max(Math.max(cusum.upper, cusum.lower) / h, isAlarmed() ? 0.6 : 0),
        upper: () => cusum.upper,
        lower: () => cusum.lower,
        alarmAge: () => (alarm === 0 ? undefined : age),
      },
    );
  },
});
