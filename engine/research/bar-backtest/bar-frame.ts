import type { Instrument } from '../../domain/instrument/instrument.ts';

/** Bars of one instrument by column: prices in whole ticks, volume in lots, oldest first. */
export interface BarFrame {
  readonly instrument: Instrument;
  readonly intervalMs: number;
  readonly count: number;
  /** When each bar began, Unix ms. */
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volumeLots: Float64Array;
}

/** One bar with its prices in quote units and its volume in base units, as data files have them. */
export interface BarRow {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

/** How far a price may lie beside the grid, in ticks: what a double loses, not a wrong grid. */
const GRID_TOLERANCE_TICKS = 1e-4;
const PRICES = ['open', 'high', 'low', 'close'] as const;

/**
 * Checks bars and lays them out by column.
 * @throws {RangeError} naming the bar: a price off the grid or not above zero, a high or low that does
 * not hold open and close, a volume below zero, a time that does not rise by whole intervals.
 */
export function barFrame(instrument: Instrument, intervalMs: number, rows: readonly BarRow[]): BarFrame {
  if (!Number.isSafeInteger(intervalMs) || intervalMs <= 0) {
    throw new RangeError(`a bar interval must be whole milliseconds above zero, was ${intervalMs}`);
  }
  const column = () => new Float64Array(rows.length);
  const frame = {
    instrument,
    intervalMs,
    count: rows.length,
    openTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volumeLots: column(),
  };
  for (const [index, row] of rows.entries()) {
    const { openTime } = row;
    checkTime(openTime, index > 0 ? (frame.openTime[index - 1] as number) : undefined, intervalMs);
    frame.openTime[index] = openTime;
    for (const name of PRICES) frame[name][index] = wholeTicks(instrument, row, name);
    checkRange(row);
    frame.volumeLots[index] = row.volumeBase / instrument.lotValue;
  }
  return frame;
}

function checkTime(openTime: number, before: number | undefined, intervalMs: number): void {
  if (!Number.isSafeInteger(openTime) || openTime < 0) {
    throw new RangeError(`a bar's time must be whole milliseconds since 1970, was ${openTime}`);
  }
  if (before === undefined) return;
  const step = openTime - before;
  if (step <= 0 || step % intervalMs !== 0) {
    throw new RangeError(
      `bar ${openTime} must begin whole intervals of ${intervalMs} ms after the one before, came ${step} ms after`,
    );
  }
}

function wholeTicks({ id, tickSize, tickValue }: Instrument, row: BarRow, name: keyof BarRow): number {
  const inTicks = row[name] / tickValue;
  const whole = Math.round(inTicks);
  if (!(whole > 0) || Math.abs(inTicks - whole) > GRID_TOLERANCE_TICKS) {
    throw new RangeError(
      `${id}: ${name} of bar ${row.openTime} must be a multiple of ${tickSize} above zero, was ${row[name]}`,
    );
  }
  return whole;
}

function checkRange({ close, high, low, open, openTime, volumeBase }: BarRow): void {
  if (high < Math.max(open, close) || low > Math.min(open, close)) {
    throw new RangeError(
      `bar ${openTime}: high ${high} and low ${low} must hold open ${open} and close ${close}`,
    );
  }
  if (!Number.isFinite(volumeBase) || volumeBase < 0) {
    throw new RangeError(`bar ${openTime}: volume must be finite and not negative, was ${volumeBase}`);
  }
}
