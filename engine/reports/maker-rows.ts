import { wilsonInterval } from '../numerics/wilson.ts';
import type { History } from './history.ts';
import type { MakerRow } from './report.ts';
import { meanWithError } from './statistics/mean-with-error.ts';

/** How many of the horizons after a fill are measured: 1, 5 and 30 s. */
const HORIZONS = [0, 1, 2] as const;

/**
 * What entries that rested first came to, by strategy: how many were filled whole, with Wilson's interval; how soon;
 * and how far the market then went against the side that was filled. Fills count once each, whatever their size.
 */
export function makerRows({ makerFills, makerOrders }: History): readonly MakerRow[] {
  const names = new Set([...makerOrders, ...makerFills].map(({ strategyId }) => strategyId));
  return [...names].toSorted().map((strategyId) => {
    const orders = makerOrders.filter((each) => each.strategyId === strategyId);
    const fills = makerFills.filter((each) => each.strategyId === strategyId);
    const whole = orders.filter(({ askedLots, filledLots }) => filledLots >= askedLots).length;
    const asked = orders.reduce((sum, { askedLots }) => sum + askedLots, 0);
    const filled = orders.reduce((sum, { filledLots }) => sum + filledLots, 0);
    const interval = wilsonInterval(whole, orders.length);
    const ofHorizon = (at: number) => fills.flatMap(({ adverseBps }) => adverseBps[at] ?? []);
    return {
      strategyId,
      orders: orders.length,
      filledWhole: interval ? percent(whole / orders.length) : '',
      filledWholeRange: interval ? `${percent(interval.low)} to ${percent(interval.high)}` : '',
      filledLots: asked > 0 ? percent(filled / asked) : '',
      secondsToFill: withError(fills.map(({ waitedMs }) => waitedMs / 1000)),
      adverseBps: HORIZONS.map((at) => withError(ofHorizon(at))),
      fills: fills.length,
    };
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `1.250 ± 0.310 (17)`: mean, standard error and how many; without an error for a single number. */
function withError(values: readonly number[]): string {
  const found = meanWithError(values);
  if (!found) return '';
  const error = found.error === undefined ? '' : ` ± ${found.error.toFixed(3)}`;
  return `${found.mean.toFixed(3)}${error} (${found.count})`;
}
