import { join } from 'node:path';
import { app, clipboard, safeStorage, session, type WebContents } from 'electron';
import type { EgressGuard } from '../../engine/guard/egress/install-egress-guard.ts';
import { Redactor } from '../../engine/guard/redaction/redactor.ts';
import type { Settings } from '../contract/host-channels.ts';
import { openElectronStore } from '../settings/electron-json-store.ts';
import { DrawingKeeper } from '../settings/drawings.ts';
import { LayoutKeeper } from '../settings/layouts.ts';
import { SettingsKeeper } from '../settings/settings.ts';
import { ENTRY_ORIGIN } from '../keychain/entry/serve-entry.ts';
import { exportDiagnostics } from '../exports/diagnostics.ts';
import { about } from './about.ts';
import { registerDeskScheme, serveDesk } from './app-protocol.ts';
import { allowsTestSettings, isTestBuild } from './build-kind.ts';
import { builtFile } from './built-files.ts';
import { createChannelHandlers, type HandlerParts } from './channel-handlers.ts';
import { DeskEngine } from './desk-engine.ts';
import { type DeskMenuParts, installMenu } from './desk-menu.ts';
import { textsOf } from './dialog-texts/texts-of.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { DeskWindow } from './desk-window.ts';
import { builtDesk, type DeskAddress, developmentDesk, originOf } from './desk-address.ts';
import { engineSettingsFrom } from './engine-settings.ts';
import { openLink } from './external-links.ts';
import { endOnFaults } from './host-faults.ts';
import { createHostDesk } from './host-desk.ts';
import { type HostLog, openHostLog, readHostLog } from './host-log.ts';
import { systemTimers } from './host-timers.ts';
import { type HostVault, openHostVault } from './host-vault.ts';
import { bindIpc } from './ipc-binding.ts';
import { createRouter } from './ipc-router.ts';
import { installKillReach } from './kill-reach.ts';
import { askIn, chooseFile, chooseFiles, chooseFolder } from './native-dialogs.ts';
import { guardNavigation } from './navigation-guard.ts';
import { guardNetwork } from './network-guard.ts';
import { PanelWindows } from './panel-windows.ts';
import { guardPermissions } from './permissions.ts';
import { PowerDesk } from './power-desk.ts';
import { QuitFlow } from './quit-flow.ts';
import { forbiddenSwitch } from './startup-switches.ts';
import { systemAlarm } from './system-alarm.ts';
import { systemPower } from './system-power.ts';
import { testSettings } from './test-settings.ts';
import { whenPageStands } from './when-page-stands.ts';

const now = () => systemTimers.now();
const build = { isPackaged: app.isPackaged, isTestBuild };
const forTests = allowsTestSettings(build) ? testSettings(process.env) : {};

/** Starts the workstation, or ends at once where it must not run. */
export function startDesk(egress: EgressGuard): void {
  const refused = allowsTestSettings(build) ? undefined : forbiddenSwitch(process.argv.slice(1));
  if (forTests.userDataDir !== undefined) app.setPath('userData', forTests.userDataDir);
  if (refused !== undefined) {
    process.stderr.write('Edgewright does not start with switches that weaken it.\n');
    app.exit(2);
  } else if (app.requestSingleInstanceLock()) {
    // Under root the sandbox cannot be had; only a build from sources gets as far as this line then.
    if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
    registerDeskScheme();
    void app.whenReady().then(() => openDesk(egress));
  } else {
    app.exit(0);
  }
}

function openDesk(egress: EgressGuard): void {
  const stateFolder = app.getPath('userData');
  const address = forTests.serverUrl === undefined ? builtDesk : developmentDesk(forTests.serverUrl);
  const redactor = new Redactor();
  const log = openHostLog(join(stateFolder, 'logs'), now, redactor);
  egress.onAlarm(({ target, way }) => log(`refused ${way} to ${target}`));
  const keepers = openKeepers(stateFolder);
  const language = () => keepers.settings.current.language;
  const texts = () => textsOf(language());
  endOnFaults(log, app.getPath('crashDumps'), texts);
  const { engine, window } = openWindowAndEngine({ address, keepers, log, redactor, stateFolder });

  guardPages(window, address.origin, log);
  serveDesk(builtFile('renderer'));
  const vault = openHostVault({ engine, window, log, redactor, stateFolder, safeStorage, language });
  const diagnostics = {
    source: () => ({
      about: about(),
      platform: process.platform,
      settings: keepers.settings.current,
      logs: readHostLog(join(stateFolder, 'logs')),
      redactor,
    }),
    chooseFolder: () => chooseFolder(window.current, texts().files.writeDiagnosis),
    texts,
    question: askIn(window),
  };
  const handlers = createChannelHandlers({
    ...nativeParts(engine, window, texts),
    ...vault,
    ...keepers,
    exportDiagnostics: () => exportDiagnostics(diagnostics),
  });
  const keyEntry = { windows: vault.keyEntry, origin: ENTRY_ORIGIN };
  const route = createRouter({ windows: window, origin: address.origin, keyEntry });
  bindIpc(createHostDesk({ route, handlers, nowMs: now, log }));
  const speak = speakNatively({ engine, window, safety: vault.safety, log }, keepers);
  const power = followPower(engine, keepers, log);
  keepers.settings.whenChanged((changed) => {
    speak(changed);
    power.look();
  });
  const quitFlow = takeOverQuitting(engine, window, texts);
  app.on('second-instance', () => window.focus());
  const view = window.open();
  quitFlow.guard(view);
  whenPageStands(view.webContents, systemTimers, () => engine.start());
}

