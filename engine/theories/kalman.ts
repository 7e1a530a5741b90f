import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { kalmanConstantAcceleration } from '../formulas/filtering/kalman-constant-acceleration.ts';
import { BarVolatility } from '../numerics/bar-volatility.ts';
import { leanOf } from './lean.ts';
import { MotionBank } from './motion-bank.ts';
import { REACH, type Theory, type TheoryRun } from './theory.ts';

const HORIZON = 3;
const WARM = 60;
const BPS = 10_000;

/**
 * Velocity of the price in bps a bar, from a filter of price, velocity and acceleration. As described, one
 * filter with fixed noise (F191), which always sees a motion. Corrected, several with different noise beside a
 * price that only wanders, each believed as far as it foretold the bars so far.
 */
export const kalmanTheory: Theory = {
  name: 'kalman',
  unit: 'bps/bar',
  window: WARM,
  horizonBars: HORIZON,
  warmUp: () => WARM,
  start: ({ preset }) => (preset === 'described' ? startOne() : startBank()),
};

function startBank(): TheoryRun {
  const returns = new CloseReturns();
  const volatility = new BarVolatility();
  const bank = new MotionBank();
  let bars = 0;
  return {
    push(step) {
      if (step.kind !== 'bar') return;
      const { close } = step.bar;
      bars += 1;
      const move = returns.next(close);
      if (Number.isFinite(move)) volatility.push(move);
      if (volatility.isWarm) bank.push(Math.log(close), volatility.value ** 2);
    },
    get lean() {
      if (bars < WARM) return undefined;
      let lean = 0;
      const deviation = volatility.value * Math.sqrt(HORIZON);
      bank.each((weight, move) => (lean += weight * leanOf(move / deviation)), HORIZON);
      return lean;
    },
    read() {
      if (bars < WARM) return undefined;
      const { acceleration, place, speed, variance } = bank.believed();
      const reach = REACH * Math.sqrt(variance);
      const [low, high] = [(speed - reach) * BPS, (speed + reach) * BPS];
      const suggests: Suggestion = low > 0 ? 'up' : high < 0 ? 'down' : 'cannot-tell';
      const motion = { speed, acceleration, price: Math.exp(place) };
      return { ...readingOf(motion, bars, suggests), interval: { low, high, kind: 'posterior' } };
    },
  };
}

function startOne(): TheoryRun {
  const run = kalmanConstantAcceleration.start(kalmanConstantAcceleration.defaults);
  const reading = (name: string): number => run.readings?.[name]?.() ?? 0;
  let speed: number | undefined;
  let bars = 0;
  return {
    push(step) {
      if (step.kind !== 'bar') return;
      bars += 1;
      speed = run(step.bar);
    },
    get lean() {
      return speed === undefined ? undefined : reading('signal') * reading('confidence');
    },
    read() {
      if (speed === undefined) return undefined;
      const motion = { speed, acceleration: reading('acceleration'), price: reading('price') };
      const reach = REACH * reading('speedError');
      const interval = {
        low: (speed - reach) * BPS,
        high: (speed + reach) * BPS,
        kind: 'posterior',
      } as const;
      return { ...readingOf(motion, bars, speed > 0 ? 'up' : 'down'), interval };
    },
  };
}

interface Motion {
  readonly speed: number;
  readonly acceleration: number;
  readonly price: number;
}

function readingOf(
  { acceleration, price, speed }: Motion,
  bars: number,
  suggests: Suggestion,
): TheoryReading {
  const key = suggests === 'up' ? 'kalman-rising' : suggests === 'down' ? 'kalman-falling' : 'kalman-unclear';
  const velocityBps = speed * BPS;
  const numbers = { velocityBps, accelerationBps: acceleration * BPS, filteredPrice: price };
  return { value: velocityBps, observations: bars, suggests, sentence: { key, numbers } };
}
