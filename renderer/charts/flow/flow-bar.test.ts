import { describe, expect, it } from 'vitest';
import { barsFrom, placeOfTime, withOlder, withUpdate } from './flow-bar.ts';
import { sampleBars } from './fixtures.ts';

const lots = (...volumes: readonly number[]) => volumes.map((buyLots) => ({ buyLots, closeTicks: 100 }));
const known = barsFrom(sampleBars(10, lots(1, 2, 3), { oldestBar: 4 }));
const volumesOf = (bars: ReturnType<typeof withUpdate>) => bars?.bars.map(({ buyLots }) => buyLots);

describe('bars a window knows', () => {
  it('have their number, their fields and their own rows', () => {
    expect(known.bars[1]).toMatchObject({ number: 11, openTimeMs: 11 * 60_000, buyLots: 2 });
    expect(known.bars[1]?.rows).toEqual(Float64Array.of(100, 2, 0, 16));
  });

  it('replace the forming one and go on after it', () => {
    expect(volumesOf(withUpdate(known, sampleBars(12, lots(7, 8))))).toEqual([1, 2, 7, 8]);
  });

  it('cannot take an update that leaves a bar out: neither a later one nor the end of the forming one', () => {
    // Bar 12 was still forming, so an update that begins with 13 leaves its end out.
    expect(withUpdate(known, sampleBars(13, lots(7)))).toBeUndefined();
    expect(withUpdate(known, sampleBars(12, lots(7), { generation: 2 }))).toBeUndefined();
  });

  it('do not go back when an update was overtaken by an answer', () => {
    expect(withUpdate(known, sampleBars(10, lots(5)))).toBe(known);
  });

  it('keep naked points until an update tells others', () => {
    const told = withUpdate(known, sampleBars(12, lots(3), { naked: Float64Array.of(10, 100) }));
    expect(told?.naked).toEqual(Float64Array.of(10, 100));
    expect(told && withUpdate(told, sampleBars(12, lots(3)))?.naked).toEqual(Float64Array.of(10, 100));
  });

  it('take older ones in front only when they join', () => {
    expect(volumesOf(withOlder(known, sampleBars(8, lots(5, 6))))).toEqual([5, 6, 1, 2, 3]);
    expect(withOlder(known, sampleBars(6, lots(5, 6)))).toBe(known);
  });

  it('are never more than four thousand, the newest ones, without a gap', () => {
    let long = barsFrom(sampleBars(0, lots(...Array.from({ length: 3998 }, (_, at) => at))));
    for (let update = 0; update < 5; update += 1) {
      const forming = 3997 + 2 * update;
      const next = withUpdate(long, sampleBars(forming, lots(forming, forming + 1, forming + 2)));
      if (next === undefined) throw new Error('an update that joins must be taken');
      long = next;
    }
    const numbers = long.bars.map(({ number }) => number);
    // The last update told bars 4005, 4006 and 4007; of all from 0 on the newest 4,000 are kept.
    expect(numbers).toEqual(Array.from({ length: 4000 }, (_, at) => 8 + at));
    expect(volumesOf(long)).toEqual(numbers);
  });

  it('are found by a moment', () => {
    const at = (minute: number) => placeOfTime(known.bars, minute * 60_000);
    expect([9, 10, 11.5, 99].map(at)).toEqual([-1, 0, 1, 2]);
  });
});
