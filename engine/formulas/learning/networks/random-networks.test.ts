import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { describeLearnedDirection } from '../../contract-tests/describe-learned-direction.ts';
import { echoStateNetwork, spectralRadius } from './echo-state-network.ts';
import { osExtremeLearningMachine, SequentialRidge } from './os-extreme-learning-machine.ts';
import { Reservoir } from './reservoir.ts';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';

const row = (...values: number[]) => Float64Array.from(values);

describe('the reservoir', () => {
  it('has the state of the catalogue check', () => {
    const reservoir = new Reservoir([row(1), row(0.5)], [row(0, 0.5), row(-0.5, 0)], 0.3);
    reservoir.state.set([0.1, -0.2]);
    reservoir.inputs[0] = 0.4;
    reservoir.step();
    [0.157393783736, -0.095334489913].forEach((each, i) => expect(reservoir.state[i]).toBeCloseTo(each, 9));
  });

  it.each([1, 6, 13])('of %i units moves by its definition, step by step', (units) => {
    const random = new Mulberry32(units);
    const drawn = (width: number, density: number) =>
      Array.from({ length: units }, () =>
        Float64Array.from({ length: width }, () => (random.uniform() < density ? random.normal() : 0)),
      );
    const drive = drawn(3, 1);
    const links = drawn(units, 0.4);
    const reservoir = new Reservoir(drive, links, 0.3);
    const heardBy = (weights: Float64Array, numbers: Float64Array) =>
      weights.reduce((sum, weight, j) => sum + weight * (numbers[j] as number), 0);
    let expected = new Float64Array(units);
    for (let step = 0; step < 20; step += 1) {
      const inputs = row(random.normal(), random.normal(), random.normal());
      reservoir.inputs.set(inputs);
      reservoir.step();
      const before = expected;
      expected = before.map((state, i) => {
        const heard = heardBy(drive[i] as Float64Array, inputs) + heardBy(links[i] as Float64Array, before);
        return 0.7 * state + 0.3 * Math.tanh(heard);
      });
      for (let i = 0; i < units; i += 1) expect(reservoir.state[i]).toBeCloseTo(expected[i] as number, 13);
    }
  });

  it('is measured by how much a vector of ones grows', () => {
    // Every row sums to 3: ones are an eigenvector.
    expect(spectralRadius([row(1, 2), row(3, 0)])).toBeCloseTo(3, 12);
    // A half turn, scaled: all eigenvalues have the modulus 0.5.
    expect(spectralRadius([row(0, 0.5), row(-0.5, 0)])).toBeCloseTo(0.5, 12);
    // The first step leads out of the plane of the second and the growth of the others is 2.
    expect(spectralRadius([row(2, 0), row(0, 1)])).toBeCloseTo((2 ** 50 / Math.SQRT2) ** (1 / 50), 3);
    expect(spectralRadius([row(0, 1), row(0, 0)])).toBe(0);
  });
});

describe('the sequential ridge', () => {
  const samples = [
    [1, 0.2, 1],
    [0.5, 1, 0.5],
    [0.3, 0.3, 0.2],
    [0.9, 0.1, 1.1],
  ] as const;

  it.each([1, 2, 4])('gives the weights of the catalogue check with a first block of %d', (first) => {
    const ridge = new SequentialRidge(2, { ridge: 1, first, reset: 100 });
    for (const [x0, x1, label] of samples) ridge.learn(row(x0, x1), label);
    [0.69661113532, 0.120085140616].forEach((each, i) => expect(ridge.weights?.[i]).toBeCloseTo(each, 9));
  });

  it('begins anew with the last block', () => {
    const numbers = normals(3, 60);
    const feed = (from: number, reset: number) => {
      const ridge = new SequentialRidge(2, { ridge: 0.1, first: 5, reset });
      for (let i = from; i < 20; i += 1) {
        ridge.learn(row(...numbers.slice(3 * i, 3 * i + 2)), numbers[3 * i + 2] ?? NaN);
      }
      return [...(ridge.weights ?? [])];
    };
    // With a reset at 12 samples it begins anew at the 12th and, from the five of that block on, at the 19th.
    const anew = feed(14, 100);
    feed(0, 12).forEach((each, i) => expect(each).toBeCloseTo(anew[i] ?? NaN, 9));
    expect(feed(0, 100)[0]).not.toBeCloseTo(anew[0] ?? NaN, 3);
  });

  it('says nothing before its first block is complete', () => {
    const ridge = new SequentialRidge(1, { ridge: 1, first: 3, reset: 10 });
    const said = [1, 2, 3].map((each) => {
      ridge.learn(row(each), each);
      return ridge.predict(row(1)) !== undefined;
    });
    expect(said).toEqual([false, false, true]);
  });
});

const watch = { bars: 1000, judged: 300 };
const echo = { ...echoStateNetwork.defaults, R: 30, H: 1 };
describeLearnedDirection(echoStateNetwork, echo, watch);
const machine = { ...osExtremeLearningMachine.defaults, H: 1, n0: 100 };
describeLearnedDirection(osExtremeLearningMachine, machine, watch);

describeFormulaContract(echoStateNetwork, { ...echo, R: 5, dens: 0.5 }, barSteps(decidedBars(21, 600)));
const block = { ...machine, Lh: 4, n0: 20, reset: 30 };
describeFormulaContract(osExtremeLearningMachine, block, barSteps(decidedBars(21, 130)));
