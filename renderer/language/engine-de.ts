import { catalogDe } from './catalog-de.ts';
import { RISK_NAMES } from '../../electron/contract/risk-names.ts';
import { logLinesDe } from './log-de.ts';
import { refusalsDe } from './refusals-de.ts';
import { rejectsDe } from './rejects-de.ts';
import type { Texts } from './en.ts';
import { fixedReasonsDe, reasonsDe } from './reasons-de.ts';

/** Texts of engine, strategies, health, log and reports in German. */
export const engineDe: Pick<
  Texts,
  | 'catalog'
  | 'reasons'
  | 'starting'
  | 'startingHint'
  | 'engineGone'
  | 'engineDown'
  | 'waitingForFeed'
  | 'engine'
  | 'badges'
  | 'strategies'
  | 'health'
  | 'log'
  | 'reports'
> = {
  catalog: catalogDe,
  reasons: {
    fixed: fixedReasonsDe,
    numbered: reasonsDe,
    codes: { ...RISK_NAMES.de.hits, ...rejectsDe, ...refusalsDe },
  },
  starting: 'Engine und Sandbox-Markt starten…',
  startingHint: 'Das Fenster füllt sich, sobald der erste Stand eintrifft.',
  engineGone: (age) =>
    `Die Engine antwortet nicht. Was Sie sehen, ist ${age} alt. Sie wird neu gestartet; Orders und Positionen stehen im Journal.`,
  engineDown: (age) =>
    `Die Engine ist aus und bleibt aus, bis sie wieder gestartet wird. Was Sie sehen, ist ${age} alt; Orders und Positionen stehen im Journal.`,
  waitingForFeed:
    'Die Engine läuft, ihr Datenstrom wird wieder angeschlossen. Was Sie sehen, kann veraltet sein.',
  engine: { starting: 'startet', up: 'läuft', reconnecting: 'verbindet neu', down: 'gestoppt' },
  badges: {
    SANDBOX: 'Simulierter Markt, Papierkonto',
    REPLAY: 'Eine Aufzeichnung wird abgespielt, Papierkonto',
    PAPER: 'Echte Marktdaten, Papierkonto',
    'LIVE-READ': 'Echtes Konto, überwacht und geschützt; kein Einstieg geht hinaus',
    LIVE: 'Echtes Konto, scharf: Einstiege gehen mit echtem Geld hinaus',
    BACKTEST: 'Vergangene Daten, Papierkonto',
  },
  strategies: {
    running: 'In dieser Sitzung',
    available: 'Verfügbar',
    runOf: (title, symbol) => `${title} auf ${symbol}`,
    noneRunning: 'Keine Strategie wurde eingeschaltet. Wählen Sie unten eine.',
    preset: 'Vorlage',
    custom: 'Eigene Parameter',
    parameters: 'Parameter',
    start: 'Start',
    startOf: (title) => `Start ${title}`,
    stopKeep: 'Stopp, Position behalten',
    stopClose: 'Stopp, Position schließen',
    states: { running: 'läuft', 'warming-up': 'wärmt auf', stopping: 'stoppt', stopped: 'gestoppt' },
    lastDecision: 'Letzte Entscheidung',
    actions: { hold: 'warten', enter: 'einsteigen', exit: 'aussteigen' },
    decisions: 'Entscheidungen',
    entries: 'Einstiege',
    trades: 'Trades',
    netPnl: 'Netto-G/V',
    blocked: 'Blockierte Einstiege',
    gate: 'Schranke',
    count: 'Anzahl',
    counterfactual: 'Hätte gebracht',
    counterfactualKnown: (known, all) => `bekannt für ${known} von ${all}`,
    noneBlocked: 'Nichts wurde blockiert.',
    measures: 'Entscheidet nach',
    range: (min, max) => `${min} bis ${max}`,
    from: (min) => `mindestens ${min}`,
    upTo: (max) => `höchstens ${max}`,
    outOfRange: (name, range, was) => `${name} muss ${range} sein, war ${was}`,
    notANumber: (name, was) => `${name} muss eine Zahl sein, war ${was === '' ? 'leer' : was}`,
    noneAvailable: 'Diese Engine bietet keine Strategien an.',
  },
  health: {
    events: 'Ereignisse je Sekunde',
    p50: 'Kernzeit je Ereignis, p50',
    p99: 'Kernzeit je Ereignis, p99',
    loop: 'Verzug der Ereignisschleife, p99',
    heap: 'Heap der Engine',
    rss: 'Speicher der Engine',
    rows: 'Zeilen im Journal',
    commit: 'Journal schreiben, p99',
    journal: 'Journal',
    recording: 'Aufzeichnung',
    archivedUpTo: 'Archiviert bis',
    archiveBehind: 'Archiv im Rückstand um',
    archivePaused: 'Das Archivieren ruht und wird jede Minute wieder versucht',
    droppedFrames: 'Verworfene rohe Nachrichten',
    uptime: 'Läuft seit',
    frame: 'Bildzeit des Fensters, p99',
    restarts: 'Neustarts',
    engineSection: 'Engine',
    storageSection: 'Speicher',
    windowSection: 'Fenster',
    streams: {
      title: 'Marktdatenströme',
      instrument: 'Instrument',
      stream: 'Strom',
      state: 'Zustand',
      age: 'Alter',
      latency: 'Latenz p50 / p95 / p99',
      messages: 'Nachrichten',
      gaps: 'Lücken / Neuabgleiche',
      refused: 'Abgelehnt',
      reconnects: 'Neuverbindungen',
      clock: 'Uhrabweichung / Umlaufzeit',
      none: 'Noch hat kein Strom etwas gebracht.',
      kinds: {
        book: 'Buch',
        trades: 'Abschlüsse',
        ticker: 'Mark-Preis und Funding',
        liquidations: 'Liquidationen',
        'open-interest': 'Open Interest',
      },
      states: { waiting: 'Wartet', live: 'Live', stale: 'Veraltet', gap: 'Lücke', ended: 'Beendet' },
    },
    numbers: {
      title: 'Eigene Zahlen',
      missing:
        'Im Datenordner liegt keine numbers.csv. Was darin stehen kann: Own numbers in der Anleitung (docs/guide/own-numbers.md).',
      failed: (why) => `numbers.csv wurde nicht gelesen: ${why}. Was vorher bekannt war, bleibt.`,
      rowsOf: (rows, series) => `numbers.csv: ${rows} Zeilen, ${series} Reihen.`,
      readAt: (time) => `Zuletzt gelesen ${time}.`,
      notTold: (why) => `Die Sitzung erfährt jetzt nichts: ${why}.`,
      series: 'Reihe',
      instrument: 'Instrument',
      rows: 'Zeilen',
      value: 'Letzter Wert',
      unit: 'Einheit',
      knownAt: 'Bekannt um',
      notOfSession: 'nicht in dieser Sitzung',
      refused: (count, text) =>
        count === 1 ? 'Eine Zeile wurde abgelehnt.' : `${text} Zeilen wurden abgelehnt.`,
      refusedLines: 'Abgelehnte Zeilen',
      line: (line, rule) => `Zeile ${line}: ${rule}`,
      more: (count) => `und ${count} weitere`,
    },
  },
  log: {
    lines: logLinesDe,
    empty: 'Nichts wurde protokolliert.',
    levels: { info: 'Info', warning: 'Warnung', error: 'Fehler' },
  },
  reports: {
    intro:
      'Ein Paket mit jedem Trade, jeder Ausführung, Order und Zahlung dieses Kontos, seinen Kosten und den Annahmen dahinter. Dasselbe Journal ergibt dieselben Bytes.',
    formats: 'Formate',
    formatNames: {
      html: 'HTML, eine Seite für sich',
      pdf: 'PDF',
      csv: 'CSV: Trades, Ausführungen, Orders, Finanzierung, Kapital',
      json: 'JSON',
    },
    export: 'Bericht exportieren…',
    pickOne: 'Wählen Sie mindestens ein Format.',
    working: 'Der Bericht wird erstellt…',
    cancel: 'Export abbrechen',
    canceled: 'Nichts wurde geschrieben.',
    saved: (count, folder) => `${count} Dateien nach ${folder} geschrieben`,
    failed: (detail) => `Der Bericht konnte nicht geschrieben werden: ${detail}`,
    timeLeft: (text) => `noch etwa ${text}`,
    progress: 'Fortschritt des Exports',
  },
};
