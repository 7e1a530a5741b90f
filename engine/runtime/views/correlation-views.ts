import type { CorrelationView } from '../../contract/risk-views.ts';
import { fisherInterval } from '../../numerics/fisher-interval.ts';
import { pairCorrelation } from '../../risk/sizing/correlations.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { RiskDesk } from '../risk/risk-desk.ts';

/** How every two instruments moved together, where they have been watched for long enough. */
export function correlationViews(
  { history }: Pick<RiskDesk, 'history'>,
  { instruments }: Pick<KernelRooms, 'instruments'>,
): CorrelationView[] {
  const ids = [...instruments.keys()];
  return ids.flatMap((a, at) =>
    ids.slice(at + 1).flatMap((b) => {
      const [one = [], other = []] = history.common([a, b]);
      const pair = pairCorrelation(one, other);
      const interval = pair && fisherInterval(pair.sample, one.length);
      return interval ? [{ a, b, ...pair, ...interval, returns: one.length }] : [];
    }),
  );
}
