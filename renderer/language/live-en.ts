import type { ArmingObstacle } from '../../engine/contract/arming.ts';
import type { VenuePhase } from '../../engine/domain/venue/venue-condition.ts';

/** What stands in the way of arming, and what to do about it. */
const obstacles: Readonly<Record<ArmingObstacle, string>> = {
  'not-reconciled': 'Our record and the venue’s are still being compared. Wait until that is done.',
  'symbol-frozen': 'A symbol waits until you have looked: somebody else traded it. Look, then release it.',
  'order-unknown': 'There is an order of which nobody knows yet whether it exists. It is being asked for.',
  'chain-not-verified': 'The journal could not be proven whole. Restore a backup, or look at the log.',
  'no-recent-backup': 'No verified backup of the journal is younger than a day.',
  'key-not-checked': 'The venue has not said in this session what the key may do. Ask the venue.',
  'key-can-move-money': 'The key may withdraw or transfer. Make one that may not, and replace it.',
  'paper-record-too-short':
    'A strategy has too short a record on paper: it needs 20 closed trades and 7 days, as it is now.',
  'limits-not-set': 'The limits of this account are not set. Set them in the Risk workspace.',
  'leverage-above-limit': 'The leverage set at the venue is above your limit. Lower it at the venue.',
  'trades-spot':
    'Spot of this venue cannot be traded with real money yet: nobody has proven what its stops do to the coins an exit would sell.',
  'strategy-without-stop': 'A strategy has no stop. Nothing trades real money without one.',
  'disk-not-healthy': 'The disk is nearly full or refuses to be written.',
  'clock-not-healthy': 'The clock of this computer is too far from the venue’s.',
  'feeds-not-healthy': 'The market data is not live.',
  'trading-frozen': 'Trading is frozen. Release it when you know why.',
  'name-not-typed': 'The name typed is not the name of the account.',
  'not-confirmed': 'The dialog was not confirmed.',
  'confirmed-too-soon': 'The dialog was confirmed before it could have been read.',
};

const phases: Readonly<Record<VenuePhase, string>> = {
  idle: 'nothing was asked yet',
  clock: 'waiting for its clock and its stream',
  trades: 'reading trades',
  'open-orders': 'reading open orders',
  resolving: 'asking for orders nobody knows about',
  positions: 'reading positions',
  protecting: 'placing stops that are missing',
  ready: 'compared',
};

/** Texts about real accounts in English. */
export const liveEn = {
  label: 'Real account',
  words: { 'LIVE-READ': 'LIVE READ', LIVE: 'LIVE' },
  at: (account: string, venue: string) => `${account} at ${venue}`,
  open: 'Open',
  openHint: 'Shows the account, watches its positions and protects them. No entry leaves.',
  leave: 'Leave',
  leaveHint: 'Back to paper trading. Orders and stops stay at the venue.',
  arm: 'Trade with real money…',
  disarm: 'Disarm',
  disarmHint: 'No entry leaves any more. Exits, cancels and stops go on working.',
  watched: 'Watched and protected. No entry leaves.',
  armedFor: (left: string) => `Entries may leave for ${left}`,
  countdown: 'Armed for',
  warmUp: (count: number) =>
    count === 1
      ? 'The next entry leaves at a quarter of its size.'
      : `The next ${count} entries leave at a quarter of their size.`,
  comparing: (venue: string, phase: string) =>
    `Comparing with ${venue}: ${phase}. No entry leaves meanwhile.`,
  phases,
  unknownOrders: (count: number) =>
    count === 1
      ? 'Of 1 order nobody knows yet whether it exists.'
      : `Of ${count} orders nobody knows yet whether they exist.`,
  frozenSymbols: (symbols: string) =>
    `${symbols} waits for you: somebody else traded there. No entry leaves in it.`,
  releaseSymbol: (symbol: string) => `Release ${symbol}`,
  releaseSymbolHint: 'What others hold there is theirs from now on; entries may leave again.',
  atVenue: {
    known: (venue: string) => `Known to stand at ${venue}:`,
    lastKnown: (venue: string) =>
      `${venue} cannot be reached. Last known to stand there, and it works on without us:`,
    positions: (count: number, bare: number) => {
      if (count === 1) return bare === 0 ? '1 position with its stop' : '1 position without a stop';
      const all = `${count} positions`;
      return bare === 0 ? `${all} with their stops` : `${all}, ${bare} of them without a stop`;
    },
    exits: (count: number) => (count === 1 ? '1 exit' : `${count} exits`),
    entries: (count: number) =>
      count === 1 ? '1 entry that is to be taken back' : `${count} entries that are to be taken back`,
    nothing: 'nothing',
    copy: (venue: string) => `Copy the address of ${venue}`,
    copied: (address: string) => `${address} copied. What has to be done at once can be done there by hand.`,
  },
  obstacles,
  trade: {
    title: (account: string) => `Trade ${account} with real money`,
    opening: 'Opening the account and comparing everything with its venue. This can take a minute.',
    reading: 'Asking what stands in the way…',
    again: 'Try again',
    equity: 'Equity',
    mostLossToday: 'Most that may be lost today',
    mostPosition: 'Largest position',
    strategies: 'Strategies',
    byHand: 'none, by hand only',
    warmUp: 'Entries at a quarter of their size',
    warmUpOf: (entries: string) => `the first ${entries}`,
    inTheWay: 'What stands in the way',
    nothingInTheWay: 'Nothing stands in the way.',
    override: 'I take it upon myself that the record on paper is too short. This is written in the journal.',
    hours: 'For how long',
    hoursOf: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
    name: 'Name of the account',
    nameHint: (account: string) => `Type ${account} exactly as it is written here.`,
    next: 'Next, a dialog of the system shows all of this again. Its default is to cancel, and it counts after three seconds.',
    ends: 'Quitting, a crash, ten minutes of sleep, another key, a raised limit or a clock that cannot be trusted end it.',
    go: 'Trade with real money…',
  },
  confirm: {
    wanted: 'This order is larger than usual. Confirm it in the dialog of the system.',
  },
};
