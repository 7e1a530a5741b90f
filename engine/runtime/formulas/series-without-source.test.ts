import { describe, expect, it } from 'vitest';
import { outsideSeries } from '../../formulas/outside-series.ts';
import { SERIES_WITHOUT_SOURCE } from './series-without-source.ts';

describe('the series nobody tells', () => {
  it('are those that neither a venue, nor a node of the chain, nor a setting of the true price gives', () => {
    const told = Object.keys(outsideSeries).filter((name) => !SERIES_WITHOUT_SOURCE.has(name));
    expect(told).toEqual([
      'chain.height',
      'chain.block-time',
      'chain.difficulty',
      'mining.electricity-price',
      'mining.fleet-efficiency',
      'derivative.funding-rate',
      'derivative.funding-interval',
      'derivative.predicted-funding-rate',
      'derivative.next-funding-time',
      'derivative.mark-price',
      'derivative.index-price',
      'derivative.open-interest',
      'derivative.liquidation',
    ]);
  });
});
