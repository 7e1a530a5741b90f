import { describe, expect, it } from 'vitest';
import { outsideSeries } from './outside-series.ts';
import { OutsideValues } from './outside-values.ts';

const MINUTE_MS = 60_000;

describe('values from outside', () => {
  const told = new OutsideValues(['derivative.mark-price', 'mining.fleet-efficiency']);

  it('are none before they were told', () => {
    expect(told.at('derivative.mark-price', 0)).toBeNaN();
    expect(told.at('mining.fleet-efficiency', 0)).toBeNaN();
  });

  it('are the newest that was told, for as long as it is fresh', () => {
    told.take({ name: 'derivative.mark-price', time: 0, value: 99 });
    told.take({ name: 'derivative.mark-price', time: MINUTE_MS, value: 100 });
    expect(told.at('derivative.mark-price', 3 * MINUTE_MS)).toBe(100);
    expect(told.at('derivative.mark-price', 3 * MINUTE_MS + 1)).toBeNaN();
  });

  it('hold until the next where they are settings', () => {
    told.take({ name: 'mining.fleet-efficiency', time: 0, value: 26.5 });
    expect(told.at('mining.fleet-efficiency', 1e15)).toBe(26.5);
  });

  it('leave out series nobody reads', () => {
    told.take({ name: 'chain.height', time: 0, value: 925_000 });
    expect(told.at('chain.height', 0)).toBeNaN();
  });

  it('have names of a subject and a thing, and are fresh for some time', () => {
    for (const [name, { freshMs }] of Object.entries(outsideSeries)) {
      expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
      expect(freshMs).toBeGreaterThan(0);
    }
  });
});
