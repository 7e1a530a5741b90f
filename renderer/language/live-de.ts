import type { liveEn } from './live-en.ts';

/** Texts about real accounts in German. */
export const liveDe: typeof liveEn = {
  label: 'Echtes Konto',
  words: { 'LIVE-READ': 'LIVE LESEN', LIVE: 'LIVE' },
  at: (account, venue) => `${account} bei ${venue}`,
  open: 'Öffnen',
  openHint: 'Zeigt das Konto, überwacht seine Positionen und schützt sie. Kein Einstieg geht hinaus.',
  leave: 'Verlassen',
  leaveHint: 'Zurück zum Papierhandel. Orders und Stops bleiben bei der Börse.',
  arm: 'Mit echtem Geld handeln…',
  disarm: 'Entschärfen',
  disarmHint: 'Kein Einstieg geht mehr hinaus. Ausstiege, Stornos und Stops arbeiten weiter.',
  watched: 'Überwacht und geschützt. Kein Einstieg geht hinaus.',
  armedFor: (left) => `Einstiege dürfen noch ${left} hinaus`,
  countdown: 'Scharf für',
  warmUp: (count) =>
    count === 1
      ? 'Der nächste Einstieg geht mit einem Viertel seiner Größe hinaus.'
      : `Die nächsten ${count} Einstiege gehen mit einem Viertel ihrer Größe hinaus.`,
  comparing: (venue, phase) => `Abgleich mit ${venue}: ${phase}. Solange geht kein Einstieg hinaus.`,
  phases: {
    idle: 'noch wurde nichts gefragt',
    clock: 'wartet auf Uhr und Datenstrom der Börse',
    trades: 'liest Abschlüsse',
    'open-orders': 'liest offene Orders',
    resolving: 'fragt nach Orders, von denen niemand weiß',
    positions: 'liest Positionen',
    protecting: 'setzt fehlende Stops',
    ready: 'abgeglichen',
  },
  unknownOrders: (count) =>
    count === 1
      ? 'Von 1 Order weiß noch niemand, ob es sie gibt.'
      : `Von ${count} Orders weiß noch niemand, ob es sie gibt.`,
  frozenSymbols: (symbols) =>
    `${symbols} wartet, bis jemand nachgesehen hat: dort wurde von anderer Seite gehandelt. Kein Einstieg geht darin hinaus.`,
  releaseSymbol: (symbol) => `${symbol} freigeben`,
  releaseSymbolHint: 'Was andere dort halten, gehört von nun an ihnen; Einstiege dürfen wieder hinaus.',
  atVenue: {
    known: (venue) => `Bei ${venue} steht:`,
    lastKnown: (venue) =>
      `${venue} ist nicht zu erreichen. Zuletzt stand dort, und es arbeitet ohne uns weiter:`,
    positions: (count, bare) => {
      if (count === 1) return bare === 0 ? '1 Position mit ihrem Stop' : '1 Position ohne Stop';
      const all = `${count} Positionen`;
      return bare === 0 ? `${all} mit ihren Stops` : `${all}, davon ${bare} ohne Stop`;
    },
    exits: (count) => (count === 1 ? '1 Ausstieg' : `${count} Ausstiege`),
    entries: (count) =>
      count === 1 ? '1 Einstieg, der zurückgenommen wird' : `${count} Einstiege, die zurückgenommen werden`,
    nothing: 'nichts',
    copy: (venue) => `Adresse von ${venue} kopieren`,
    copied: (address) => `${address} kopiert. Was sofort geschehen muss, geht dort von Hand.`,
  },
  obstacles: {
    'not-reconciled': 'Unsere Aufzeichnung und die der Börse werden noch abgeglichen. Bitte abwarten.',
    'symbol-frozen':
      'Ein Symbol wartet: dort wurde von anderer Seite gehandelt. Bitte nachsehen, dann freigeben.',
    'order-unknown': 'Von einer Order weiß noch niemand, ob es sie gibt. Sie wird erfragt.',
    'chain-not-verified':
      'Das Journal ließ sich nicht als unversehrt beweisen. Bitte eine Sicherung einspielen oder ins Protokoll sehen.',
    'no-recent-backup': 'Keine geprüfte Sicherung des Journals ist jünger als ein Tag.',
    'key-not-checked':
      'Die Börse hat in dieser Sitzung nicht gesagt, was der Schlüssel darf. Bitte die Börse fragen.',
    'key-can-move-money':
      'Der Schlüssel darf abheben oder übertragen. Bitte durch einen ersetzen, der das nicht darf.',
    'paper-record-too-short':
      'Eine Strategie hat zu wenig auf dem Papier gezeigt: nötig sind 20 geschlossene Trades und 7 Tage, so wie sie jetzt ist.',
    'limits-not-set': 'Die Grenzen dieses Kontos sind nicht gesetzt. Das geht im Arbeitsbereich Risiko.',
    'leverage-above-limit':
      'Der Hebel bei der Börse liegt über der gesetzten Grenze. Bitte bei der Börse senken.',
    'trades-spot':
      'Spot dieser Börse lässt sich noch nicht mit echtem Geld handeln: niemand hat nachgewiesen, was ein Stop dort mit dem macht, was ein Ausstieg verkaufen müsste.',
    'strategy-without-stop': 'Eine Strategie hat keinen Stop. Ohne ihn handelt nichts mit echtem Geld.',
    'disk-not-healthy': 'Die Platte ist fast voll oder lässt sich nicht beschreiben.',
    'clock-not-healthy': 'Die Uhr dieses Rechners ist zu weit von der der Börse entfernt.',
    'feeds-not-healthy': 'Die Marktdaten sind nicht aktuell.',
    'trading-frozen': 'Der Handel ist eingefroren. Bitte freigeben, sobald der Grund bekannt ist.',
    'name-not-typed': 'Der eingegebene Name ist nicht der des Kontos.',
    'not-confirmed': 'Der Dialog wurde nicht bestätigt.',
    'confirmed-too-soon': 'Der Dialog wurde bestätigt, bevor er gelesen sein konnte.',
  },
  trade: {
    title: (account) => `${account} mit echtem Geld handeln`,
    opening: 'Das Konto wird geöffnet und alles mit der Börse abgeglichen. Das kann eine Minute dauern.',
    reading: 'Was im Weg steht, wird erfragt…',
    again: 'Noch einmal',
    equity: 'Kapital',
    mostLossToday: 'Höchstens zu verlieren, heute',
    mostPosition: 'Größte Position',
    strategies: 'Strategien',
    byHand: 'keine, nur von Hand',
    warmUp: 'Einstiege mit einem Viertel ihrer Größe',
    warmUpOf: (entries) => `die ersten ${entries}`,
    inTheWay: 'Was im Weg steht',
    nothingInTheWay: 'Nichts steht im Weg.',
    override:
      'Ich nehme es auf mich, dass auf dem Papier zu wenig gezeigt ist. Das wird im Journal vermerkt.',
    hours: 'Für wie lange',
    hoursOf: (hours) => (hours === 1 ? '1 Stunde' : `${hours} Stunden`),
    name: 'Name des Kontos',
    nameHint: (account) => `Bitte ${account} genau so eingeben, wie es hier steht.`,
    next: 'Danach zeigt ein Dialog des Systems das alles noch einmal. Er bricht von sich aus ab und zählt erst nach drei Sekunden.',
    ends: 'Beenden, ein Absturz, zehn Minuten Ruhezustand, ein anderer Schlüssel, eine erhöhte Grenze oder eine unglaubwürdige Uhr beenden es.',
    go: 'Mit echtem Geld handeln…',
  },
  confirm: {
    wanted: 'Diese Order ist größer als üblich. Bitte im Dialog des Systems bestätigen.',
  },
};
