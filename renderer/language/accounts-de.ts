import type { accountsEn } from './accounts-en.ts';

/** Texts of the accounts dialog in German. */
export const accountsDe: typeof accountsEn = {
  title: 'Konten',
  loading: 'Die Konten werden erfragt…',
  none: 'Auf diesem Rechner liegt kein Schlüssel. Der Papierhandel braucht keinen.',
  add: 'Schlüssel hinzufügen…',
  lock: 'Alle Schlüssel sperren',
  replace: 'Schlüssel ersetzen…',
  check: 'Börse fragen',
  remove: 'Entfernen…',
  label: 'Konto',
  venue: 'Börse',
  fingerprint: 'Schlüssel beginnt mit',
  rights: 'Darf',
  state: 'Zustand',
  actions: 'Aktionen',
  checked: (when) => `Gefragt am ${when}`,
  neverChecked: 'Die Börse hat noch nicht geantwortet',
  uses: {
    trade: 'lesen und handeln',
    'trade-on-word': 'lesen und handeln; dass er nicht mehr darf, wurde zugesichert',
    read: 'nur lesen',
    unknown: 'unbekannt',
  },
  noBond:
    'Jede Adresse darf diesen Schlüssel benutzen. Er sollte bei der Börse an die eigene gebunden werden.',
  expires: (when) => `Läuft am ${when} ab`,
  deadMan: {
    test: 'Totmannschalter testen…',
    hint: 'Findet mit den kleinsten Orders heraus, ob der Schalter der Börse Stops stehen lässt. Das Konto muss scharf sein.',
    markets: { spot: 'Spot', 'linear-perpetual': 'Perpetuals' },
    'spares-stops': (market, when) => `Totmannschalter lässt Stops stehen (${market}, ${when})`,
    'cancels-everything': (market, when) => `Totmannschalter nimmt Stops mit (${market}, ${when})`,
    old: 'zählt nicht mehr: neu testen',
  },
  connected: 'verbunden',
  isOpen: 'geöffnet',
  working: 'Die Börse wird gefragt…',
  conditions: {
    usable: 'auf diesem Rechner aufbewahrt',
    'session-only': 'bis zum Beenden',
    'store-closed': 'der Schlüsselspeicher öffnet sich nicht; bitte entsperren und erneut nachsehen',
  },
  otherStore: (sealedBy, storeNow) =>
    `Versiegelt von ${sealedBy}, der Schlüsselspeicher ist jetzt ${storeNow}. Bitte dorthin zurückwechseln oder den Schlüssel neu eingeben.`,
  store: {
    ready: (name) => `Schlüssel werden aufbewahrt von: ${name}.`,
    unsafe:
      'Dieser Rechner hat keinen Schlüsselspeicher, der ein Geheimnis bewahrt: Schlüssel bleiben im Speicher und sind nach dem Beenden fort.',
    closed: (name) => `${name} öffnet sich nicht: jetzt eingegebene Schlüssel sind nach dem Beenden fort.`,
  },
  backup: 'Eine Kopie der Schlüsseldateien ist auf einem anderen Rechner wertlos.',
  stores: {
    gnome_libsecret: 'der GNOME-Schlüsselbund',
    kwallet: 'KWallet',
    kwallet5: 'KWallet 5',
    kwallet6: 'KWallet 6',
    keychain: 'der macOS-Schlüsselbund',
    dpapi: 'Windows (nicht vor anderen eigenen Programmen)',
  },
  unreadable: (count) => `${count} Schlüsseldateien sind nicht lesbar. Sie blieben, wie sie sind.`,
  tip: 'Am besten ein Unterkonto und ein Schlüssel, der weder auszahlen noch übertragen darf. Für Berichte genügt ein Schlüssel, der nur liest.',
};
