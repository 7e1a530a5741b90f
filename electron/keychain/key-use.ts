import type { AccountRow } from '../contract/accounts.ts';
import type { LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import { judgeKey, type KeyProbe } from '../../engine/domain/venue/key-permissions.ts';
import { countsStill } from '../../engine/domain/venue/dead-man-finding.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import { licences } from '../main/licences.generated.ts';
import { refusalWords } from './account-words.ts';
import type { KeyRights } from './key-record.ts';
import type { KeptKey } from './key-vault.ts';

/** What speaks with venues, by the list of what is built in. */
const CLIENT = `ccxt ${licences.find(({ name }) => name === 'ccxt')?.version}`;

/** How long a person's word about a key holds. */
export const WORD_HOLDS_MS = 30 * 86_400_000;

/** What a venue said, as it is kept. */
export function rightsOf({ permissions }: Extract<KeyProbe, { kind: 'told' }>): KeyRights {
  const { canTrade, canTransfer, canWithdraw, expiresAt, isIpBound } = permissions;
  return {
    canTrade: canTrade ?? null,
    canWithdraw: canWithdraw ?? null,
    canTransfer: canTransfer ?? null,
    isIpBound: isIpBound ?? null,
    expiresAtMs: expiresAt ?? null,
  };
}

/** Why a key must not be held any longer, by what its venue says now; undefined when it may. */
export function troubleWith(
  probe: KeyProbe,
  before: KeyRights | null,
  { texts, venue }: { readonly venue: LiveVenue; readonly texts: DialogTexts },
): string | undefined {
  const verdict = judgeKey(probe);
  if (verdict.use === 'refused') return refusalWords(venue, verdict.because, texts).message;
  const hasMore = probe.kind === 'told' && hasGrown(before, rightsOf(probe));
  return hasMore ? 'the key can do more than before' : undefined;
}

/** A right that was off, or that nobody spoke of, is on now. Losing the bond to addresses counts, too. */
function hasGrown(before: KeyRights | null, now: KeyRights): boolean {
  if (before === null) return false;
  const rights = ['canTrade', 'canWithdraw', 'canTransfer'] as const;
  const isFreed = before.isIpBound === true && now.isIpBound === false;
  return isFreed || rights.some((right) => before[right] !== true && now[right] === true);
}

/** A kept key as the window may see it. */
export function rowOf(
  { condition, record }: KeptKey,
  nowMs: number,
): Omit<AccountRow, 'isConnected' | 'isOpen'> {
  const { backend: _backend, deadMan, sealed: _sealed, version: _version, wordGivenAtMs, ...shown } = record;
  const tests = deadMan.map((fact) => ({
    market: fact.market,
    finding: fact.finding,
    testedAtMs: fact.testedAtMs,
    isCurrent: countsStill(fact, nowMs, CLIENT),
  }));
  return { ...shown, condition, deadMan: tests, use: useOf(record.rights, wordGivenAtMs, nowMs) };
}

function useOf(rights: KeyRights | null, wordGivenAtMs: number | null, nowMs: number): AccountRow['use'] {
  const hasWord = wordGivenAtMs !== null && nowMs - wordGivenAtMs < WORD_HOLDS_MS;
  if (rights?.canTrade === false) return 'read';
  const isKnown = rights?.canTrade === true && rights.canWithdraw === false && rights.canTransfer === false;
  if (isKnown) return 'trade';
  if (hasWord) return 'trade-on-word';
  return rights === null ? 'unknown' : 'read';
}
