import { z } from 'zod';
import { LIVE_VENUE_NAMES } from '../../engine/domain/instrument/live-venues.ts';
import { LONGEST_DELAY_MS, MOST_DELAYS } from '../../engine/domain/session/measured-delays.ts';
import { accountOutcome, accountReview, accountsReply, keyEntryReply, keyEntryRequest } from './accounts.ts';
import { dayKey } from '../../engine/contract/library-commands.ts';
import { safetyWish } from '../../engine/contract/safety-wish.ts';

const nothing = z.strictObject({});
/** Halts, cancels entries and closes every position reduce-only. */
const flattenWish = z.strictObject({ kind: z.literal('flatten') });

/** How saving files into a folder of the person's choice ended. */
const savingOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('saved'),
    files: z.array(z.strictObject({ name: z.string(), bytes: z.number().int() })),
    folder: z.string(),
  }),
  z.strictObject({ outcome: z.literal('canceled') }),
  z.strictObject({ outcome: z.literal('failed'), detail: z.string() }),
]);
export const workspaceName = z.enum([
  'sandbox',
  'order-flow',
  'strategies',
  'formulas',
  'research',
  'risk',
  'journal',
]);
export type WorkspaceName = z.output<typeof workspaceName>;

const delayMs = z.number().int().min(0).max(LONGEST_DELAY_MS);

const delays = z.array(delayMs).min(1).max(MOST_DELAYS);

/** How the delays of the paper venue differ from order to order; absent where they do not. */
const delayVariation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log-normal'), sigmaPerMille: z.number().int().min(1).max(3_000) }),
  z.strictObject({
    kind: z.literal('empirical'),
    file: z.string().max(120),
    feedMs: delays,
    orderMs: delays,
    responseMs: delays,
  }),
]);

/** Each setting by itself, without its default: what a change may name. */
const settingFields = {
  theme: z.enum(['dark', 'light', 'high-contrast']),
  directionColors: z.enum(['teal-coral', 'blue-orange']),
  density: z.enum(['dense', 'comfortable']),
  reducedMotion: z.boolean(),
  /** How often a window draws what the engine tells, at most; the engine tells 30 times a second. */
  updatesPerSecond: z.literal([30, 10, 5]),
  language: z.enum(['en', 'de']),
  tourDismissed: z.boolean(),
  workspace: workspaceName,
  orderHotkeys: z.boolean(),
  /** The app may keep the computer awake while a real account is armed or holds a position. */
  keepAwake: z.boolean(),
  sandboxSeed: z.number().int().min(1).max(2_147_483_647),
  depositQuote: z.string().regex(/^[1-9]\d{0,11}(\.\d{1,8})?$/, 'a deposit is a decimal above zero'),
  recordingCapMb: z.number().int().min(16).max(1_000_000),
  keepRawFrames: z.boolean(),
  latency: z.strictObject({
    feedMs: delayMs,
    orderMs: delayMs,
    responseMs: delayMs,
    variation: delayVariation.exactOptional(),
  }),
  fillModel: z.enum(['risk-averse', 'power', 'touch-fill']),
  marginMode: z.enum(['cross', 'isolated']),
  marketSource: z.enum(['sandbox', ...LIVE_VENUE_NAMES]),
  liveSymbols: z.array(z.string().max(40)).max(10),
} as const;

