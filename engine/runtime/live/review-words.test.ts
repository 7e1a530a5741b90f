import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { reviewWords } from './review-words.ts';
import { ToldLive } from './told-live.fixture.ts';

/** A deposit of a million, 4.5 % of which may be lost in a day, and 20 % of twice of it held of one symbol. */
const ready = () => new ToldLive(undefined, { policy: DEFAULT_POLICY }).begin();
const held = (totalDecimal: string) => [{ asset: 'USDT', totalDecimal, freeDecimal: totalDecimal }];

describe('what a person reads before real orders may leave', () => {
  it('is what is at stake, what may be lost of it today, and the largest position', () => {
    expect(reviewWords(ready().session, held('1000000'))).toEqual({
      equity: '1,000,000.00 USDT',
      mostLossToday: '45,000.00 USDT',
      mostPosition: '400,000.00 USDT',
      warmUpEntries: 10,
    });
  });

  it('takes off what was lost today already', () => {
    const told = ready();
    told.pass(1000);
    told.arm();
    told.enter();
    told.pass(1000);
    const { equity } = told.kernel.risk.numbers();
    const lost = 1_000_000 - equity;
    expect(lost).toBeGreaterThan(0);
    const { mostLossToday } = reviewWords(told.session, undefined);
    expect(mostLossToday).toBe(
      `${(45_000 - lost).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} USDT`,
    );
  });

  it('names what the venue holds where that is another amount, and nothing where it does not say', () => {
    const { session } = ready();
    expect(reviewWords(session, held('1010001')).equity).toBe(
      '1,000,000.00 USDT by our record, 1,010,001.00 USDT held at the venue',
    );
    for (const same of [held('1010000'), held('990000'), undefined, []])
      expect(reviewWords(session, same).equity).toBe('1,000,000.00 USDT');
  });
});
