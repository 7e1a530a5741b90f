import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told } from '../../contract-tests/told-series.ts';
import { metcalfeLine, metcalfeValue, pairsOf } from './metcalfe-value.ts';

const DAY_MS = 86_400_000;
const { defaults } = metcalfeValue;
const USERS = [1000, 2000, 4000, 8000];
const CAPS = [1e9, 4.2e9, 15e9, 70e9];
const days = (...closes: number[]) => peerCloses(closes, { intervalMs: DAY_MS, symbol: 'BTC/USDT' });

/** A day for each capitalization, told just before it ends; one block, so a price of cap / 50. */
const dayAfterDay = (caps: readonly number[], users: readonly number[]) =>
  days(...caps.map((cap) => cap / 50)).flatMap((step, index) => [
    ...told(step.time, { 'chain.height': 0, 'chain.active-addresses': users[index] ?? 0 }),
    step,
  ]);

describe("Metcalfe's value", () => {
  const logPairs = Float64Array.from(USERS, (users) => Math.log(pairsOf(users)));
  const logCaps = Float64Array.from(CAPS, Math.log);
  const line = metcalfeLine(logPairs, logCaps);

  it('has the line of the catalogue check', () => {
    expect(line?.slope).toBeCloseTo(1.01100697857, 10);
    expect(line?.intercept).toBeCloseTo(7.45251654651, 9);
    const last = (logCaps[3] ?? 0) - (line?.intercept ?? 0) - (line?.slope ?? 0) * (logPairs[3] ?? 0);
    expect(last).toBeCloseTo(0.0479101460894, 9);
  });

  it('is the distance from the line in its standard deviations, and leans against it', () => {
    const run = metcalfeValue.start({ ...defaults, smooth: 1, window: 4 });
    const z = dayAfterDay(CAPS, USERS).map(run).at(-1) ?? NaN;
    expect(z).toBeCloseTo(0.0479101460894 / (line?.deviation ?? 0), 8);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-Math.tanh(z / 2), 12);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.2 * z * (line?.explained ?? 0), 12);
  });

  it('draws the line again only every `refit` days', () => {
    const run = metcalfeValue.start({ ...defaults, smooth: 1, window: 4, refit: 2 });
    const slopes = dayAfterDay([...CAPS, 90e9, 1e9], [...USERS, 9000, 9500]).flatMap((step) => {
      run(step);
      return step.kind === 'peers' ? [run.readings?.['slope']?.()] : [];
    });
    expect(slopes[4]).toBe(slopes[3]);
    expect(slopes[5]).not.toBe(slopes[4]);
  });

  it('is none where every day is on the line, and where fewer than two use the chain', () => {
    const onLine = USERS.map(pairsOf);
    const run = metcalfeValue.start({ ...defaults, smooth: 1, window: 4 });
    expect(dayAfterDay(onLine, USERS).map(run).at(-1)).toBeUndefined();
    const empty = metcalfeValue.start({ ...defaults, smooth: 1, window: 4 });
    expect(dayAfterDay(CAPS, [1, 1, 1, 1]).map(empty).at(-1)).toBeUndefined();
  });
});

const [first, ...others] = days(...wanderingPrices(30));
const activity = (index: number) => ({ 'chain.active-addresses': 8e5 + ((index * 37) % 11) * 1e4 });

describeFormulaContract(metcalfeValue, { smooth: 1, window: 3, refit: 1 }, [
  ...told(DAY_MS, { 'chain.height': 840_000, ...activity(0) }),
  ...(first === undefined ? [] : [first]),
  ...told(DAY_MS, activity(1)),
  ...others.flatMap((step, index) =>
    index < 1 ? [step] : [step, ...told(step.time, { 'chain.height': 840_000, ...activity(index) })],
  ),
]);
