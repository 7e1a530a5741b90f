import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { btc, printAt } from '../fixtures/market-events.ts';
import { cutByTime } from './bar-cutter.ts';
import { type Footprint, FootprintBuilder } from './footprint-builder.ts';

/** A list as it stands, or a part of a column of a stored series. */
type Column =
  | readonly unknown[]
  | { readonly values: readonly unknown[] }
  | { readonly series: string; readonly column: string; readonly start?: number; readonly end?: number };

interface TradeBarsCase {
  readonly id: string;
  readonly method: string;
  readonly inputs: Readonly<Record<'time' | 'side' | 'price' | 'amount', Column>>;
  readonly params: { readonly intervalMs: number };
  readonly expected: Readonly<Record<string, readonly number[]>>;
}

const folder = process.env['EDGEWRIGHT_REFERENCE'];
const withoutFolder = folder === undefined ? ' (skipped: EDGEWRIGHT_REFERENCE names no folder)' : '';
const read = (path: string): unknown => JSON.parse(readFileSync(join(folder ?? '', path), 'utf8'));
const { cases } = (folder === undefined ? { cases: [] } : read('order_book.json')) as {
  cases: TradeBarsCase[];
};

/** An instrument as fine as the numbers of a tape; bars and footprints keep no money, so ticks may be any. */
function instrumentOf(priceDigits: number, sizeDigits: number): Instrument {
  const step = (digits: number) => (digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`);
  const [tickSize, lotSize] = [step(priceDigits), step(sizeDigits)];
  return { ...btc, tickSize, lotSize, tickValue: Number(tickSize), lotValue: Number(lotSize) };
}

const digitsOf = (values: readonly unknown[]): number =>
  Math.max(...values.map((value) => String(value).split('.')[1]?.length ?? 0));

interface Tape {
  readonly prints: readonly TradePrint[];
  readonly instrument: Instrument;
}

function valuesOf(input: Column): readonly unknown[] {
  if (!('series' in input)) {
    return Array.isArray(input) ? input : (input as { readonly values: readonly unknown[] }).values;
  }
  const { columns } = read(`series/${input.series}.json`) as { columns: Record<string, unknown[]> };
  return (columns[input.column] ?? []).slice(input.start ?? 0, input.end);
}

function tapeOf({ inputs }: TradeBarsCase): Tape {
  const column = (name: keyof typeof inputs) => valuesOf(inputs[name]);
  const [sides, prices, amounts] = [column('side'), column('price'), column('amount')];
  const instrument = instrumentOf(digitsOf(prices), digitsOf(amounts));
  const steps = (value: unknown, step: number) => Math.round(Number(value) / step);
  const prints = column('time').map((time, i) =>
    printAt(
      Number(time),
      steps(prices[i], instrument.tickValue),
      steps(amounts[i], instrument.lotValue),
      Number(sides[i]) > 0 ? 'buy' : 'sell',
    ),
  );
  return { prints, instrument };
}

function footprintsOf({ prints }: Tape, intervalMs: number): Footprint[] {
  const builder = new FootprintBuilder(cutByTime(intervalMs), { rowTicks: 1 });
  const closed: Footprint[] = [];
  for (const print of prints) builder.add(print, (footprint) => closed.push(footprint));
  builder.advance(((prints.at(-1)?.time ?? 0) + intervalMs) as UnixMs, (footprint) => closed.push(footprint));
  return closed;
}

function barsOf(tape: Tape, intervalMs: number): Record<string, number[]> {
  const { tickValue, lotValue } = tape.instrument;
  const rows = footprintsOf(tape, intervalMs).map((bar) => {
    const bought = bar.rows.reduce((sum, { buyLots }) => sum + buyLots, 0) * lotValue;
    const sold = bar.rows.reduce((sum, { sellLots }) => sum + sellLots, 0) * lotValue;
    const paid = bar.rows.reduce((sum, row) => sum + row.ticks * (row.buyLots + row.sellLots), 0);
    return {
      time: bar.openTime,
      open: bar.open * tickValue,
      high: bar.high * tickValue,
      low: bar.low * tickValue,
      close: bar.close * tickValue,
      volume: (bar.buyLots + bar.sellLots) * lotValue,
      buyVol: bar.buyLots * lotValue,
      sellVol: sold,
      delta: bought - sold,
      trades: bar.tradeCount,
      vwap: (paid * tickValue) / (bar.buyLots + bar.sellLots),
      cvd: bar.cvdLots * lotValue,
      buyPressure: bar.buyLots / (bar.buyLots + bar.sellLots),
    };
  });
  const names = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}

describe(`bars and footprints of real trades${withoutFolder}`, () => {
  it.skipIf(folder === undefined)('have reference numbers', () => {
    expect(cases.some(({ method }) => method === 'tradeBars')).toBe(true);
  });

  it.each(cases.filter(({ method }) => method === 'tradeBars').map((each) => [each.id, each] as const))(
    'are those of %s in every field',
    (_id, each) => {
      const bars = barsOf(tapeOf(each), each.params.intervalMs);
      const off = Object.entries(each.expected).flatMap(([name, expected]) =>
        expected.flatMap((value, i) => {
          const actual = bars[name]?.[i] ?? NaN;
          return Math.abs(actual - value) <= 1e-9 + 1e-8 * Math.abs(value)
            ? []
            : [{ name, i, value, actual }];
        }),
      );
      expect(off).toEqual([]);
      expect(bars['time']).toHaveLength(each.expected['time']?.length ?? NaN);
    },
  );
});