/** What a person may set. The settings file holds exactly this; secrets and limits live elsewhere. */
export const settingsSchema = z.strictObject({
  theme: settingFields.theme.default('dark'),
  directionColors: settingFields.directionColors.default('teal-coral'),
  density: settingFields.density.default('dense'),
  reducedMotion: settingFields.reducedMotion.default(false),
  updatesPerSecond: settingFields.updatesPerSecond.default(30),
  language: settingFields.language.default('en'),
  tourDismissed: settingFields.tourDismissed.default(false),
  workspace: settingFields.workspace.default('sandbox'),
  orderHotkeys: settingFields.orderHotkeys.default(false),
  keepAwake: settingFields.keepAwake.default(false),
  sandboxSeed: settingFields.sandboxSeed.default(20_240_501),
  depositQuote: settingFields.depositQuote.default('10000'),
  recordingCapMb: settingFields.recordingCapMb.default(1024),
  keepRawFrames: settingFields.keepRawFrames.default(false),
  latency: settingFields.latency.default({ feedMs: 40, orderMs: 40, responseMs: 40 }),
  fillModel: settingFields.fillModel.default('risk-averse'),
  marginMode: settingFields.marginMode.default('cross'),
  marketSource: settingFields.marketSource.default('sandbox'),
  liveSymbols: settingFields.liveSymbols.default(['BTC/USDT:USDT', 'ETH/USDT:USDT', 'SOL/USDT:USDT']),
});
/**
 * The named fields of a change and no others. Not `settingsSchema.partial()`: that fills every
 * absent field with its default, and one change would reset all the rest.
 */
const settingsChange = z.strictObject(settingFields).partial();
export type Settings = z.output<typeof settingsSchema>;

const reportFormats = z
  .array(z.enum(['csv', 'json', 'html', 'pdf']))
  .min(1)
  .max(4);
/** A dockview layout as it serializes itself; kept as an opaque tree of bounded size. */
const layout = z.json();

