import { unixMs } from '../../domain/units/time.ts';
import type { MarketStep } from '../formula.ts';

/** A step that tells the bars of all followed symbols. */
export type PeersStep = Extract<MarketStep, { readonly kind: 'peers' }>;

/** Bars of one symbol, one after another, that open at the close before and end at these closes. */
export const peerCloses = (
  closes: readonly number[],
  { intervalMs, symbol }: { readonly intervalMs: number; readonly symbol: string },
): PeersStep[] =>
  closes.map((close, index) => {
    const open = closes[index - 1] ?? close;
    const bar = {
      openTime: unixMs(index * intervalMs),
      intervalMs,
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
      close,
      volumeBase: 1,
      buyVolumeBase: 0.5,
      tradeCount: 1,
    };
    const time = (index + 1) * intervalMs;
    return { kind: 'peers', time, peers: { symbols: [symbol], bars: [bar], leader: -1 } };
  });
