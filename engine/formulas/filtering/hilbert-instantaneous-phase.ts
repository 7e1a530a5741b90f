import { clip } from '../../numerics/clip.ts';
import { LateWindow } from '../../numerics/late-window.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';
import { RoofingFilter } from './roofing-filter.ts';

const WARM = 120;
const SLOWEST = (2 * Math.PI) / 48;
const FASTEST = (2 * Math.PI) / 8;
const FIRST = (2 * Math.PI) / 20;
const TURN = 2 * Math.PI;

/**
 * Where the price stands in its cycle: the move of the next two bars in amplitudes of the cycle, above
 * zero up. Warm after 120 bars.
 */
export const hilbertInstantaneousPhase = defineFormula({
  id: 'F198',
  key: 'hilbert-instantaneous-phase',
  title: 'Instantaneous phase by a Hilbert transformer',
  family: 'filtering',
  output: { unit: '1', min: -1.42, max: 1.42 },
  role: 'direction',
  source:
    "Gabor, D., 'Theory of communication', Journal of the IEE, 1946; seven-tap transformer: Ehlers, J. F., 'Rocket Science for Traders', 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'window of the amplitude rank' },
      a: { unit: '1', meaning: 'smoothing of the phase step' },
    },
    definition: `
      y from formula 197. In-phase I=y_{t-3}; G(w)=2*(0.0962*sin(3w)+0.5769*sin(w)); quadrature
      Q=(0.0962*y_t+0.5769*y_{t-2}-0.5769*y_{t-4}-0.0962*y_{t-6})/G(w_{t-1}). A cycle y=A*cos(th) has
      Q=-A*sin(th): phase th=atan2(-Q,I), amplitude A=sqrt(I^2+Q^2). Step d=th_t-th_{t-1} wrapped to
      (-pi,pi]; w_t=w_{t-1}+a*(clip(d,2pi/48,2pi/8)-w_{t-1}), start 2pi/20. Present phase tc=th+3*w_t (the
      transformer is three bars late). Value D=cos(tc+2w_t)-cos(tc): the cycle's move over the next two
      bars in units of A. Warm-up 120.
    `,
    update: 'O(1).',
    signal: 'signal = clip(1.2*D,-1,1); confidence = rank_n(A)*1[2pi/48 < d < 2pi/8].',
    range: '[-1.42,1.42]',
  },
  defaults: { n: 60, a: 0.15 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Length of the cycle. */
    period: { unit: 'bars', min: 8, max: 48 },
  },
  warmUp: () => WARM,

  start({ a, n }) {
    const filter = new RoofingFilter(48, 10);
    const cycle = new RecentValues(7);
    const amplitudes = new LateWindow(n);
    let bars = 0;
    let frequency = FIRST;
    let phaseBefore = NaN;
    let isCycle = false;
    let move = 0;

    return withReadings(
      ({ close }) => {
        bars += 1;
        cycle.push(filter.next(Math.log(close)));
        if (!cycle.isFull) return undefined;
        const { amplitude, phase } = analyticSignal(cycle, frequency);
        const step = Number.isNaN(phaseBefore) ? frequency : wrapped(phase - phaseBefore);
        phaseBefore = phase;
        frequency += a * (clip(step, SLOWEST, FASTEST) - frequency);
        isCycle = step > SLOWEST && step < FASTEST;
        amplitudes.push(amplitude);
        move = nextMove(phase, frequency);
        return bars < WARM ? undefined : move;
      },
      {
        signal: () => clip(1.2 * move, -1, 1),
        confidence: () => (isCycle ? amplitudes.rank : 0),
        period: () => clip(TURN / frequency, 8, 48),
      },
    );
  },
});

/** Phase and amplitude three values ago, exact for a cycle of this frequency in radians a value. */
export function analyticSignal(
  recent: RecentValues,
  frequency: number,
): { readonly amplitude: number; readonly phase: number } {
  const gain = 2 * (0.0962 * Math.sin(3 * frequency) + 0.5769 * Math.sin(frequency));
  const inPhase = recent.at(3);
  const quadrature = (0.0962 * (recent.at(0) - recent.at(6)) + 0.5769 * (recent.at(2) - recent.at(4))) / gain;
  return { amplitude: Math.hypot(inPhase, quadrature), phase: Math.atan2(-quadrature, inPhase) };
}

/** Move of the cycle over the next two bars in amplitudes, from its phase three bars ago. */
export function nextMove(phase: number, frequency: number): number {
  const now = phase + 3 * frequency;
  return Math.cos(now + 2 * frequency) - Math.cos(now);
}

/** An angle within half a turn of 0. */
function wrapped(angle: number): number {
  const rest = angle - TURN * Math.round(angle / TURN);
  return rest <= -Math.PI ? rest + TURN : rest;
}
