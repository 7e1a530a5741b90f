import type { KeyPermissions } from '../../../../domain/venue/key-permissions.ts';
import { fieldsOf, listOf } from '../../../wire/frame-fields.ts';
import { told } from '../../report-fields.ts';

/**
 * What `account/config` says about the key that asked: its rights as words with commas between. Transfers between
 * accounts of one user come with trading; those to others come with withdrawing.
 * @throws {BrokenRule} when it is malformed.
 */
export function okxPermissions(body: unknown): KeyPermissions {
  const [first] = listOf(fieldsOf(body, 'an answer')['data'], 'data');
  const config = fieldsOf(first, 'a configuration');
  const rights = told(config['perm'])
    ?.split(',')
    .map((right) => right.trim());
  return {
    canTrade: rights?.includes('trade'),
    canWithdraw: rights?.includes('withdraw'),
    canTransfer: rights?.includes('withdraw'),
    isIpBound: typeof config['ip'] === 'string' ? config['ip'] !== '' : undefined,
    expiresAt: undefined,
  };
}
