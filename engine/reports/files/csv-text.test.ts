import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, neutralized } from './csv-text.ts';

describe('CSV text', () => {
  it('follows RFC 4180: CRLF, quotes around commas, quotes and line breaks', () => {
    const text = csvText(
      ['a', 'b'],
      [
        ['1,5', 'say "yes"'],
        ['two\nlines', ''],
      ],
    );
    expect(text).toBe('a,b\r\n"1,5","say ""yes"""\r\n"two\nlines",\r\n');
  });

  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx', '\r=1', '-', '+', '=', '-1e5', '--1'])(
    'puts an apostrophe in front of %j',
    (cell) => {
      expect(neutralized(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['-12.5', '0', '-0.00000001', '100', 'long', '2024-03-01T00:00:00.000Z', ''])(
    'leaves %j as it is',
    (cell) => {
      expect(neutralized(cell)).toBe(cell);
    },
  );

  it('R-LG-03: lets no text begin a formula', () => {
    const hostile = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (cell) => {
        expect(neutralized(cell)).toMatch(/^('|-\d+(\.\d+)?$)/);
      }),
      { numRuns: 300 },
    );
  });
});
