import { describe, expect, it } from 'vitest';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { decidedBars, barSteps } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { opinionSteps, voteStep } from '../../contract-tests/told-opinions.ts';
import type { FitJob } from '../../refit.ts';
import { fitEvents } from './event-fit.ts';
import { EventStore } from './event-store.ts';
import { metaLabeling } from './meta-labeling.ts';
import { barrierLabel, type EndedEvent, OpenEvents } from './open-events.ts';

/** What became of events that begin at these closes, long, with a barrier of one hundredth. */
function ended(closes: readonly number[], begun: readonly number[], horizon = 4, cost = 0): EndedEvent[] {
  const events: EndedEvent[] = [];
  const barriers = { horizon, target: 1.5, stop: 0.5, cost };
  const open = new OpenEvents(barriers, (event) => events.push({ ...event }));
  closes.forEach((close, bar) => {
    open.closeBar(close);
    if (begun.includes(bar)) open.begin({ inputs: Float64Array.of(bar), close, side: 1, barrier: 0.01 });
  });
  return events;
}

describe('the barriers of an event', () => {
  it('end it as in the catalogue check', () => {
    // Moves of +0.4, -0.4 and +1.6 hundredths: the target of 1.5 is met at the third bar.
    const [event] = ended([100, 100.4, 99.6, 101.6, 99], [0]);
    expect([event?.label, event?.bar]).toEqual([1, 1]);
    expect(ended([100, 100.4, 99.6], [0])).toEqual([]);
  });

  it.each([
    [0.016, 1, 1, 1],
    [0.016, -1, 1, -1],
    [-0.005, 1, 1, -1],
    [0.004, 1, 1, 0],
    [0.004, 1, 4, 1],
    [0.001, 1, 4, -1],
    [-0.004, -1, 4, 1],
  ] as const)('make of a move of %d of side %d after %d bars the label %d', (move, side, age, label) => {
    const barriers = { horizon: 4, target: 1.5, stop: 0.5, cost: 0.002 };
    expect(barrierLabel(move, { side, barrier: 0.01 }, age, barriers)).toBe(label);
  });

  it('leave an event that was alone with a uniqueness of 1, and others with less', () => {
    expect(ended([100, 100, 102], [0])[0]?.uniqueness).toBe(1);
    // The first is alone for a bar and then one of two, the second one of two for both of its bars.
    const [first, second] = ended([100, 100, 100, 102], [0, 1]);
    expect(first?.uniqueness).toBeCloseTo((1 + 0.5 + 0.5) / 3, 12);
    expect(second?.uniqueness).toBeCloseTo(0.5, 12);
  });
});

describe('the store of events', () => {
  it('asks for a fit at the hundredth and then every k', () => {
    const store = new EventStore({ N: 120, k: 7 }, 1);
    const due = Array.from({ length: 130 }, (_, i) => {
      store.add({ inputs: Float64Array.of(i), bar: i, label: 1, uniqueness: 1 });
      return store.takeJob()?.data['inputs'];
    });
    expect(due.flatMap((each, i) => (each ? [i + 1] : []))).toEqual([100, 107, 114, 121, 128]);
    expect(due[127]?.length).toBe(120);
    expect(due[127]?.[0]).toBe(8);
  });
});

describe('the fit of events', () => {
  const count = 400;
  const inputs = Float64Array.from(normals(5, 2 * count));
  const noise = normals(6, count);
  const bars = Float64Array.from({ length: count }, (_, i) => i);
  const labelsOf = (slope: number) =>
    bars.map((i) => (slope * (inputs[2 * i] ?? 0) + (noise[i] ?? 0) > 0 ? 1 : -1));
  const jobOf = (labels: Float64Array, weights = bars.map(() => 1)): FitJob => ({
    params: { ...metaLabeling.defaults, T: 5 },
    data: { inputs, labels, weights, bars },
  });

  it('finds what tells targets from stops, and is listened to then', () => {
    const [isSkilled, constant, slope = 0, other = 0] = fitEvents(jobOf(labelsOf(2))) ?? [];
    expect(isSkilled).toBe(1);
    expect(slope).toBeGreaterThan(1.5);
    expect(Math.max(Math.abs(constant ?? NaN), Math.abs(other))).toBeLessThan(0.5);
  });

  it('is not listened to where nothing tells', () => {
    // What holds in the first four fifths is the other way round in the last.
    const turned = labelsOf(2).map((label, i) => (i < 320 ? label : -label));
    expect(fitEvents(jobOf(turned))?.[0]).toBe(0);
  });

  it('does not depend on the order in which events ended, and counts them by their weights', () => {
    const labels = labelsOf(1);
    const back = (list: Float64Array, width = 1) =>
      Float64Array.from(
        list,
        (_, i) => list[(count - 1 - Math.floor(i / width)) * width + (i % width)] ?? NaN,
      );
    const weights = bars.map((i) => 0.2 + (i % 3));
    const job = jobOf(labels, weights);
    const reversed = {
      ...job,
      data: { inputs: back(inputs, 2), labels: back(labels), weights: back(weights), bars: back(bars) },
    };
    expect(fitEvents(reversed)).toEqual(fitEvents(job));
    expect(fitEvents(job)).not.toEqual(fitEvents(jobOf(labels)));
  });

  it('finds nothing in nothing', () => {
    const none = new Float64Array();
    const data = { inputs: none, labels: none, weights: none, bars: none };
    expect(fitEvents({ params: {}, data })).toBeUndefined();
  });
});

const SURE = { confidence: 0.9 };
const UNSURE = { confidence: 0.2 };

describe('meta-labeling', () => {
  it('lets votes through that used to be right, and not those that used to be wrong', () => {
    const params = { ...metaLabeling.defaults, T: 2, N: 400, cost: 0, pt: 0.5, unit: 1 };
    const closes = decidedBars(12, 701, 0.5).map(({ close }) => close);
    const bars = decidedBars(12, 701, 0.5).slice(0, -1);
    const run = metaLabeling.start(params);
    const gates = { sure: 0, unsure: 0 };
    barSteps(bars).forEach((step, i) => {
      run(step);
      // Sure votes are right of the next move, unsure ones wrong.
      const kind = i % 2 === 0 ? 'sure' : 'unsure';
      const next = 0.5 * Math.sign((closes[i + 1] ?? NaN) - (closes[i] ?? NaN));
      run(kind === 'sure' ? voteStep(step.time, next, SURE) : voteStep(step.time, -next, UNSURE));
      if (i >= 500) gates[kind] += (run.readings?.['gate']?.() ?? NaN) / 100;
    });
    expect(run.readings?.['isSkilled']?.()).toBe(1);
    expect(gates.sure).toBeGreaterThan(0.9);
    expect(gates.unsure).toBeLessThan(0.1);
  });

  it('takes the first vote of a bar with a winner as its event', () => {
    const begun: number[] = [];
    const run = metaLabeling.start({ ...metaLabeling.defaults, T: 1, N: 100 }, (_name, _fit, job) => {
      begun.push(job.data['bars']?.length ?? 0);
      return () => undefined;
    });
    for (const step of barSteps(decidedBars(12, 61 + 200))) {
      run(step);
      run(voteStep(step.time, 0));
      if ((step.time / 60_000) % 2 === 0) for (const signal of [0.5, -0.5]) run(voteStep(step.time, signal));
    }
    // One event in two bars: a hundred of them at the end.
    expect(begun).toEqual([100]);
  });
});

const tiny = { ...metaLabeling.defaults, T: 1, N: 110, k: 30 };
describeFormulaContract(metaLabeling, tiny, opinionSteps(4, 190, { bar: true, vote: true }));
