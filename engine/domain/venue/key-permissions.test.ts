import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeKey, type KeyPermissions } from './key-permissions.ts';

const tradeOnly: KeyPermissions = {
  canTrade: true,
  canWithdraw: false,
  canTransfer: false,
  isIpBound: true,
  expiresAt: undefined,
};
const told = (permissions: Partial<KeyPermissions>) =>
  judgeKey({ kind: 'told', permissions: { ...tradeOnly, ...permissions } });

describe('judging a key by what its venue says', () => {
  it('R-SEC-05: a key that can withdraw or transfer is refused', () => {
    expect(told({ canWithdraw: true })).toEqual({ use: 'refused', because: 'can-withdraw' });
    expect(told({ canTransfer: true })).toEqual({ use: 'refused', because: 'can-transfer' });
    expect(told({ canTrade: false, canWithdraw: true })).toEqual({ use: 'refused', because: 'can-withdraw' });
  });

  it('R-SEC-05: a key the venue does not accept is refused', () => {
    expect(judgeKey({ kind: 'not-accepted', venueCode: '10003' })).toEqual({
      use: 'refused',
      because: 'not-accepted',
    });
  });

  it('takes a trade-only key, and a read-only one for reading', () => {
    expect(told({})).toEqual({ use: 'trade' });
    expect(told({ isIpBound: false })).toEqual({ use: 'trade' });
    expect(told({ canTrade: false, canTransfer: undefined })).toEqual({ use: 'read' });
  });

  it('R-SEC-05: what the venue does not say has to be said by the person', () => {
    expect(told({ canWithdraw: undefined })).toEqual({ use: 'trade-on-word', unsaid: ['withdraw'] });
    expect(told({ canTransfer: undefined, canTrade: undefined })).toEqual({
      use: 'trade-on-word',
      unsaid: ['transfer', 'trade'],
    });
    expect(judgeKey({ kind: 'unreachable', because: 'no answer' })).toEqual({
      use: 'trade-on-word',
      unsaid: ['withdraw', 'transfer', 'trade'],
    });
  });

  it('R-SEC-05: trades without a word only when all three rights are known and right', () => {
    const right = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(right, right, right, (canTrade, canWithdraw, canTransfer) => {
        const verdict = told({ canTrade, canWithdraw, canTransfer });
        const isExact = canTrade === true && canWithdraw === false && canTransfer === false;
        expect(verdict.use === 'trade').toBe(isExact);
      }),
    );
  });
});
