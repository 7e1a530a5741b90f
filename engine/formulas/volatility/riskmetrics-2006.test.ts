import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { riskMetrics2006, riskMetricsComponents } from './riskmetrics-2006.ts';

const { defaults } = riskMetrics2006;

/** `RiskMetrics2006` of the Python package arch with the same settings. */
const WEIGHTS = [
  0.114760388499, 0.108093955104, 0.101427521708, 0.0947610883128, 0.0880946549173, 0.0814282215218,
  0.0747617881263, 0.0680953547308, 0.0614289213353, 0.0547624879398, 0.0480960545443, 0.0414296211488,
  0.0347631877533, 0.0280967543578,
];
const MEMORIES = [
  0.778800783071, 0.837966885579, 0.882496902585, 0.915405312186, 0.939413062813, 0.956768160103,
  0.969233234476, 0.978145265338, 0.984496437005, 0.989012267537, 0.99221793826, 0.994490959002,
  0.99610136947, 0.997241675323,
];

describe('RiskMetrics 2006 volatility', () => {
  it('has the weights and smoothing factors of the catalogue check', () => {
    const { memories, weights } = riskMetricsComponents(defaults);
    WEIGHTS.forEach((weight, k) => expect(weights[k]).toBeCloseTo(weight, 11));
    MEMORIES.forEach((memory, k) => expect(memories[k]).toBeCloseTo(memory, 11));
  });

  it('begins at the root mean square of twenty returns, then mixes its components', () => {
    const quiet = Array.from({ length: 20 }, () => 0.01);
    const values = barsOfReturns([...quiet, 0.05]).map(riskMetrics2006.start(defaults));
    expect(values[20]).toBeCloseTo(0.01, 12);
    const variance = MEMORIES.reduce(
      (sum, memory, k) => sum + (WEIGHTS[k] ?? 0) * (memory * 0.0001 + (1 - memory) * 0.0025),
      0,
    );
    expect(values[21]).toBeCloseTo(Math.sqrt(variance), 10);
  });

  it('scales positions down to its target: minutes of 1 % are 725 % a year', () => {
    const run = riskMetrics2006.start(defaults);
    barsOfReturns(Array.from({ length: 25 }, () => 0.01)).forEach(run);
    expect(run.readings?.['scale']?.()).toBeCloseTo(0.4 / (0.01 * Math.sqrt(525_600)), 10);
  });
});

describeFormulaContract(riskMetrics2006, defaults, walkBars(3, 60));