/** Menu and icon of the system, and what writes them anew when the person chooses another language. */
function speakNatively(
  parts: Pick<DeskMenuParts, 'engine' | 'window' | 'safety'> & { readonly log: HostLog },
  { settings }: Keepers,
): (settings: Settings) => void {
  const { engine, log, window } = parts;
  const writeTray = installKillReach({
    freeze: (because) => void engine.killSwitch.freeze(because),
    showWindow: () => window.focus(),
    log,
  });
  let spoken: Settings['language'] | undefined;
  const speak = ({ language }: Settings) => {
    if (language === spoken) return;
    spoken = language;
    const texts = textsOf(language);
    installMenu({ ...parts, texts, withDeveloperItems: !app.isPackaged });
    writeTray(texts);
  };
  speak(settings.current);
  return speak;
}

/** The engine hears when the computer sleeps, and the computer what is at stake. */
function followPower(engine: DeskEngine, { settings }: Keepers, log: HostLog): PowerDesk {
  const power = new PowerDesk({
    power: systemPower,
    question: (question) => engine.line.question(question),
    log,
    mayKeepAwake: () => settings.current.keepAwake,
  });
  engine.whenState((state) => power.follow(state));
  return power;
}

type Keepers = Pick<HandlerParts, 'settings' | 'layouts' | 'drawings'>;

const openKeepers = (stateFolder: string): Keepers => ({
  settings: new SettingsKeeper(stateFolder, now(), openElectronStore),
  layouts: new LayoutKeeper(stateFolder, now(), openElectronStore),
  drawings: new DrawingKeeper(stateFolder, now(), openElectronStore),
});

interface Surroundings {
  readonly address: DeskAddress;
  readonly keepers: Keepers;
  readonly log: HostLog;
  readonly redactor: Redactor;
  readonly stateFolder: string;
}

function openWindowAndEngine({ address, keepers, log, redactor, stateFolder }: Surroundings) {
  const engine: DeskEngine = new DeskEngine({
    timers: systemTimers,
    settings: () =>
      engineSettingsFrom({
        settings: keepers.settings.current,
        userDataDir: stateFolder,
        engineVersion: app.getVersion(),
        venue: forTests.venue,
        sandboxHistoryMinutes: forTests.sandboxHistoryMinutes,
      }),
    freezeFlagPath: join(stateFolder, 'freeze.flag'),
    log,
    redactor,
    allowsLoopback: forTests.venue !== undefined,
    texts: () => textsOf(keepers.settings.current.language),
    showStatus: (status) => window.showStatus(status),
    showAlert: (alert) => window.showAlert(alert),
    showTitle: (title) => window.current?.setTitle(title),
    alarm: systemAlarm(log, () => window.focus()),
    handPort: (windowId, port) => window.handPort(windowId, port),
  });
  const window: DeskWindow = new DeskWindow({
    page: address.page,
    devTools: !app.isPackaged,
    stateFolder,
    openStore: openElectronStore,
    nowMs: now,
    log,
    engineStatus: () => engine.status,
    pageGone: (windowId) => engine.feeds.forget(windowId),
  });
  return { engine, window };
}

function guardPages(window: DeskWindow, deskOrigin: string, log: HostLog): void {
  const isDeskWindow = (contents: WebContents) => window.has(contents.id);
  const isDeskPage = (contents: WebContents | null) =>
    contents !== null && isDeskWindow(contents) && originOf(contents.getURL()) === deskOrigin;
  guardPermissions(session.defaultSession, isDeskPage);
  guardNetwork(session.defaultSession, deskOrigin, log);
  const panels = new PanelWindows({ deskOrigin, devTools: !app.isPackaged, isDeskWindow, isDeskPage, log });
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, deskOrigin, log, panels));
}

function nativeParts(
  engine: DeskEngine,
  window: DeskWindow,
  texts: () => DialogTexts,
): Omit<HandlerParts, 'settings' | 'layouts' | 'drawings' | keyof HostVault | 'exportDiagnostics'> {
  return {
    line: engine.line,
    requestFeed: (windowId) => engine.feeds.request(windowId),
    dialogs: {
      chooseFile: (name) => chooseFile(window.current, texts().files.exportReport, name),
      chooseFolder: () => chooseFolder(window.current, texts().files.exportReportFolder),
      chooseRecording: () => chooseFiles(window.current, texts().files.openRecording),
      chooseImport: () => chooseFiles(window.current, texts().files.importData),
      chooseDelays: () => chooseFiles(window.current, texts().files.measuredDelays),
      chooseDataFolder: () => chooseFolder(window.current, texts().files.exportData),
    },
    texts,
    about,
    copyText: (text) => clipboard.writeText(text),
    openLink,
  };
}

function takeOverQuitting(engine: DeskEngine, window: DeskWindow, texts: () => DialogTexts): QuitFlow {
  const quitFlow = new QuitFlow({
    timers: systemTimers,
    question: (question) => engine.line.question(question),
    now: () => engine.trading,
    window: () => window.current,
    shutdownEngine: () => engine.shutdown(),
    texts,
  });
  quitFlow.attach();
  return quitFlow;
}
