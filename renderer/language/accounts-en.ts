/** Texts of the accounts dialog in English. */
export const accountsEn = {
  title: 'Accounts',
  loading: 'Asking for the accounts…',
  none: 'No key is kept on this computer. Paper trading needs none.',
  add: 'Add a key…',
  lock: 'Lock all keys',
  replace: 'Replace key…',
  check: 'Ask the venue',
  remove: 'Remove…',
  label: 'Account',
  venue: 'Venue',
  fingerprint: 'Key begins with',
  rights: 'May',
  state: 'State',
  actions: 'Actions',
  checked: (when: string) => `Asked on ${when}`,
  neverChecked: 'The venue has not answered yet',
  uses: {
    trade: 'read and trade',
    'trade-on-word': 'read and trade, on your word that it can do no more',
    read: 'read only',
    unknown: 'not known',
  },
  noBond: 'Every address may use this key. Bind it to yours at the venue.',
  expires: (when: string) => `Expires on ${when}`,
  deadMan: {
    test: 'Test the dead man’s switch…',
    hint: 'Finds out with the least orders whether the venue’s own switch leaves stops standing. The account has to be armed.',
    markets: { spot: 'spot', 'linear-perpetual': 'perpetuals' },
    'spares-stops': (market: string, when: string) =>
      `Dead man’s switch leaves stops standing (${market}, ${when})`,
    'cancels-everything': (market: string, when: string) =>
      `Dead man’s switch takes stops along (${market}, ${when})`,
    old: 'no longer counts: test it again',
  },
  connected: 'connected',
  isOpen: 'open',
  working: 'Asking the venue…',
  conditions: {
    usable: 'kept on this computer',
    'session-only': 'until you quit',
    'store-closed': 'the key store does not open; unlock it and look again',
  },
  otherStore: (sealedBy: string, storeNow: string) =>
    `Sealed by ${sealedBy}, the key store is ${storeNow} now. Switch back to it, or enter the key again.`,
  store: {
    ready: (name: string) => `Keys are kept by ${name}.`,
    unsafe:
      'This computer has no key store that keeps a secret: keys stay in memory and are gone when you quit.',
    closed: (name: string) => `${name} does not open: keys you enter now are gone when you quit.`,
  },
  backup: 'A copy of the key files is worthless on another computer.',
  stores: {
    gnome_libsecret: 'the GNOME keyring',
    kwallet: 'KWallet',
    kwallet5: 'KWallet 5',
    kwallet6: 'KWallet 6',
    keychain: 'the macOS Keychain',
    dpapi: 'Windows (not kept from other programs you run)',
  } as Readonly<Record<string, string>>,
  unreadable: (count: number) => `${count} key files cannot be read. They were left as they are.`,
  tip: 'Use a sub-account and a key without the rights to withdraw and to transfer. For reports, a read-only key is enough.',
};
