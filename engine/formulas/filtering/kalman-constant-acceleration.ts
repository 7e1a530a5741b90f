import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

const WARM = 60;

/** Place, speed and acceleration, and how surely they are known: the six distinct covariances. */
export interface MotionState {
  readonly x: readonly [place: number, speed: number, acceleration: number];
  readonly P: readonly [pp: number, pv: number, pa: number, vv: number, va: number, aa: number];
}

/**
 * Speed of the log price as a filter sees it that knows place, speed and acceleration: log price a bar,
 * above zero it rises. Warm after 60 bars.
 */
export const kalmanConstantAcceleration = defineFormula({
  id: 'F191',
  key: 'kalman-constant-acceleration',
  title: 'Kalman filter of price, velocity and acceleration',
  family: 'filtering',
  output: { unit: 'log price per bar' },
  role: 'direction',
  source:
    "Kalman, R. E., 'A New Approach to Linear Filtering and Prediction Problems', Journal of Basic Engineering, 1960; model: Bar-Shalom, Y., Li, X. R. and Kirubarajan, T., 'Estimation with Applications to Tracking and Navigation', 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      rq: { unit: '1', meaning: 'process noise in units of sig^2' },
      rr: { unit: '1', meaning: 'measurement noise in units of sig^2' },
      h: { unit: 'bars', meaning: 'horizon' },
    },
    definition: `
      State x=(p,v,a) of y=ln c. F=[[1,1,1/2],[0,1,1],[0,0,1]];
      Q=q*[[1/20,1/8,1/6],[1/8,1/3,1/2],[1/6,1/2,1]] (white jerk), q=rq*sig_t^2; R=rr*sig_t^2. Start at
      bar 20: x=(y,0,0), P=sig^2*diag(1,0.1,0.01). Each bar: x<-Fx, P<-FPF'+Q; S=P_11+R; K=P_.1/S;
      e=y-x_1; x += K*e; P <- P-K*P_1. (symmetrised). Value v; the filtered price exp(p), a and the
      forecast move v*h+a*h^2/2 are published. Warm-up 60.
    `,
    update: 'O(1): 3x3 algebra.',
    signal: `
      signal = tanh((v*h+a*h^2/2)/(sig_t*sqrt(h))); confidence = zc(v/sqrt(P_22)), halved when
      sgn(v)!=sgn(a).
    `,
    range: '(-inf,inf)',
  },
  defaults: { rq: 0.0005, rr: 0.5, h: 3 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** The filtered price. */
    price: { unit: 'quote/base', min: 0 },
    acceleration: { unit: 'log price per bar squared' },
    /** Standard deviation the filter itself gives its velocity. */
    speedError: { unit: 'log price per bar', min: 0 },
    /** Expected move over the next `h` bars. */
    move: { unit: 'log price' },
  },
  warmUp: () => WARM,

  start({ h, rq, rr }) {
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let state: MotionState | undefined;
    let bars = 0;
    const move = () => (state === undefined ? 0 : state.x[1] * h + (state.x[2] * h * h) / 2);

    return withReadings(
      ({ close }) => {
        bars += 1;
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) volatility.push(logReturn);
        if (!volatility.isWarm) return undefined;
        const variance = volatility.value ** 2;
        const y = Math.log(close);
        state =
          state === undefined
            ? { x: [y, 0, 0], P: [variance, 0, 0, 0.1 * variance, 0, 0.01 * variance] }
            : filteredMotion(state, y, rq * variance, rr * variance);
        return bars < WARM ? undefined : state.x[1];
      },
      {
        signal: () => Math.tanh(move() / (volatility.value * Math.sqrt(h))),
        confidence: () => {
          if (state === undefined) return 0;
          const [, speed, acceleration] = state.x;
          const sureness = confidenceOfZ(speed / Math.sqrt(state.P[3]));
          return Math.sign(speed) === Math.sign(acceleration) ? sureness : sureness / 2;
        },
        price: () => (state === undefined ? undefined : Math.exp(state.x[0])),
        acceleration: () => state?.x[2],
        speedError: () => state && Math.sqrt(state.P[3]),
        move,
      },
    );
  },
});

/** One bar of the filter: the motion goes on with noise `q` in its jerk, then `y` is seen with noise `R`. */
export function filteredMotion({ P, x }: MotionState, y: number, q: number, R: number): MotionState {
  const [p, v, a] = x;
  const [pp, pv, pa, vv, va, aa] = P;
  // F P F' + Q of constant acceleration over one bar, written out.
  const qpp = pp + 2 * pv + pa + vv + va + aa / 4 + q / 20;
  const qpv = pv + pa + vv + 1.5 * va + aa / 2 + q / 8;
  const qpa = pa + va + aa / 2 + q / 6;
  const qvv = vv + 2 * va + aa + q / 3;
  const qva = va + aa + q / 2;
  const qaa = aa + q;
  const place = p + v + a / 2;
  const speed = v + a;
  const S = qpp + R;
  const surprise = (y - place) / S;
  return {
    x: [place + qpp * surprise, speed + qpv * surprise, a + qpa * surprise],
    P: [
      qpp - (qpp * qpp) / S,
      qpv - (qpp * qpv) / S,
      qpa - (qpp * qpa) / S,
      qvv - (qpv * qpv) / S,
      qva - (qpv * qpa) / S,
      qaa - (qpa * qpa) / S,
    ],
  };
}
