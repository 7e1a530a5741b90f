import { isCommandName, parseRequest } from '../../engine/contract/parse-request.ts';
import type { HostQuestion } from '../../engine/contract/host-control.ts';
import type { AccountOutcome, KeyEntryRequest } from '../contract/accounts.ts';
import type { HostReply, HostRequest, SafetyRequest } from '../contract/host-channels.ts';
import { exportReport, type ExportDialogs } from '../exports/export-report.ts';
import type { DrawingKeeper } from '../settings/drawings.ts';
import { chooseImport, exportDays } from '../exports/library-files.ts';
import type { LayoutKeeper } from '../settings/layouts.ts';
import { chooseDelays } from '../settings/choose-delays.ts';
import type { SettingsKeeper } from '../settings/settings.ts';
import type { AccountDesk } from '../keychain/account-desk.ts';
import type { DeadManDesk } from '../keychain/dead-man-desk.ts';
import type { ArmingDesk } from '../keychain/arming-desk.ts';
import type { OpenAccount } from '../keychain/open-account.ts';
import type { KeyEntry } from '../keychain/entry/key-entry.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { EngineLine } from './engine-line.ts';
import type { LinkName } from './external-links.ts';
import type { LargeOrderDesk } from './large-order-desk.ts';
import type { SafetyDesk } from './safety-desk.ts';
import type { ChannelHandlers } from './host-desk.ts';

export interface HandlerParts {
  readonly line: EngineLine;
  readonly settings: SettingsKeeper;
  readonly layouts: LayoutKeeper;
  readonly drawings: DrawingKeeper;
  readonly accounts: Pick<AccountDesk, 'list' | 'remove' | 'check' | 'lock'>;
  readonly openAccount: Pick<OpenAccount, 'open' | 'leave'>;
  readonly arming: Pick<ArmingDesk, 'arm' | 'review'>;
  readonly deadMan: Pick<DeadManDesk, 'test'>;
  readonly largeOrders: Pick<LargeOrderDesk, 'confirm'>;
  readonly safety: Pick<SafetyDesk, 'wish' | 'flatten'>;
  readonly keyEntry: Pick<KeyEntry, 'open' | 'ask'>;
  readonly requestFeed: (windowId: number) => void;
  readonly dialogs: ExportDialogs & {
    readonly chooseRecording: () => Promise<readonly string[]>;
    readonly chooseImport: () => Promise<readonly string[]>;
    readonly chooseDelays: () => Promise<readonly string[]>;
    readonly chooseDataFolder: () => Promise<string | undefined>;
  };
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
  readonly exportDiagnostics: () => Promise<HostReply<'exportDiagnostics'>>;
  readonly about: () => HostReply<'about'>;
  readonly copyText: (text: string) => void;
  readonly openLink: (link: LinkName) => Promise<void>;
}

/** Carries out what a page asked, with the parts of the host. */
export function createChannelHandlers(parts: HandlerParts): ChannelHandlers {
  const { drawings, layouts, line, settings } = parts;
  return {
    askEngine: ({ command, payload }: HostRequest<'askEngine'>, windowId) =>
      askEngine(line, windowId, command, payload),
    requestFeed: (_request, windowId) => {
      parts.requestFeed(windowId);
      return {};
    },
    loadLayout: ({ workspace }: HostRequest<'loadLayout'>) => ({ layout: layouts.layoutOf(workspace) }),
    saveLayout: ({ layout, workspace }: HostRequest<'saveLayout'>) => {
      layouts.save(workspace, layout);
      return {};
    },
    resetLayout: ({ workspace }: HostRequest<'resetLayout'>) => {
      layouts.reset(workspace);
      return {};
    },
    loadDrawings: ({ instrument }: HostRequest<'loadDrawings'>) => ({
      drawings: drawings.drawingsOf(instrument),
    }),
    saveDrawings: (request: HostRequest<'saveDrawings'>) => {
      drawings.save(request.instrument, request.drawings);
      return {};
    },
    readSettings: () => ({
      settings: settings.current,
      notice: noticeOf([settings.notice, layouts.notice, drawings.notice]),
    }),
    writeSettings: (change: HostRequest<'writeSettings'>) => ({ settings: settings.change(change) }),
    chooseDelays: () => chooseDelays({ settings, chooseFiles: parts.dialogs.chooseDelays }),
    exportReport: (request: HostRequest<'exportReport'>) => exportReport(request, reportFiles(parts)),
    openRecording: () => openRecording(line, parts.dialogs.chooseRecording),
    chooseImport: () => chooseImport(libraryFiles(parts)),
    exportDays: (request: HostRequest<'exportDays'>) => exportDays(request, libraryFiles(parts)),
    ...accountHandlers(parts),
    exportDiagnostics: parts.exportDiagnostics,
    about: parts.about,
    copyText: ({ text }: HostRequest<'copyText'>) => {
      parts.copyText(text);
      return {};
    },
    openLink: async ({ link }: HostRequest<'openLink'>) => {
      await parts.openLink(link);
      return {};
    },
  };
}

