import type { DeadManObstacle } from '../../../engine/domain/venue/dead-man-finding.ts';
import { deskEn } from './desk-en.ts';
import { safetyEn } from './safety-en.ts';

/** Texts of dialogs of the operating system: first those of the desk, then those about keys and real money. */
export const dialogEn = {
  ...deskEn,
  ...safetyEn,
  /** Amounts with separators. */
  locale: 'en',
  cancel: 'Cancel',
  arming: {
    message: (account: string, venue: string) => `Trade ${account} at ${venue} with real money?`,
    readFirst: 'Please read this first: the button counts after three seconds.',
    equity: (amount: string) => `Equity: ${amount}`,
    mostLoss: (amount: string) => `Most that may be lost today: ${amount}`,
    mostPosition: (amount: string) => `Largest position: ${amount}`,
    strategies: (names: string) => `Strategies: ${names}`,
    noStrategies: 'none, by hand only',
    hours: (hours: number) =>
      `For ${hours} h at most; quitting, a crash, a longer sleep or a new key end it.`,
    warmUp: (entries: string) => `The first ${entries} entries are a quarter of their size.`,
    overrides: 'You take it upon yourself that the record on paper is too short.',
    arm: 'Trade with real money',
  },
  deadMan: {
    notOpen: 'Open the account and arm it first.',
    message: (account: string, venue: string) => `Test the dead man's switch of ${account} at ${venue}?`,
    opens: (size: string, symbol: string) =>
      `1. ${size} of ${symbol} are bought at the market, with a protective stop behind them.`,
    uses: (symbol: string) => `1. What you hold of ${symbol} serves, with the stop behind it.`,
    rests: (size: string, symbol: string) => `2. An entry of ${size} in ${symbol} rests far from the market.`,
    runsOut: (seconds: number) =>
      `3. The venue's switch is set to ${seconds} s and not renewed. It takes the entry back; the venue is asked whether the stop still stands.`,
    clears:
      '4. The switch goes off, the entry is taken back, a stop that is gone is put back, and what the test bought is sold.',
    worth: (amount: string) => `The orders of the test are worth ${amount} together.`,
    cost: (amount: string) => `Fees and spread cost about ${amount}, and the price may move meanwhile.`,
    free: 'It costs nothing if the entry is not filled.',
    risk: 'If the switch takes stops along, the position stands without one until it is put back, mostly for less than a second.',
    others:
      'Orders you placed elsewhere in this account may be canceled, too. Stay connected and do not quit for half a minute.',
    test: 'Test with real orders',
    notTested: (because: string) => `Not tested: ${because}`,
    obstacles: {
      'no-switch': 'This venue has no dead man’s switch that is used here.',
      'not-reconciled': 'The record is not equal to the venue yet.',
      'not-armed': 'Arm the account first.',
      'strategies-run': 'Strategies run: stop them first.',
      'holds-something-else': 'Something else is held; it could lose its stop for a moment.',
      'orders-rest': 'Orders rest or are on their way: take them back first.',
      'market-not-live': 'Its market is not live.',
      'position-too-large': 'The position is larger than ten of the least orders.',
      'position-without-stop': 'No stop is known to stand behind the position.',
      'test-under-way': 'A test is under way.',
    } as Readonly<Record<DeadManObstacle, string>>,
  },
  leaving: {
    message: (account: string, positions: number) =>
      `Leave ${account} while it holds ${positions === 1 ? 'a position' : `${positions} positions`}?`,
    detail:
      'Positions stay open, and orders and stops stand at the venue as they are. Nobody here watches them, moves a stop or places one that is missing.',
    stay: 'Stay',
    leave: 'Leave the account',
  },
  largeOrder: {
    message: (side: 'buy' | 'sell', what: string, account: string) =>
      `${side === 'buy' ? 'Buy' : 'Sell'} ${what} for ${account}?`,
    worth: (amount: string, limit: string) =>
      `It is worth ${amount}; more than ${limit} has to be confirmed.`,
    type: (type: string) => `Type: ${type}`,
    limitPrice: 'Limit price',
    triggerPrice: 'Trigger price',
    protectiveStop: 'Protective stop',
    send: 'Send this order',
  },
  removing: {
    message: (account: string, venue: string) => `Remove the key of ${account} at ${venue}?`,
    detail:
      'It is deleted from this computer and cannot be brought back. Stops and orders at the venue stay as they are, and nobody here watches them any more. Delete the key at the venue, too.',
    remove: 'Remove the key',
    keep: 'Keep it',
  },
  keeping: {
    message: (account: string, venue: string) => `Keep this key for ${account} at ${venue}?`,
    keep: 'Keep the key',
    keepOnWord: 'Withdrawals and transfers are off: keep the key',
    keepReading: 'Keep it, no live orders',
    discard: 'Discard',
  },
  rights: {
    notSaid: 'The venue has not said what this key may do.',
    trade: ['It may trade.', 'It may not trade, only read.', 'Whether it may trade is not said.'],
    withdraw: ['It MAY WITHDRAW.', 'It may not withdraw.', 'Whether it may withdraw is not said.'],
    transfer: ['It MAY TRANSFER.', 'It may not transfer.', 'Whether it may transfer is not said.'],
    addresses: [
      'Only some addresses may use it.',
      'Every address may use it: bind it to yours at the venue.',
      'Whether it is bound to addresses is not said.',
    ],
    expires: (day: string) => `It expires on ${day}.`,
  },
  store: {
    names: {
      gnome_libsecret: 'the GNOME keyring',
      kwallet: 'KWallet',
      kwallet5: 'KWallet 5',
      kwallet6: 'KWallet 6',
      keychain: 'the macOS Keychain',
      dpapi: 'Windows',
      session: 'this session',
    } as Readonly<Record<string, string>>,
    keeps: {
      keychain: 'The macOS Keychain keeps it from other users and from other apps.',
      dpapi: 'Windows keeps it from other users of this computer, not from other programs you run.',
    } as Readonly<Record<string, string>>,
    keepsFromOthers: (name: string) =>
      `${name} keeps it from other users; programs you run can read it while it is unlocked.`,
    unsafe: (name: string) =>
      `This computer has no key store that keeps a secret (${name || 'none'}). The key stays in memory and is gone when you quit.`,
    closed: (name: string) => `${name} does not open. The key stays in memory and is gone when you quit.`,
  },
  refusal: {
    notAccepted: (venue: string) => `${venue} does not accept this key.`,
    notAcceptedDetail:
      'Nothing was stored. Check that key and secret belong together, that the key is for this venue, and that your address is allowed to use it.',
    canWithdraw: 'This key can withdraw funds, so it is not stored.',
    canTransfer: 'This key can transfer funds, so it is not stored.',
    steps: (venue: string) => [
      'Edgewright never needs that right, and a key that has it can empty the account.',
      '',
      `1. Open the page of API keys at ${venue}, best for a sub-account.`,
      '2. Make a new key with reading and trading only: no withdrawals, no transfers.',
      '3. Bind it to the address of this computer.',
      '4. Delete the key you just typed.',
    ],
  },
};
