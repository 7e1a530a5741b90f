import { fieldsOf } from '../../../wire/frame-fields.ts';
import { unixMs } from '../../../../domain/units/time.ts';
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';

/** What `apiRestrictions` says about the key that asked. @throws {BrokenRule} when it is malformed. */
export function binancePermissions(body: unknown, side: 'spot' | 'usdm'): KeyPermissions {
  const key = fieldsOf(body, 'apiRestrictions');
  const transfers = [key['enableInternalTransfer'], key['permitsUniversalTransfer']].map(flagOf);
  const expiry = Number(key['tradingAuthorityExpirationTime']);
  return {
    canTrade: flagOf(side === 'spot' ? key['enableSpotAndMarginTrading'] : key['enableFutures']),
    canWithdraw: flagOf(key['enableWithdrawals']),
    canTransfer: transfers.includes(true) ? true : transfers.includes(undefined) ? undefined : false,
    isIpBound: flagOf(key['ipRestrict']),
    expiresAt: Number.isSafeInteger(expiry) && expiry > 0 ? unixMs(expiry) : undefined,
  };
}

const flagOf = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
