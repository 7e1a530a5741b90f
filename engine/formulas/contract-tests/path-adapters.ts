import { BarrierPaths } from '../../numerics/barrier-paths.ts';
import { Random } from '../../numerics/random.ts';
import { firstAbove } from '../../numerics/two-barriers.ts';
import type { Adapter } from './adapter.ts';
import { number } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

/** Simulated paths of a price, once to their end and once to where they touch the barrier. */
function simulated(given: ReferenceCase) {
  const [S, mu, sigma, T] = ['S', 'mu', 'sigma', 'T'].map((name) => number(given, name)) as [
    number,
    number,
    number,
    number,
  ];
  const [paths, steps] = [number(given, 'paths'), number(given, 'steps')];
  const walk = {
    drift: ((mu - (sigma * sigma) / 2) * T) / steps,
    deviation: sigma * Math.sqrt(T / steps),
    lower: -Infinity,
  };
  const walks = new BarrierPaths(paths, steps, new Random(1));
  const { atUpper } = walks.walk({ ...walk, upper: Math.log(number(given, 'barrier') / S) });
  const { ends } = walks.walk({ ...walk, upper: Infinity });
  const above = Math.log(number(given, 'K') / S);
  return {
    probAbove: ends.filter((end) => end > above).length / paths,
    mean: ends.reduce((sum, end) => sum + S * Math.exp(end), 0) / paths,
    touchDiscrete: atUpper / paths,
  };
}

export const pathAdapters: Readonly<Record<string, Adapter>> = {
  gbmSimulation: simulated,
  firstOf: (given) => {
    const volatility = number(given, 'sigma');
    const drift = number(given, 'mu') - volatility ** 2 / 2;
    const [above, below] = [number(given, 'up'), number(given, 'down')];
    return { probUpFirst: firstAbove({ drift, volatility, above, below }) };
  },
};
