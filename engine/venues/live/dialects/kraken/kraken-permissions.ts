import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { unixMs } from '../../../../domain/units/time.ts';
import { fieldsOf, listOf } from '../../../wire/frame-fields.ts';

/** Rights by which funds leave, and by which they move between wallets. */
const WITHDRAW = ['withdraw-funds', 'add-withdraw-address', 'update-withdraw-address'];
const TRANSFER = ['transfer-funds', 'earn-funds', 'allocate-funds'];

/** What `GetApiKeyInfo` says about the key that asked. @throws {BrokenRule} when it is malformed. */
export function krakenPermissions(body: unknown): KeyPermissions {
  const info = fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
  const isTold = info['permissions'] !== undefined;
  const rights = isTold ? listOf(info['permissions'], 'permissions') : [];
  const has = (names: readonly string[]) =>
    isTold ? names.some((name) => rights.includes(name)) : undefined;
  const allowed = info['ip_allowlist'];
  const until = Number(info['valid_until']);
  return {
    canTrade: has(['modify-trades']),
    canWithdraw: has(WITHDRAW),
    canTransfer: has(TRANSFER),
    isIpBound: Array.isArray(allowed) ? allowed.length > 0 : undefined,
    expiresAt: Number.isSafeInteger(until) && until > 0 ? unixMs(until * 1000) : undefined,
  };
}