type AccountChannels =
  | 'accounts'
  | 'addKey'
  | 'replaceKey'
  | 'removeKey'
  | 'checkKey'
  | 'lockKeys'
  | 'openAccount'
  | 'leaveAccount'
  | 'reviewAccount'
  | 'armAccount'
  | 'disarmAccount'
  | 'testDeadMan'
  | 'confirmOrder'
  | 'safetyWish'
  | 'keyEntry';

function accountHandlers({
  accounts,
  arming,
  deadMan,
  keyEntry,
  largeOrders,
  line,
  openAccount,
  safety,
}: HandlerParts): Pick<ChannelHandlers, AccountChannels> {
  const opened = (isNew: boolean): AccountOutcome =>
    isNew
      ? { outcome: 'done', detail: '' }
      : { outcome: 'refused', detail: 'a window for a key stands open already' };
  return {
    accounts: () => accounts.list(),
    addKey: () => opened(keyEntry.open()),
    replaceKey: async ({ id }: HostRequest<'replaceKey'>) => {
      const row = (await accounts.list()).accounts.find((account) => account.id === id);
      return row ? opened(keyEntry.open(row)) : { outcome: 'refused', detail: 'there is no such account' };
    },
    removeKey: ({ id }: HostRequest<'removeKey'>) => accounts.remove(id),
    checkKey: ({ id }: HostRequest<'checkKey'>) => accounts.check(id),
    lockKeys: () => accounts.lock(),
    openAccount: ({ id }: HostRequest<'openAccount'>) => openAccount.open(id),
    leaveAccount: () => openAccount.leave(),
    reviewAccount: ({ id }: HostRequest<'reviewAccount'>) => arming.review(id),
    armAccount: (request: HostRequest<'armAccount'>) => arming.arm(request),
    disarmAccount: async () => {
      const answer = await line.question({ kind: 'disarm', because: 'disarmed by hand' });
      return answer.ok ? { outcome: 'done', detail: '' } : { outcome: 'failed', detail: answer.detail };
    },
    testDeadMan: ({ id }: HostRequest<'testDeadMan'>) => deadMan.test(id),
    confirmOrder: ({ key }: HostRequest<'confirmOrder'>) => largeOrders.confirm(key),
    // The router has put in what was left out.
    safetyWish: ({ typedWord, wish }: SafetyRequest) =>
      wish.kind === 'flatten' ? safety.flatten() : safety.wish(wish, typedWord),
    keyEntry: (request: KeyEntryRequest) => keyEntry.ask(request),
  };
}

const reportFiles = ({ dialogs, line, texts }: HandlerParts) => ({
  question: (question: HostQuestion) => line.question(question),
  dialogs,
  texts,
});

const libraryFiles = ({ dialogs, line }: HandlerParts) => ({
  question: (question: HostQuestion) => line.question(question),
  chooseFiles: dialogs.chooseImport,
  chooseFolder: dialogs.chooseDataFolder,
});

/** What the engine would refuse anyway never reaches it; the answer has the form of the engine's own. */
async function askEngine(
  line: EngineLine,
  windowId: number,
  command: string,
  payload: unknown,
): Promise<unknown> {
  if (!isCommandName(command)) {
    return { ok: false, failure: { code: 'unknown-command', detail: 'there is no such command' } };
  }
  const parsed = parseRequest(command, payload);
  return parsed.ok ? line.command(windowId, command, payload) : parsed;
}

async function openRecording(
  line: EngineLine,
  choose: () => Promise<readonly string[]>,
): Promise<HostReply<'openRecording'>> {
  const paths = await choose();
  if (paths.length === 0) return { outcome: 'canceled' };
  const answer = await line.question({ kind: 'open-recording', paths });
  if (!answer.ok) return { outcome: 'failed', detail: answer.detail };
  if (!('sessionId' in answer)) throw new Error('an opened recording has a session, had none');
  return { outcome: 'opened', sessionId: answer.sessionId };
}

function noticeOf(notices: readonly (string | null)[]): string | null {
  const said = notices.filter((notice) => notice !== null);
  return said.length === 0 ? null : said.join(' ');
}
