import { LIVE_VENUES, type LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import type { KeyVerdict } from '../../engine/domain/venue/key-permissions.ts';
import type { KeyRights } from './key-record.ts';
import type { StoreState } from './secret-store.ts';

const names: Readonly<Record<string, string>> = {
  gnome_libsecret: 'the GNOME keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
  keychain: 'the macOS Keychain',
  dpapi: 'Windows',
  session: 'this session',
};

/** What a person calls a key store. */
export const storeName = (backend: string): string => names[backend] ?? `“${backend}”`;

const known: Readonly<Record<string, string>> = {
  keychain: 'The macOS Keychain keeps it from other users and from other apps.',
  dpapi: 'Windows keeps it from other users of this computer, not from other programs you run.',
};

/** What keeping a key here is worth, in a sentence. */
export function keepingSentence({ backend, kind }: StoreState): string {
  if (kind === 'unsafe')
    return `This computer has no key store that keeps a secret (${backend || 'none'}). The key stays in memory and is gone when you quit.`;
  if (kind === 'closed')
    return `${storeName(backend)} does not open. The key stays in memory and is gone when you quit.`;
  return (
    known[backend] ??
    `${storeName(backend)} keeps it from other users; programs you run can read it while it is unlocked.`
  );
}

const said = (right: boolean | null, yes: string, no: string, nothing: string): string =>
  right === null ? nothing : right ? yes : no;

/** What a key can do, line by line, for a dialog. */
export function rightsLines(rights: KeyRights | null): string {
  if (rights === null) return 'The venue has not said what this key may do.';
  const { canTrade, canTransfer, canWithdraw, expiresAtMs, isIpBound } = rights;
  return [
    said(canTrade, 'It may trade.', 'It may not trade, only read.', 'Whether it may trade is not said.'),
    said(canWithdraw, 'It MAY WITHDRAW.', 'It may not withdraw.', 'Whether it may withdraw is not said.'),
    said(canTransfer, 'It MAY TRANSFER.', 'It may not transfer.', 'Whether it may transfer is not said.'),
    said(
      isIpBound,
      'Only some addresses may use it.',
      'Every address may use it: bind it to yours at the venue.',
      'Whether it is bound to addresses is not said.',
    ),
    ...(expiresAtMs === null ? [] : [`It expires on ${new Date(expiresAtMs).toISOString().slice(0, 10)}.`]),
  ].join('\n');
}

/** Why a key was refused and how to make one that is not. */
export function refusalWords(venue: LiveVenue, because: Extract<KeyVerdict, { use: 'refused' }>['because']) {
  const { title } = LIVE_VENUES[venue];
  if (because === 'not-accepted') {
    return {
      message: `${title} does not accept this key.`,
      detail:
        'Nothing was stored. Check that key and secret belong together, that the key is for this venue, and that your address is allowed to use it.',
    };
  }
  const right = because === 'can-withdraw' ? 'withdraw funds' : 'transfer funds';
  return {
    message: `This key can ${right}, so it is not stored.`,
    detail: [
      'Edgewright never needs that right, and a key that has it can empty the account.',
      '',
      `1. Open the page of API keys at ${title}, best for a sub-account.`,
      '2. Make a new key with reading and trading only: no withdrawals, no transfers.',
      '3. Bind it to the address of this computer.',
      '4. Delete the key you just typed.',
    ].join('\n'),
  };
}
