import type { Bar } from '../../domain/market/bar.ts';

type Prices = Pick<Bar, 'open' | 'high' | 'low' | 'close'>;

/** Variance of one bar from its range and its body (Garman & Klass 1980); below zero for a bar that is all body. */
export function garmanKlassVariance({ close, high, low, open }: Prices): number {
  return 0.5 * Math.log(high / low) ** 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2;
}

/** Variance of one bar whatever its drift (Rogers & Satchell 1991). Never negative. */
export function rogersSatchellVariance({ close, high, low, open }: Prices): number {
  const up = Math.log(high / open);
  const down = Math.log(low / open);
  const body = Math.log(close / open);
  return up * (up - body) + down * (down - body);
}
