import type { Branded } from './brand.ts';

/** Basis points: 1 bps = 0.01 % = 0.0001. */
export type Bps = Branded<'bps'>;

/** How far `to` lies from `from`, in bps of `from`; above zero when `to` is higher. */
export function bpsBetween(from: number, to: number): Bps {
  return (((to - from) / from) * 10_000) as Bps;
}
