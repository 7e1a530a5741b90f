import { describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal } from '../../domain/units/money.ts';
import { exposureLimit } from './exposure-limit.ts';
import { calm, entry, FIXED } from './situation.fixture.ts';

describe('the exposure limit', () => {
  it('is of sessions without a policy: where there is one, its limits alone hold', () => {
    const large = { ...entry, lots: lots(501) };
    expect(exposureLimit(large, calm)).toMatchObject({ measured: { limit: 0.5 } });
    expect(exposureLimit(large, { ...calm, fixedLimits: undefined })).toBeUndefined();
  });

  // 400 lots at 100.0 are 400 quote units of 1000: after selling 500 the account holds 100 the other way.
  it('lets an entry through zero pass that leaves less than before', () => {
    const long = { ...calm, runLots: 400, netLots: 400, grossExposure: moneyFromDecimal('400') };
    const through = { ...entry, side: 'sell' as const, lots: lots(500) };
    expect(exposureLimit(through, long)).toBeUndefined();
  });

  it('counts what is added on the other side against the total', () => {
    const long = {
      ...calm,
      fixedLimits: { ...FIXED, maxExposureTotal: 0.5 },
      netLots: 100,
      grossExposure: moneyFromDecimal('450'),
    };
    const through = { ...entry, side: 'sell' as const, lots: lots(300) };
    expect(exposureLimit(through, long)).toMatchObject({
      code: 'exposure-above-limit',
      // 450 and 100 lots more than the 100 held, at the bid of 99.9: 99.9.
      measured: { totalShare: expect.closeTo(0.5499, 12), limit: 0.5 },
    });
  });
});
