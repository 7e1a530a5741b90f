import { describe, expect, it } from 'vitest';
import { ROW_MARKS } from '../../../engine/domain/market/footprint-row.ts';
import { barsFrom, type FlowBar } from '../../charts/flow/flow-bar.ts';
import { sampleBars } from '../../charts/flow/fixtures.ts';
import { ImbalanceZones } from './imbalance-zones.ts';

const { sells, stackedBuys, stackedSells } = ROW_MARKS;
const [sample] = barsFrom(sampleBars(0, [{}])).bars;

/** A bar that traded from `low` to `high` with the marks of its rows by their lowest tick. */
const bar = (number: number, low: number, high: number, marks: Readonly<Record<number, number>> = {}) =>
  ({
    ...(sample as FlowBar),
    number,
    lowTicks: low,
    highTicks: high,
    rows: Float64Array.from(Object.entries(marks).flatMap(([ticks, mark]) => [Number(ticks), 1, 1, mark])),
  }) satisfies FlowBar;

const stacked = bar(5, 100, 139, { 100: stackedBuys, 110: stackedBuys, 120: 0, 130: stackedBuys });

describe('zones of stacked imbalances', () => {
  it('put neighboring rows of a side together, and leave apart what has a row between', () => {
    const zones = new ImbalanceZones(10).of([stacked], 6);
    expect(zones.map(({ highTicks, lowTicks }) => [lowTicks, highTicks])).toEqual([
      [100, 119],
      [130, 139],
    ]);
    expect(zones.every(({ bar: number, side, until }) => number === 5 && side === 'buy' && !until)).toBe(
      true,
    );
  });

  it('hold both sides of a bar, and no single imbalance', () => {
    const mixed = bar(0, 100, 130, { 100: stackedSells, 110: stackedSells | stackedBuys, 120: sells });
    const zones = new ImbalanceZones(10).of([mixed], 1);
    expect(zones.map(({ highTicks, lowTicks, side }) => [side, lowTicks, highTicks])).toEqual([
      ['buy', 110, 119],
      ['sell', 100, 119],
    ]);
  });

  it('of buyers last until a bar trades below them, touching is not enough', () => {
    const buys = bar(0, 100, 119, { 100: stackedBuys, 110: stackedBuys });
    const untilOf = (...later: FlowBar[]) => new ImbalanceZones(10).of([buys, ...later], 9)[0]?.until;
    expect(untilOf(bar(1, 100, 150), bar(2, 130, 180))).toBeUndefined();
    expect(untilOf(bar(1, 100, 150), bar(2, 99, 130), bar(3, 50, 60))).toBe(2);
  });

  it('of sellers last until a bar trades above them', () => {
    const sold = bar(0, 100, 119, { 100: stackedSells, 110: stackedSells });
    const untilOf = (...later: FlowBar[]) => new ImbalanceZones(10).of([sold, ...later], 9)[0]?.until;
    expect(untilOf(bar(1, 80, 119))).toBeUndefined();
    expect(untilOf(bar(1, 80, 119), bar(2, 80, 120))).toBe(2);
  });

  it('are ended by the bar that is forming, seen again at every update', () => {
    const zones = new ImbalanceZones(10);
    const buys = bar(0, 100, 119, { 100: stackedBuys, 110: stackedBuys });
    expect(zones.of([buys, bar(1, 105, 130)], 1)[0]?.until).toBeUndefined();
    expect(zones.of([buys, bar(1, 95, 130)], 1)[0]?.until).toBe(1);
    expect(zones.of([buys, bar(1, 95, 130), bar(2, 90, 100)], 2)[0]?.until).toBe(1);
  });
});
