import { tradingDe } from './trading-de.ts';
import { changesDe } from './changes-de.ts';
import { chartDe } from './chart-de.ts';
import { deskDe } from './desk-de.ts';
import { engineDe } from './engine-de.ts';
import type { Texts } from './en.ts';
import { formulasDe } from './formulas-de.ts';
import { theoriesDe } from './theories-de.ts';
import { accountsDe } from './accounts-de.ts';
import { libraryDe } from './library-de.ts';
import { flowDe } from './flow-de.ts';
import { truePriceDe } from './true-price-de.ts';
import { liveDe } from './live-de.ts';
import { riskDe } from './risk-de.ts';
import { riskRulesDe } from './risk-rules-de.ts';
import { voteDe } from './vote-de.ts';

/** Jeder Text des Fensters auf Deutsch. */
export const de: Texts = {
  ...tradingDe,
  ...changesDe,
  ...chartDe,
  ...deskDe,
  ...engineDe,
  ...flowDe,
  ...formulasDe,
  ...truePriceDe,
  ...theoriesDe,
  ...riskDe,
  ...riskRulesDe,
  ...voteDe,
  appName: 'Edgewright',
  buy: 'Kauf',
  sell: 'Verkauf',
  long: 'Long',
  short: 'Short',
  close: 'Schließen',
  cancel: 'Abbrechen',
  copyTable: 'Tabelle kopieren',
  olderRows: 'Ältere Zeilen aus dem Journal lesen',
  readingRows: 'Ältere Zeilen werden gelesen…',
  noOlderRows: 'Ältere Zeilen gibt es nicht',
  copiedRows: (count) => `${count} Zeilen kopiert`,
  diagnosisFailed: (detail) => `Die Dateien zur Diagnose konnten nicht geschrieben werden: ${detail}`,
  copyDetails: 'Einzelheiten kopieren',
  dismiss: 'Ausblenden',
  notices: 'Hinweise',
  keptLabel: 'Erhalten:',
  todoLabel: 'Zu tun:',
  manual: 'von Hand',
  instrument: 'Instrument',
  feedStatus: { live: 'aktuell', stale: 'veraltet', gap: 'Lücke', ended: 'beendet', waiting: 'wartet' },
  panelOpening: 'Wird geöffnet…',
  library: libraryDe,
  accounts: accountsDe,
  live: liveDe,
};
