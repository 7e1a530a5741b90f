import { describe, expect, it } from 'vitest';
import { textsOf } from './texts-of.ts';

/** Every text by its path, functions called with made-up words. */
function spoken(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value === 'function')
    return spoken((value as (...words: string[]) => unknown)('7', '8', '9'), path);
  return new Map(
    Object.entries(value as object).flatMap(([name, each]) => [...spoken(each, `${path}.${name}`)]),
  );
}

/** Names that are the same in both. */
const SAME = ['.store.names.kwallet', '.store.names.kwallet5', '.store.names.kwallet6', '.store.names.dpapi'];

describe('texts of dialogs about keys and real money', () => {
  it('are all there in both languages, none left in the other', () => {
    const [en, de] = [spoken(textsOf('en')), spoken(textsOf('de'))];
    expect([...de.keys()]).toEqual([...en.keys()]);
    const same = [...en].filter(([path, text]) => text !== '' && de.get(path) === text).map(([path]) => path);
    expect(same).toEqual(SAME);
  });

  it('say in both what they are given', () => {
    for (const language of ['en', 'de'] as const) {
      const { arming, largeOrder } = textsOf(language);
      expect(arming.message('Main', 'OKX')).toMatch(/Main.*OKX/);
      expect(arming.mostLoss('56.25 USDT')).toContain('56.25 USDT');
      expect(largeOrder.message('sell', '0.5 BTC', 'Main')).toMatch(/0\.5 BTC/);
      expect(largeOrder.worth('32,000.00 USDT', '12,500.00 USDT')).toMatch(
        /32,000\.00 USDT.*12,500\.00 USDT/,
      );
    }
  });
});
