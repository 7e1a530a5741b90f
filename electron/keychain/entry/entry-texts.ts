/** Texts of the key-entry window. */
const en = {
  title: 'API key',
  lead: 'Only this window ever sees what you type here. It closes after a minute without typing.',
  advice:
    'Make the key for a sub-account, with reading and trading only, bound to your address. A key that can withdraw or transfer is refused.',
  venue: 'Venue',
  label: 'Name of the account',
  apiKey: 'API key',
  apiSecret: 'Secret',
  passphrase: 'Passphrase',
  passphraseHint: 'OKX only',
  paste: 'Paste',
  pasteHint: 'Takes the text from the clipboard and clears the clipboard',
  submit: 'Check and keep',
  cancel: 'Cancel',
};

export type EntryTexts = typeof en;

const de: EntryTexts = {
  title: 'API-Schlüssel',
  lead: 'Nur dieses Fenster sieht, was hier eingegeben wird. Es schließt sich nach einer Minute ohne Eingabe.',
  advice:
    'Der Schlüssel sollte zu einem Unterkonto gehören, nur lesen und handeln dürfen und an die eigene Adresse gebunden sein. Ein Schlüssel, der auszahlen oder übertragen darf, wird abgelehnt.',
  venue: 'Börse',
  label: 'Name des Kontos',
  apiKey: 'API-Schlüssel',
  apiSecret: 'Geheimnis',
  passphrase: 'Passphrase',
  passphraseHint: 'nur OKX',
  paste: 'Einfügen',
  pasteHint: 'Nimmt den Text aus der Zwischenablage und leert sie',
  submit: 'Prüfen und behalten',
  cancel: 'Abbrechen',
};

export const entryTexts: Readonly<Record<'en' | 'de', EntryTexts>> = { en, de };
