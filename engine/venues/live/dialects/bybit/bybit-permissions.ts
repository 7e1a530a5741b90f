import { fieldsOf, listOf, type Fields } from '../../../wire/frame-fields.ts';
import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { momentMs } from '../../moment-ms.ts';
import { told } from '../../report-fields.ts';

/** Wallet rights by which money leaves the account. */
const TRANSFERS: ReadonlySet<unknown> = new Set([
  'AccountTransfer',
  'SubMemberTransfer',
  'SubMemberTransferList',
]);
const TRADES: readonly (readonly [group: string, right: string])[] = [
  ['ContractTrade', 'Order'],
  ['Spot', 'SpotTrade'],
];

/** What `query-api` says about the key that asked. @throws {BrokenRule} when it is malformed. */
export function bybitPermissions(body: unknown): KeyPermissions {
  const key = fieldsOf(fieldsOf(body, 'an answer')['result'], 'result');
  const permissions = fieldsOf(key['permissions'], 'permissions');
  const wallet = rightsOf(permissions, 'Wallet');
  const isReadOnly = key['readOnly'] === '1' || key['readOnly'] === 1;
  const ips = Array.isArray(key['ips']) ? (key['ips'] as unknown[]) : [];
  return {
    canTrade:
      !isReadOnly && TRADES.some(([group, right]) => rightsOf(permissions, group)?.includes(right) === true),
    canWithdraw: wallet === undefined ? undefined : !isReadOnly && wallet.includes('Withdraw'),
    canTransfer:
      wallet === undefined ? undefined : !isReadOnly && wallet.some((right) => TRANSFERS.has(right)),
    isIpBound: ips.length > 0 && !ips.includes('*'),
    expiresAt: momentMs(told(key['expiredAt'])),
  };
}

const rightsOf = (permissions: Fields, group: string): readonly unknown[] | undefined =>
  permissions[group] === undefined ? undefined : listOf(permissions[group], group);
