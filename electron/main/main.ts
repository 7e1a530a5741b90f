import { join } from 'node:path';
import { app, clipboard, session, type WebContents } from 'electron';
import { openElectronStore } from '../settings/electron-json-store.ts';
import { DrawingKeeper } from '../settings/drawings.ts';
import { LayoutKeeper } from '../settings/layouts.ts';
import { SettingsKeeper } from '../settings/settings.ts';
import { about } from './about.ts';
import { registerDeskScheme, serveDesk } from './app-protocol.ts';
import { allowsTestSettings, isTestBuild } from './build-kind.ts';
import { createChannelHandlers, type HandlerParts } from './channel-handlers.ts';
import { DeskEngine } from './desk-engine.ts';
import { installMenu } from './desk-menu.ts';
import { DeskWindow } from './desk-window.ts';
import { builtDesk, developmentDesk, originOf } from './desk-address.ts';
import { engineSettingsFrom } from './engine-settings.ts';
import { openLink } from './external-links.ts';
import { createHostDesk } from './host-desk.ts';
import { type HostLog, openHostLog } from './host-log.ts';
import { systemTimers } from './host-timers.ts';
import { bindIpc } from './ipc-binding.ts';
import { createRouter } from './ipc-router.ts';
import { chooseFile, chooseFiles, chooseFolder } from './native-dialogs.ts';
import { guardNavigation } from './navigation-guard.ts';
import { guardNetwork } from './network-guard.ts';
import { PanelWindows } from './panel-windows.ts';
import { guardPermissions } from './permissions.ts';
import { QuitFlow } from './quit-flow.ts';
import { forbiddenSwitch } from './startup-switches.ts';
import { testSettings } from './test-settings.ts';
import { whenPageStands } from './when-page-stands.ts';

const now = () => systemTimers.now();
const build = { isPackaged: app.isPackaged, isTestBuild };
const forTests = allowsTestSettings(build) ? testSettings(process.env) : {};
const refused = allowsTestSettings(build) ? undefined : forbiddenSwitch(process.argv.slice(1));
if (forTests.userDataDir !== undefined) app.setPath('userData', forTests.userDataDir);

if (refused !== undefined) {
  process.stderr.write('Edgewright does not start with switches that weaken it.\n');
  app.exit(2);
} else if (app.requestSingleInstanceLock()) {
  // Under root the sandbox cannot be had; only a build from sources gets as far as this line then.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerDeskScheme();
  void app.whenReady().then(openDesk);
} else {
  app.exit(0);
}

function openDesk(): void {
  const stateFolder = app.getPath('userData');
  const address = forTests.serverUrl === undefined ? builtDesk : developmentDesk(forTests.serverUrl);
  const log = openHostLog(join(stateFolder, 'logs'), now);
  const settings = new SettingsKeeper(stateFolder, now(), openElectronStore);
  const layouts = new LayoutKeeper(stateFolder, now(), openElectronStore);
  const drawings = new DrawingKeeper(stateFolder, now(), openElectronStore);

  const engine: DeskEngine = new DeskEngine({
    timers: systemTimers,
    settings: () =>
      engineSettingsFrom({
        settings: settings.current,
        userDataDir: stateFolder,
        engineVersion: app.getVersion(),
        venue: forTests.venue,
      }),
    freezeFlagPath: join(stateFolder, 'freeze.flag'),
    log,
    showStatus: (status) => window.showStatus(status),
    showAlert: (alert) => window.showAlert(alert),
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

  guardPages(window, address.origin, log);
  serveDesk(join(import.meta.dirname, '../renderer'));
  const handlers = createChannelHandlers({ ...nativeParts(engine, window), settings, layouts, drawings });
  const route = createRouter({ windows: window, origin: address.origin });
  bindIpc(createHostDesk({ route, handlers, nowMs: now, log }));
  installMenu(window, engine, !app.isPackaged);
  const quitFlow = takeOverQuitting(engine, window);
  app.on('second-instance', () => window.focus());
  const view = window.open();
  quitFlow.guard(view);
  whenPageStands(view.webContents, systemTimers, () => engine.start());
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
): Omit<HandlerParts, 'settings' | 'layouts' | 'drawings'> {
  return {
    line: engine.line,
    requestFeed: (windowId) => engine.feeds.request(windowId),
    dialogs: {
      chooseFile: (name) => chooseFile(window.current, name),
      chooseFolder: () => chooseFolder(window.current),
      chooseRecording: () => chooseFiles(window.current, 'Open recording'),
      chooseImport: () => chooseFiles(window.current, 'Import market data'),
      chooseDataFolder: () => chooseFolder(window.current, 'Export market data into a folder'),
    },
    about,
    copyText: (text) => clipboard.writeText(text),
    openLink,
  };
}

function takeOverQuitting(engine: DeskEngine, window: DeskWindow): QuitFlow {
  const quitFlow = new QuitFlow({
    timers: systemTimers,
    question: (question) => engine.line.question(question),
    now: () => engine.trading,
    window: () => window.current,
    shutdownEngine: () => engine.shutdown(),
  });
  quitFlow.attach();
  return quitFlow;
}