/** Every question a page may ask the host: name, request and reply. Nothing else is listened to. */
export const hostChannels = {
  /** A command of `engine/contract/commands.ts`, passed on after the checks; the reply is its `Answer`. */
  askEngine: {
    request: z.strictObject({ command: z.string().max(40), payload: z.unknown() }),
    reply: z.unknown(),
  },
  /** Asks for a feed port; it arrives as a window message `{ type: 'edgewright-feed' }` with one port. */
  requestFeed: { request: nothing, reply: nothing },
  loadLayout: {
    request: z.strictObject({ workspace: workspaceName }),
    reply: z.strictObject({ layout: layout.nullable() }),
  },
  saveLayout: { request: z.strictObject({ workspace: workspaceName, layout }), reply: nothing },
  resetLayout: { request: z.strictObject({ workspace: workspaceName }), reply: nothing },
  /** What is drawn on the chart of an instrument; kept as the window wrote it. */
  loadDrawings: {
    request: z.strictObject({ instrument: z.string().max(80) }),
    reply: z.strictObject({ drawings: z.json().nullable() }),
  },
  saveDrawings: {
    request: z.strictObject({ instrument: z.string().max(80), drawings: z.json() }),
    reply: nothing,
  },
  readSettings: {
    request: nothing,
    reply: z.strictObject({ settings: settingsSchema, notice: z.string().nullable() }),
  },
  /** Replaces the named fields; answers with the whole. */
  writeSettings: { request: settingsChange, reply: z.strictObject({ settings: settingsSchema }) },
  /** Opens the file dialog for a table of measured delays; the paper venue draws from it at the next start. */
  chooseDelays: {
    request: nothing,
    reply: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), settings: settingsSchema }),
      z.strictObject({ outcome: z.literal('canceled') }),
      z.strictObject({ outcome: z.literal('failed'), detail: z.string() }),
    ]),
  },
  /** Opens the save dialog and writes the report there. */
  exportReport: {
    request: z.strictObject({ formats: reportFormats, jobId: z.string().min(1).max(80) }),
    reply: savingOutcome,
  },
  /** Opens the file dialog and starts a replay of what was chosen. */
  openRecording: {
    request: nothing,
    reply: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('opened'), sessionId: z.string() }),
      z.strictObject({ outcome: z.literal('canceled') }),
      z.strictObject({ outcome: z.literal('failed'), detail: z.string() }),
    ]),
  },
  /** Opens the file dialog for an import; the engine knows the files by `importId` from then on. */
  chooseImport: {
    request: nothing,
    reply: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), importId: z.string() }),
      z.strictObject({ outcome: z.literal('canceled') }),
      z.strictObject({ outcome: z.literal('failed'), detail: z.string() }),
    ]),
  },
  /** Opens the folder dialog and has the engine write kept days there, as the job `jobId`. */
  exportDays: {
    request: z.strictObject({
      days: z.array(dayKey).min(1).max(1000),
      format: z.enum(['csv', 'parquet', 'raw']),
      isPacked: z.boolean(),
      jobId: z.string().min(1).max(80),
    }),
    reply: savingOutcome,
  },
  /** Opens the folder dialog, shows what a bundle for diagnosis would hold, and writes it there. */
  exportDiagnostics: {
    request: nothing,
    reply: savingOutcome,
  },
  /** Accounts with a key on this computer, and what keeps the keys. */
  accounts: { request: nothing, reply: accountsReply },
  /** Opens the window a key is typed in; what becomes of it is asked in dialogs of the system. */
  addKey: { request: nothing, reply: accountOutcome },
  /** The same for another key of an account there is. */
  replaceKey: { request: z.strictObject({ id: z.uuid() }), reply: accountOutcome },
  removeKey: { request: z.strictObject({ id: z.uuid() }), reply: accountOutcome },
  /** Has the venue say anew what the key may do. */
  checkKey: { request: z.strictObject({ id: z.uuid() }), reply: accountOutcome },
  /** Opens an account to be watched and protected; answered once it was compared with its venue. */
  openAccount: { request: z.strictObject({ id: z.uuid() }), reply: accountOutcome },
  /** Back to paper trading; orders and stops stay at the venue. */
  leaveAccount: { request: nothing, reply: accountOutcome },
  /** What has to be read before the open account may be armed, and what stands in the way. */
  reviewAccount: { request: z.strictObject({ id: z.uuid() }), reply: accountReview },
  /** Asks to trade an account with real money; the person answers in a dialog of the system. */
  armAccount: {
    request: z.strictObject({
      id: z.uuid(),
      typedName: z.string().max(40),
      hours: z.number().min(1).max(12),
      overridesRecord: z.boolean(),
    }),
    reply: accountOutcome,
  },
  /** Asks to test what the venue's own switch takes along; the person answers in a dialog of the system. */
  testDeadMan: { request: z.strictObject({ id: z.uuid() }), reply: accountOutcome },
  /** Ends it at once: lets no more entries out. */
  disarmAccount: { request: nothing, reply: accountOutcome },
  /** Asks to let the order leave that the engine refused for its size under this key; a dialog of the system follows. */
  confirmOrder: { request: z.strictObject({ key: z.string().min(1).max(80) }), reply: accountOutcome },
  /**
   * Asks for what only a person may do about safety: loosen it, release what is frozen, close everything. A dialog of
   * the system follows; a release needs the word for it typed before.
   */
  safetyWish: {
    request: z.strictObject({
      wish: z.union([safetyWish, flattenWish]),
      typedWord: z.string().max(40).default(''),
    }),
    reply: accountOutcome,
  },
  /** Has the engine forget every key. */
  lockKeys: { request: nothing, reply: accountOutcome },
  /** The one channel of the key-entry window, and of no other. */
  keyEntry: { request: keyEntryRequest, reply: keyEntryReply },
  about: {
    request: nothing,
    reply: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chromium: z.string(),
      node: z.string(),
      runtimeNotice: z.string().nullable(),
      licences: z.array(z.strictObject({ name: z.string(), version: z.string(), licence: z.string() })),
    }),
  },
  copyText: { request: z.strictObject({ text: z.string().max(200_000) }), reply: nothing },
  openLink: { request: z.strictObject({ link: z.literal('licence') }), reply: nothing },
} as const;

export type HostChannel = keyof typeof hostChannels;
/** Channels of the window a key is typed in; all others belong to workstation windows. */
export const KEY_ENTRY_CHANNELS = ['keyEntry'] as const satisfies readonly HostChannel[];
/** Channels of a workstation window. */
export type DeskChannel = Exclude<HostChannel, (typeof KEY_ENTRY_CHANNELS)[number]>;
export type HostRequest<Channel extends HostChannel> = z.input<(typeof hostChannels)[Channel]['request']>;
export type HostReply<Channel extends HostChannel> = z.output<(typeof hostChannels)[Channel]['reply']>;
/** A checked wish about safety: what was left out is there. */
export type SafetyRequest = z.output<(typeof hostChannels)['safetyWish']['request']>;
