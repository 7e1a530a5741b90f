import { LIVE_VENUES, type LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import type { KeyVerdict } from '../../engine/domain/venue/key-permissions.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import type { KeyRights } from './key-record.ts';
import type { StoreState } from './secret-store.ts';

/** What keeping a key here is worth, in a sentence. */
export function keepingSentence({ backend, kind }: StoreState, { store }: DialogTexts): string {
  const name = store.names[backend] ?? `“${backend}”`;
  if (kind === 'unsafe') return store.unsafe(backend);
  return kind === 'closed' ? store.closed(name) : (store.keeps[backend] ?? store.keepsFromOthers(name));
}

/** What is said of a right: that the key has it, that it has not, or that nobody says. */
const said = (right: boolean | null, words: readonly string[]): string =>
  words[right === null ? 2 : right ? 0 : 1] ?? '';

/** What a key can do, line by line, for a dialog. */
export function rightsLines(rights: KeyRights | null, { rights: texts }: DialogTexts): string {
  if (rights === null) return texts.notSaid;
  const { canTrade, canTransfer, canWithdraw, expiresAtMs, isIpBound } = rights;
  return [
    said(canTrade, texts.trade),
    said(canWithdraw, texts.withdraw),
    said(canTransfer, texts.transfer),
    said(isIpBound, texts.addresses),
    ...(expiresAtMs === null ? [] : [texts.expires(new Date(expiresAtMs).toISOString().slice(0, 10))]),
  ].join('\n');
}

/** Why a key was refused and how to make one that is not. */
export function refusalWords(
  venue: LiveVenue,
  because: Extract<KeyVerdict, { use: 'refused' }>['because'],
  { refusal }: DialogTexts,
) {
  const { title } = LIVE_VENUES[venue];
  if (because === 'not-accepted')
    return { message: refusal.notAccepted(title), detail: refusal.notAcceptedDetail };
  return {
    message: because === 'can-withdraw' ? refusal.canWithdraw : refusal.canTransfer,
    detail: refusal.steps(title).join('\n'),
  };
}

/** Why a key is not opened, by the word its vault has for it. */
export const openFailures = {
  'no-such-key': 'there is no such account',
  'other-store': 'the key was sealed by another key store; switch back to it or enter the key again',
  'store-closed': 'the key store does not open; unlock it and try again',
  'cannot-open': 'the key store cannot open this key; enter the key again',
} as const;
