import { describe, expect, it } from 'vitest';
import { flowWatch } from './flow.ts';
import { flowKey } from './flow-key.ts';

const formula = (part: object) =>
  flowWatch.parse({ kind: 'formula', instrument: 'sandbox:BTC/USDT', formula: 'F158', ...part });

describe('the key of a watched formula', () => {
  it('is the same for equal settings in whatever order, and with no setting at all', () => {
    expect(flowKey(formula({ params: { a: 1, b: 2 } }))).toBe(flowKey(formula({ params: { b: 2, a: 1 } })));
    expect(flowKey(formula({ params: {} }))).toBe(flowKey(formula({})));
  });

  it.each([
    ['formula', { formula: 'F159' }],
    ['setting', { params: { n: 5 } }],
    ['length of bars', { intervalMs: 300_000 }],
    ['instrument', { instrument: 'sandbox:ETH/USDT' }],
  ])('is another one with another %s', (_what, part) => {
    expect(flowKey(formula(part))).not.toBe(flowKey(formula({})));
  });

  it('is refused for bars that are no whole minutes', () => {
    expect(() => formula({ intervalMs: 90_000 })).toThrow('multiple of 60000');
  });
});
