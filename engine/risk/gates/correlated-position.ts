import { signOf } from '../../domain/order/side.ts';
import type { Gate } from '../gate.ts';

/**
 * Refuses a new position in something that moves like what is already held or on its way; the other way through
 * zero is a new one, more of the same is not. As described: a sample correlation
 * of returns above the limit, whichever way either points. Corrected: the shrunk one, and a position that works
 * against the held one is no second helping of the same.
 */
export const correlatedPosition: Gate = (intent, { netLots, standing }) => {
  const { limit, preset } = standing.correlation;
  if (preset === 'off' || intent.role !== 'entry') return undefined;
  const after = netLots + signOf(intent.side) * intent.lots;
  if (netLots !== 0 && after * netLots >= 0) return undefined;
  for (const { instrument, sample, shrunk, signedLots } of standing.correlations) {
    if (instrument === intent.instrument || signedLots === 0) continue;
    const sameWay = signOf(intent.side) * Math.sign(signedLots);
    const correlation = preset === 'as-described' ? sample : shrunk * sameWay;
    if (correlation > limit) return { code: 'correlated-position', measured: { correlation, limit } };
  }
  return undefined;
};
