import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { fieldsOf } from '../../../wire/frame-fields.ts';

/**
 * What `key_permissions` says about the key that asked. Its right to transfer is the right to send funds out.
 * @throws {BrokenRule} when it is malformed.
 */
export function coinbasePermissions(body: unknown): KeyPermissions {
  const key = fieldsOf(body, 'key permissions');
  const canTransfer = flagOf(key['can_transfer']);
  return {
    canTrade: flagOf(key['can_trade']),
    canWithdraw: canTransfer,
    canTransfer,
    isIpBound: undefined,
    expiresAt: undefined,
  };
}

const flagOf = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
