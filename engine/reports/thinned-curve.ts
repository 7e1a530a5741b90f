import type { EquityPoint } from './equity-curve.ts';

/**
 * At most about `most` points that keep what an eye would see: of every stretch its first and last
 * point, its highest and its lowest. The deepest drawdown's lowest point is always among them.
 */
export function thinnedCurve(curve: readonly EquityPoint[], most: number): readonly EquityPoint[] {
  if (curve.length <= most) return curve;
  const stretch = Math.ceil((4 * curve.length) / most);
  const kept = new Set<EquityPoint>();
  for (let from = 0; from < curve.length; from += stretch) {
    for (const point of extremesOf(curve.slice(from, from + stretch))) kept.add(point);
  }
  return curve.filter((point) => kept.has(point));
}

function extremesOf(points: readonly EquityPoint[]): readonly EquityPoint[] {
  const [first] = points;
  if (!first) return [];
  let [highest, lowest, deepest] = [first, first, first];
  for (const point of points) {
    if (point.equity > highest.equity) highest = point;
    if (point.equity < lowest.equity) lowest = point;
    if (point.drawdown > deepest.drawdown) deepest = point;
  }
  return [first, highest, lowest, deepest, points.at(-1) ?? first];
}
