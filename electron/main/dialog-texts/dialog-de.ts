import { deskDe } from './desk-de.ts';
import { safetyDe } from './safety-de.ts';
import type { DialogTexts } from './dialog-texts.ts';

/** The same in German. */
export const dialogDe: DialogTexts = {
  ...deskDe,
  ...safetyDe,
  locale: 'de',
  cancel: 'Abbrechen',
  arming: {
    message: (account, venue) => `Mit ${account} bei ${venue} um echtes Geld handeln?`,
    readFirst: 'Bitte erst lesen: der Knopf zählt nach drei Sekunden.',
    equity: (amount) => `Kontowert: ${amount}`,
    mostLoss: (amount) => `Heute höchstens zu verlieren: ${amount}`,
    mostPosition: (amount) => `Größte Position: ${amount}`,
    strategies: (names) => `Strategien: ${names}`,
    noStrategies: 'keine, nur von Hand',
    hours: (hours) =>
      `Für höchstens ${hours} h; Beenden, ein Absturz, längerer Ruhezustand oder ein neuer Schlüssel beenden es.`,
    warmUp: (entries) => `Die ersten ${entries} Einstiege haben ein Viertel ihrer Größe.`,
    overrides: 'Sie nehmen es auf sich, dass auf dem Papier zu wenig gezeigt wurde.',
    arm: 'Mit echtem Geld handeln',
  },
  deadMan: {
    notOpen: 'Zuerst das Konto öffnen und scharf schalten.',
    message: (account: string, venue: string) => `Den Totmannschalter von ${account} bei ${venue} testen?`,
    opens: (size: string, symbol: string) =>
      `1. ${size} von ${symbol} werden zum Marktpreis gekauft, mit einem schützenden Stop dahinter.`,
    uses: (symbol: string) => `1. Was Sie von ${symbol} halten, dient dem Test, mit dem Stop dahinter.`,
    rests: (size: string, symbol: string) =>
      `2. Ein Einstieg über ${size} in ${symbol} ruht weit weg vom Markt.`,
    runsOut: (seconds: number) =>
      `3. Der Schalter der Börse wird auf ${seconds} s gestellt und nicht erneuert. Er nimmt den Einstieg zurück; die Börse wird gefragt, ob der Stop noch steht.`,
    clears:
      '4. Der Schalter geht aus, der Einstieg wird zurückgenommen, ein fehlender Stop wieder gesetzt, und was der Test gekauft hat, wird verkauft.',
    worth: (amount: string) => `Die Orders des Tests sind zusammen ${amount} wert.`,
    cost: (amount: string) =>
      `Gebühren und Spanne kosten etwa ${amount}, und der Preis kann sich währenddessen bewegen.`,
    free: 'Er kostet nichts, wenn der Einstieg nicht ausgeführt wird.',
    risk: 'Nimmt der Schalter Stops mit, steht die Position ohne einen da, bis er wieder gesetzt ist, meist weniger als eine Sekunde.',
    others:
      'Orders, die Sie anderswo in diesem Konto gegeben haben, können mit storniert werden. Bleiben Sie eine halbe Minute lang verbunden und beenden Sie das Programm nicht.',
    test: 'Mit echten Orders testen',
    notTested: (because: string) => `Nicht getestet: ${because}`,
    obstacles: {
      'no-switch': 'Diese Börse hat keinen Totmannschalter, der hier benutzt wird.',
      'not-reconciled': 'Unser Stand gleicht noch nicht dem der Börse.',
      'not-armed': 'Zuerst das Konto scharf schalten.',
      'strategies-run': 'Strategien laufen: bitte erst anhalten.',
      'holds-something-else': 'Es wird noch etwas gehalten; es könnte für einen Augenblick ohne Stop sein.',
      'orders-rest': 'Orders ruhen oder sind unterwegs: bitte erst zurücknehmen.',
      'market-not-live': 'Sein Markt ist nicht live.',
      'position-too-large': 'Die Position ist größer als zehn der kleinsten Orders.',
      'position-without-stop': 'Hinter der Position steht kein Stop, von dem wir wissen.',
      'test-under-way': 'Ein Test läuft bereits.',
    },
  },
  leaving: {
    message: (account, positions) =>
      `${account} verlassen, obwohl es ${positions === 1 ? 'eine Position' : `${positions} Positionen`} hält?`,
    detail:
      'Positionen bleiben offen, Orders und Stops bleiben bei der Börse, wie sie sind. Hier überwacht sie niemand, verschiebt einen Stop oder setzt einen, der fehlt.',
    stay: 'Bleiben',
    leave: 'Konto verlassen',
  },
  largeOrder: {
    message: (side, what, account) => `${what} für ${account} ${side === 'buy' ? 'kaufen' : 'verkaufen'}?`,
    worth: (amount, limit) =>
      `Sie ist ${amount} wert; was mehr als ${limit} wert ist, muss bestätigt werden.`,
    type: (type) => `Art: ${type}`,
    limitPrice: 'Limit',
    triggerPrice: 'Auslöser',
    protectiveStop: 'Schützender Stop',
    send: 'Diese Order senden',
  },
  removing: {
    message: (account, venue) => `Den Schlüssel von ${account} bei ${venue} entfernen?`,
    detail:
      'Er wird von diesem Rechner gelöscht und lässt sich nicht zurückholen. Stops und Orders bleiben bei der Börse, wie sie sind, und hier überwacht sie niemand mehr. Bitte den Schlüssel auch bei der Börse löschen.',
    remove: 'Schlüssel entfernen',
    keep: 'Behalten',
  },
  keeping: {
    message: (account, venue) => `Diesen Schlüssel für ${account} bei ${venue} behalten?`,
    keep: 'Schlüssel behalten',
    keepOnWord: 'Auszahlen und Übertragen sind aus: Schlüssel behalten',
    keepReading: 'Behalten, ohne echte Orders',
    discard: 'Verwerfen',
  },
  rights: {
    notSaid: 'Die Börse hat nicht gesagt, was dieser Schlüssel darf.',
    trade: ['Er darf handeln.', 'Er darf nicht handeln, nur lesen.', 'Ob er handeln darf, ist nicht gesagt.'],
    withdraw: ['Er DARF AUSZAHLEN.', 'Er darf nicht auszahlen.', 'Ob er auszahlen darf, ist nicht gesagt.'],
    transfer: [
      'Er DARF ÜBERTRAGEN.',
      'Er darf nicht übertragen.',
      'Ob er übertragen darf, ist nicht gesagt.',
    ],
    addresses: [
      'Nur manche Adressen dürfen ihn benutzen.',
      'Jede Adresse darf ihn benutzen: bitte bei der Börse an die eigene binden.',
      'Ob er an Adressen gebunden ist, ist nicht gesagt.',
    ],
    expires: (day) => `Er läuft am ${day} ab.`,
  },
  store: {
    names: {
      gnome_libsecret: 'Der GNOME-Schlüsselbund',
      kwallet: 'KWallet',
      kwallet5: 'KWallet 5',
      kwallet6: 'KWallet 6',
      keychain: 'Der macOS-Schlüsselbund',
      dpapi: 'Windows',
      session: 'Diese Sitzung',
    },
    keeps: {
      keychain: 'Der macOS-Schlüsselbund verwahrt ihn vor anderen Benutzern und anderen Programmen.',
      dpapi:
        'Windows verwahrt ihn vor anderen Benutzern dieses Rechners, nicht vor anderen Programmen, die Sie ausführen.',
    },
    keepsFromOthers: (name) =>
      `${name} verwahrt ihn vor anderen Benutzern; Programme, die Sie ausführen, können ihn lesen, solange er offen ist.`,
    unsafe: (name) =>
      `Dieser Rechner hat keinen Schlüsselspeicher, der ein Geheimnis verwahrt (${name || 'keinen'}). Der Schlüssel bleibt im Arbeitsspeicher und ist nach dem Beenden fort.`,
    closed: (name) =>
      `${name} öffnet sich nicht. Der Schlüssel bleibt im Arbeitsspeicher und ist nach dem Beenden fort.`,
  },
  refusal: {
    notAccepted: (venue) => `${venue} nimmt diesen Schlüssel nicht an.`,
    notAcceptedDetail:
      'Nichts wurde gespeichert. Gehören Schlüssel und Geheimnis zusammen, ist der Schlüssel für diese Börse, und darf Ihre Adresse ihn benutzen?',
    canWithdraw: 'Dieser Schlüssel darf auszahlen; deshalb wird er nicht gespeichert.',
    canTransfer: 'Dieser Schlüssel darf übertragen; deshalb wird er nicht gespeichert.',
    steps: (venue) => [
      'Edgewright braucht dieses Recht nie, und ein Schlüssel, der es hat, kann das Konto leeren.',
      '',
      `1. Die Seite der API-Schlüssel bei ${venue} öffnen, am besten für ein Unterkonto.`,
      '2. Einen neuen Schlüssel machen, der nur lesen und handeln darf: nicht auszahlen, nicht übertragen.',
      '3. Ihn an die Adresse dieses Rechners binden.',
      '4. Den eben eingegebenen Schlüssel löschen.',
    ],
  },
};
