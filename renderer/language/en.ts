import { tradingEn } from './trading-en.ts';
import { accountsEn } from './accounts-en.ts';
import { changesEn } from './changes-en.ts';
import { chartEn } from './chart-en.ts';
import { deskEn } from './desk-en.ts';
import { engineEn } from './engine-en.ts';
import { formulasEn } from './formulas-en.ts';
import { theoriesEn } from './theories-en.ts';
import { libraryEn } from './library-en.ts';
import { flowEn } from './flow-en.ts';
import { truePriceEn } from './true-price-en.ts';
import { liveEn } from './live-en.ts';
import { riskEn } from './risk-en.ts';
import { riskRulesEn } from './risk-rules-en.ts';
import { voteEn } from './vote-en.ts';

/** Every text of the window in English. A text with a value in it is a function. */
export const en = {
  ...tradingEn,
  ...changesEn,
  ...chartEn,
  ...deskEn,
  ...engineEn,
  ...flowEn,
  ...formulasEn,
  ...truePriceEn,
  ...theoriesEn,
  ...riskEn,
  ...riskRulesEn,
  ...voteEn,
  appName: 'Edgewright',
  buy: 'Buy',
  sell: 'Sell',
  long: 'Long',
  short: 'Short',
  close: 'Close',
  cancel: 'Cancel',
  copyTable: 'Copy table',
  olderRows: 'Read older rows from the journal',
  readingRows: 'Reading older rows…',
  noOlderRows: 'There are no older rows',
  copiedRows: (count: number) => `${count} rows copied`,
  copyDetails: 'Copy details',
  diagnosisFailed: (detail: string) => `The files for diagnosis could not be written: ${detail}`,
  dismiss: 'Dismiss',
  notices: 'Notices',
  keptLabel: 'Kept:',
  todoLabel: 'To do:',
  manual: 'manual',
  instrument: 'Instrument',
  feedStatus: { live: 'live', stale: 'stale', gap: 'gap', ended: 'ended', waiting: 'waiting' },
  panelOpening: 'Opening…',
  library: libraryEn,
  accounts: accountsEn,
  live: liveEn,
};

/** What every language must offer. */
export type Texts = typeof en;
