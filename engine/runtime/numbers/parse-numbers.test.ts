import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unixMs } from '../../domain/units/time.ts';
import type { OutsideSeriesName } from '../../formulas/outside-series.ts';
import type { NumberRow } from './number-row.ts';
import { parseNumbers, type ParseOptions } from './parse-numbers.ts';

/** 2024-05-01T00:00:00Z. */
const T = 1_714_521_600_000;
const HEADER = 'time,name,instrument,value';

/** Parses a text that comes in pieces of so many bytes. */
function parsed(text: string | Buffer, more: Partial<ParseOptions> = {}, pieceBytes = 7) {
  const bytes = Buffer.from(text as string);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  return parseNumbers(Readable.from(pieces, { objectMode: true }), { isSettled: true, ...more });
}

const plain = async (text: string, more: Partial<ParseOptions> = {}) => {
  const { columns, ...rest } = await parsed(text, more);
  return {
    ...rest,
    columns: columns.map(({ times, values, ...of }) => ({ ...of, times: [...times], values: [...values] })),
  };
};

const anyRow: fc.Arbitrary<NumberRow> = fc
  .constantFrom<(readonly [OutsideSeriesName, string])[]>(
    ['chain.fees', ''],
    ['sentiment.fear-and-greed', ''],
    ['loan.borrow-rate', ''],
    ['loan.borrow-rate', 'ETH/USDT'],
    ['loan.borrow-rate', 'binance:BTC/USDT:USDT'],
  )
  .chain(([name, instrument]) =>
    fc.record({
      name: fc.constant(name),
      instrument: fc.constant(instrument),
      time: fc.integer({ min: T, max: T + 50 }).map(unixMs),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    }),
  );

describe('a file of numbers', () => {
  it('reads back what was written, ordered by time, the later line of a moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 60 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, lineEnd, isIso) => {
          const lines = rows.map(({ instrument, name, time, value }) =>
            [
              isIso ? `2024-05-01T00:00:00.${String(time - T).padStart(3, '0')}Z` : time,
              name,
              instrument,
              value,
            ].join(','),
          );
          const { columns, refusedCount } = await plain([HEADER, ...lines, ''].join(lineEnd));
          const expected = new Map<string, Map<number, number>>();
          for (const { instrument, name, time, value } of rows) {
            const key = `${name} ${instrument}`;
            expected.set(key, (expected.get(key) ?? new Map<number, number>()).set(time, value));
          }
          expect(refusedCount).toBe(0);
          expect(columns.length).toBe(expected.size);
          for (const { instrument, name, times, values } of columns) {
            const told = [...(expected.get(`${name} ${instrument}`) ?? [])].toSorted(([a], [b]) => a - b);
            expect(times.map((time, at) => [time, values[at]])).toEqual(told);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('loses nothing around any line that breaks a rule', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 6 }),
        async (strange) => {
          const hostile = strange.map((line) => `x${line.replaceAll(/[\r\n]/g, ' ').toWellFormed()}`);
          const lines = hostile.flatMap((line, at) => [line, `${T + at},chain.fees,,${at}`]);
          const { columns, refused, refusedCount } = await plain(`${HEADER}\n${lines.join('\n')}\n`);
          expect(columns[0]?.values).toEqual(hostile.map((_line, at) => at));
          expect(refusedCount).toBe(hostile.length);
          expect(refused.map(({ line }) => line)).toEqual(hostile.map((_line, at) => 2 + 2 * at));
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['an open quote', '"'],
    ['a quote around a cell', `${T},"chain.fees,,1`],
    ['a quote within a cell', `${T},chain"fees,,1`],
    ['a very long line', 'x'.repeat(300_000)],
    ['zero bytes', '\0\0\0'],
    ['too many cells', ','.repeat(2000)],
  ])('keeps what stands after %s', async (_what, line) => {
    const { columns, refused } = await plain(
      `${HEADER}\n${T},chain.fees,,1\n${line}\n${T + 1},chain.fees,,2\n`,
    );
    expect(columns).toEqual([{ name: 'chain.fees', instrument: '', times: [T, T + 1], values: [1, 2] }]);
    expect(refused).toEqual([{ line: 3, rule: expect.any(String) }]);
  });

  it('takes a mark at its beginning, quotes around cells, spaces and empty lines', async () => {
    const text = `\uFEFF"time","name","value"\r\n\r\n"${T}", "chain.fees" ,"2"\n\n${T + 1},chain.fees,3`;
    expect(await plain(text)).toEqual({
      columns: [{ name: 'chain.fees', instrument: '', times: [T, T + 1], values: [2, 3] }],
      refused: [],
      refusedCount: 0,
      isWhole: true,
    });
  });

  it('counts lines as an editor does', async () => {
    const { refused } = await plain(`time,name,value\n\n\nx\r\n\r\ny\n`);
    expect(refused.map(({ line }) => line)).toEqual([4, 6]);
  });

  it('does not believe a last line that may still be written', async () => {
    const text = `time,name,value\n${T},chain.fees,1\n${T + 1},chain.fees,12`;
    const open = await plain(text, { isSettled: false });
    expect([open.columns[0]?.values, open.isWhole]).toEqual([[1], false]);
    const settled = await plain(text);
    expect([settled.columns[0]?.values, settled.isWhole]).toEqual([[1, 12], true]);
  });

  it('keeps so many rows and says that it refused the rest', async () => {
    const rows = [3, 1, 2, 9, 8].map((at) => `${T + at},chain.fees,${at}`);
    expect(await plain(['time,name,value', ...rows].join('\n'), { mostRows: 3 })).toMatchObject({
      columns: [{ values: [1, 2, 3] }],
      refusedCount: 2,
      refused: [
        { line: 5, rule: 'at most 3 rows are kept, this was one more' },
        { line: 6, rule: 'at most 3 rows are kept, this was one more' },
      ],
    });
  });

  it('tells the first twenty refused lines and how many there were', async () => {
    const { refused, refusedCount } = await plain(`time,name,value\n${'x\n'.repeat(50)}`);
    expect([refused.length, refused.at(-1)?.line, refusedCount]).toEqual([20, 21, 50]);
  });

  it.each([
    [
      'names other columns',
      'when,what\n1,2\n',
      'the first line must be time,name,value or time,name,instrument,value, was "when,what"',
    ],
    [
      'is not UTF-8',
      Buffer.from([...Buffer.from('time,name,value\n'), 0xff, 0xfe, 0x0a]),
      'the text must be UTF-8, and was not',
    ],
    [
      'ends within a letter',
      Buffer.from([...Buffer.from('time,name,value\n'), 0xc3]),
      'the text must be UTF-8, and was not',
    ],
  ])('is refused as a whole where it %s', async (_what, text, rule) => {
    await expect(parsed(text)).rejects.toThrow(rule);
  });

  it('may be empty', async () => {
    expect(await plain('')).toEqual({ columns: [], refused: [], refusedCount: 0, isWhole: true });
  });
});
