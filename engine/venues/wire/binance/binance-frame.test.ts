import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BinanceFrame, readFrame, readLiveFrame } from './binance-frame.ts';
import type { MalformedFrame } from '../live-frame.ts';
import { DecimalSteps } from '../../recorded/decimal-steps.ts';
import { diff, snapshot, ticker, trade } from '../../recorded/fixtures/capture-file.ts';

const steps = { tick: new DecimalSteps('0.01'), lot: new DecimalSteps('0.00001') };
const read = (text: string) => readFrame(text, 'usdm', steps);

const genuine = [
  diff([5, 8, 4], [['100.01', '1.5']], [['100.02', '0']]),
  snapshot(7, [['100.01', '1']], [['100.02', '2']]),
  ticker(7, ['100.01', '1'], ['100.02', '2']),
  trade(77, '100.01', '0.5', true),
].map((frame) => JSON.stringify(frame));

/** Whether every number of a frame that was let through is a whole one, not negative. */
function isSound(frame: BinanceFrame | MalformedFrame): boolean {
  return Object.values(frame)
    .flat()
    .every((value) => typeof value !== 'number' || (Number.isSafeInteger(value) && value >= 0));
}

describe('reading a frame', () => {
  it('answers, and lets no unsound number through, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        expect(isSound(read(text))).toBe(true);
      }),
    );
  });

  it('answers the same way to genuine frames cut, doubled or with some bytes changed', () => {
    const damaged = fc
      .tuple(
        fc.constantFrom(...genuine),
        fc.nat(400),
        fc.nat(400),
        fc.constantFrom('', '"', '-', 'e9', '[', '{}', 'null', '9'.repeat(30), '\u0000'),
      )
      .map(([text, from, length, put]) => {
        const start = from % text.length;
        return text.slice(0, start) + put + text.slice(start + (length % 20));
      });
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.constantFrom(...genuine).map((text) => text + text),
        ),
        (text) => {
          expect(isSound(read(text))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('answers to any JSON value in place of any field', () => {
    const changed = fc
      .tuple(fc.constantFrom(...genuine), fc.nat(20), fc.jsonValue())
      .map(([text, place, value]) => {
        const frame = JSON.parse(text) as Record<string, unknown>;
        const content = (frame['data'] ?? frame) as Record<string, unknown>;
        const names = Object.keys(content);
        content[names[place % names.length] ?? ''] = value;
        return JSON.stringify(frame);
      });
    fc.assert(
      fc.property(changed, (text) => {
        expect(isSound(read(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [
      'a value nested a hundred thousand deep',
      `{"stream":"a","data":{"e":"trade","s":"BTCUSDT","m":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      /m must be true or false/,
    ],
    [
      'a prototype in the frame',
      '{"__proto__":{"lastUpdateId":5}}',
      /must have an event, an id or a lastUpdateId/,
    ],
    [
      'a prototype in the content',
      '{"stream":"a","data":{"e":"depthUpdate","s":"BTCUSDT","__proto__":{"U":1}}}',
      /U must be a whole number .* was missing/,
    ],
    [
      'a very long text',
      `{"stream":"a","data":{"e":"trade","s":"BTCUSDT","m":"${'x'.repeat(1_000_000)}"}}`,
      /^m must be true or false, was "x{39}…$/,
    ],
  ])('refuses %s', (_what, text, rule) => {
    const frame = read(text);
    expect(frame.kind === 'malformed' ? frame.rule : frame.kind).toMatch(rule);
  });

  it('lets the last of repeated keys count, as every JSON reader does', () => {
    const text = JSON.stringify(trade(77, '100.01', '0.5', true)).replace('"t":77', '"t":76,"t":77');
    expect(read(text)).toMatchObject({ kind: 'trade', tradeId: '77' });
  });

  it('leaves out old orders between the ticks of today, and refuses a price that is no number', () => {
    const levels = [
      ['100.01', '1'],
      ['100.015', '2'],
      ['100.02', '3'],
    ] as [string, string][];
    expect(read(JSON.stringify(diff([5, 8, 4], levels, [])))).toMatchObject({
      kind: 'diff',
      bids: [10_001, 100_000, 10_002, 300_000],
    });
    expect(read(JSON.stringify(diff([5, 8, 4], [['0', '1']], [])))).toMatchObject({ kind: 'malformed' });
    expect(read(JSON.stringify(diff([5, 8, 4], [['NaN', '1']], [])))).toMatchObject({ kind: 'malformed' });
  });

  const live = (content: object) =>
    readLiveFrame(JSON.stringify(content), 'usdm', (symbol) => (symbol === 'BTCUSDT' ? steps : undefined));

  it('knows a mark price at the nearest tick, with the funding to come', () => {
    const content = {
      e: 'markPriceUpdate',
      E: 1_562_305_380_000,
      s: 'BTCUSDT',
      p: '11794.15600000',
      i: '11784.62659091',
      r: '0.00038167',
      T: 1_562_306_400_000,
    };
    expect(live(content)).toEqual({
      kind: 'mark',
      indexPrice: 11_784.62659091,
      symbol: 'BTCUSDT',
      venueTime: 1_562_305_380_000,
      markTicks: 1_179_416,
      fundingRateE8: 38_167,
      nextFundingTime: 1_562_306_400_000,
    });
    expect(live({ ...content, r: '', T: 0 })).toMatchObject({
      fundingRateE8: undefined,
      nextFundingTime: undefined,
    });
    expect(live({ ...content, p: undefined })).toMatchObject({ kind: 'malformed' });
  });

  it('knows a forced order by its side, average price and size', () => {
    const o = {
      s: 'BTCUSDT',
      S: 'SELL',
      o: 'LIMIT',
      f: 'IOC',
      q: '0.014',
      p: '9910',
      ap: '9910.004',
      X: 'FILLED',
      l: '0.014',
      z: '0.014',
      T: 1_568_014_460_893,
    };
    expect(live({ e: 'forceOrder', E: 1_568_014_460_893, o })).toEqual({
      kind: 'liquidation',
      symbol: 'BTCUSDT',
      venueTime: 1_568_014_460_893,
      side: 'sell',
      ticks: 991_000,
      lots: 1400,
    });
    expect(live({ e: 'forceOrder', o: { ...o, S: 'UP' } })).toMatchObject({ kind: 'malformed' });
    expect(live({ e: 'forceOrder', o: { ...o, q: '0' } })).toMatchObject({ kind: 'malformed' });
  });

  it('knows whether a subscription was taken on, and that a symbol was not asked for', () => {
    expect(live({ result: null, id: 1 })).toEqual({ kind: 'answer', isAccepted: true });
    expect(live({ error: { code: 2, msg: 'Invalid request' }, id: 1 })).toEqual({
      kind: 'answer',
      isAccepted: false,
    });
    expect(live({ e: 'markPriceUpdate', s: 'XRPUSDT' })).toEqual({
      kind: 'malformed',
      rule: 'XRPUSDT was not subscribed to',
    });
    expect(live({ e: 'kline', s: 'BTCUSDT' })).toEqual({ kind: 'other' });
  });
});
