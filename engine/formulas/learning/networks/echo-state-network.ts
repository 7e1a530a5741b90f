import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { RecursiveLeastSquares } from '../../../numerics/recursive-least-squares.ts';
import { defineFormula } from '../../formula.ts';
import { DIRECTION } from '../../readings.ts';
import { scaledMove } from '../protocol/labels.ts';
import type { LearnerInputs } from '../protocol/learner-inputs.ts';
import { onlineWarmUp, startOnline } from '../protocol/online-run.ts';
import { asForecast } from '../protocol/output-map.ts';
import { Reservoir } from './reservoir.ts';

const QUIET_BARS = 500;
const PRIOR = 1;
const POWER_STEPS = 50;
/** Places of the features that drive the reservoir; a constant comes before them, and all are divided by three. */
const DRIVERS: readonly number[] = [0, 1, 4, 6, 7];
const DRIVE_SCALE = 1 / 3;

/**
 * Forecast of the move over the next `H` bars in units of its usual size, by a line over the echoes that the
 * features leave in a fixed random network. Warm 500 bars after the first label.
 */
export const echoStateNetwork = defineFormula({
  id: 'F92',
  key: 'echo-state-network',
  title: 'Echo state network',
  family: 'learning',
  output: { unit: 'LABR units' },
  role: 'direction',
  source:
    "Jaeger, H., 'The echo state approach to analysing and training recurrent neural networks', GMD Report 148, 2001",
  catalogue: {
    inputs: ['bars'],
    params: {
      R: { unit: 'units', meaning: 'reservoir' },
      rho: { unit: '1', meaning: 'spectral radius' },
      leak: { unit: '1', meaning: 'leak rate' },
      dens: { unit: '1', meaning: 'share of non-zero recurrent weights' },
      lam: { unit: '1', meaning: 'forgetting of the readout' },
      H: { unit: 'bars', meaning: 'label horizon' },
      seed: { unit: 'uint32', meaning: 'PRNG seed' },
    },
    definition: `
      Inputs u=(1,x1,x2,x5,x7,x8)/3 of X14. Once: W_in uniform in [-0.5,0.5] row by row; W: for each entry
      row by row draw u; if u<dens a second uniform gives 2u'-1, else 0; scale W by rho/(largest modulus
      eigenvalue, found as |W^50 v|/|W^49 v| averaged geometrically over 50 power steps from v=1). State s
      <- (1-leak)*s+leak*tanh(W_in u+W s), s_0=0. Readout: RLS with forgetting lam on (1,s), P0=I, target
      LABR(H), rule ONLINE(H) (the state of bar i is stored). f=w'(1,s_t). Value f. Warm-up 61+H+500 bars.
    `,
    update: 'O(R*dens*R+R^2)=11 000 multiply-adds per bar.',
    signal: 'signal = tanh(f); confidence = SKILL*min(1,|f|).',
    range: '(-inf,inf)',
  },
  defaults: { R: 100, rho: 0.9, leak: 0.3, dens: 0.1, lam: 0.999, H: 5, seed: 42 },
  input: 'step',
  reads: ['bar'],
  readings: DIRECTION,
  warmUp: ({ H }) => onlineWarmUp(H, QUIET_BARS),

  start({ H, R, dens, lam, leak, rho, seed }) {
    const reservoir = drawReservoir(new Mulberry32(seed), { units: R, radius: rho, density: dens, leak });
    return startOnline(new RecursiveLeastSquares(R + 1, lam, PRIOR), {
      H,
      label: scaledMove,
      output: asForecast,
      quietBars: QUIET_BARS,
      inputs: echoes(reservoir),
    });
  },
});

/** A constant and the states of a reservoir that the features of every bar drive. */
function echoes(reservoir: Reservoir): LearnerInputs {
  return {
    width: reservoir.units + 1,
    write(features, target) {
      const { inputs } = reservoir;
      inputs[0] = DRIVE_SCALE;
      for (let j = 0; j < DRIVERS.length; j += 1)
        inputs[j + 1] = DRIVE_SCALE * (features[DRIVERS[j] as number] as number);
      reservoir.step();
      target[0] = 1;
      const { state } = reservoir;
      for (let i = 0; i < reservoir.units; i += 1) target[i + 1] = state[i] as number;
    },
  };
}

interface ReservoirShape {
  readonly units: number;
  /** Largest modulus of an eigenvalue of the links: below 1 echoes fade. */
  readonly radius: number;
  /** Share of links that exist. */
  readonly density: number;
  readonly leak: number;
}

function drawReservoir(random: Mulberry32, { density, leak, radius, units }: ReservoirShape): Reservoir {
  if (!(leak > 0 && leak <= 1)) throw new RangeError(`leak must be above 0 and at most 1, was ${leak}`);
  positive('rho', radius);
  const rows = (width: number, draw: () => number) =>
    Array.from({ length: wholeNumber('R', units) }, () => Float64Array.from({ length: width }, draw));
  const drive = rows(DRIVERS.length + 1, () => random.uniform() - 0.5);
  const links = rows(units, () => (random.uniform() < density ? 2 * random.uniform() - 1 : 0));
  const largest = spectralRadius(links);
  // Links that lead nowhere let nothing grow: there is nothing to scale.
  const factor = largest > 0 ? radius / largest : 1;
  return new Reservoir(
    drive,
    links.map((row) => row.map((each) => factor * each)),
    leak,
  );
}

/**
 * Largest modulus of an eigenvalue, as the geometric mean of the growth of a vector of ones over 50
 * multiplications; 0 where nothing is left of it.
 */
export function spectralRadius(matrix: readonly Float64Array[]): number {
  let vector = new Float64Array(matrix.length).fill(1 / Math.sqrt(matrix.length));
  let logGrowth = 0;
  for (let step = 0; step < POWER_STEPS; step += 1) {
    const from = vector;
    const next = Float64Array.from(matrix, (row) =>
      row.reduce((sum, each, j) => sum + each * (from[j] as number), 0),
    );
    const length = Math.hypot(...next);
    if (!(length > 0)) return 0;
    logGrowth += Math.log(length);
    vector = next.map((each) => each / length);
  }
  return Math.exp(logGrowth / POWER_STEPS);
}
