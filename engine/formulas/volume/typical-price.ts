import type { Bar } from '../../domain/market/bar.ts';

/** The price a bar is taken to have traded at when its trades are not at hand: (high + low + close) / 3. */
export const typicalPrice = (bar: Pick<Bar, 'high' | 'low' | 'close'>): number =>
  (bar.high + bar.low + bar.close) / 3;
