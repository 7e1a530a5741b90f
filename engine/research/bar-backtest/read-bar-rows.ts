import type { BarRow } from './bar-frame.ts';

const COLUMNS = 'ts_ms,open,high,low,close,volume';

/**
 * Reads bars from comma separated text with the header `ts_ms,open,high,low,close,volume`.
 * @throws {RangeError} naming the line that is no bar.
 */
export function readBarRows(text: string): BarRow[] {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  if (header !== COLUMNS)
    throw new RangeError(`bars must have the columns ${COLUMNS}, had ${header?.slice(0, 100)}`);
  return lines.map((line, index) => {
    const cells = line.split(',');
    const [openTime, open, high, low, close, volumeBase] = cells.map((cell) =>
      cell === '' ? Number.NaN : Number(cell),
    );
    if (cells.length !== 6 || ![openTime, open, high, low, close, volumeBase].every(Number.isFinite))
      throw new RangeError(
        `line ${index + 2} must be six numbers, was ${JSON.stringify(line.slice(0, 100))}`,
      );
    return { openTime, open, high, low, close, volumeBase } as BarRow;
  });
}
