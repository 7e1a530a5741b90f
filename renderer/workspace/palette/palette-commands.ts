import type { EngineView } from '../../../engine/contract/views.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import type { Texts } from '../../language/en.ts';
import { linkInstrument } from '../../linking/linked-instrument.ts';
import {
  applySettings,
  nextTheme,
  openRecording,
  openSandbox,
  showReports,
  writeDiagnosis,
} from '../actions.ts';
import { activeLink, activePanel, linkNext, openAnotherPanel, openPanel } from '../dock/dock-handle.ts';
import { PANEL_IDS, REPEATABLE_PANEL_IDS } from '../dock/panel-catalog.ts';
import { WORKSPACES } from '../dock/presets.ts';
import { hotkeyText } from '../hotkeys.ts';
import { SPEEDS, speedName } from '../SpeedControl.tsx';
import { flatten, freeze, holdToSmaller } from '../top-bar/KillSwitch.tsx';
import { askForShippedLayout, showOverlay } from '../window-state.ts';
import type { PaletteCommand } from './palette-command.ts';
import { strategyCommands } from './strategy-commands.ts';

/** Everything that can be done now. */
export const paletteCommands = (view: EngineView, texts: Texts): readonly PaletteCommand[] => [
  ...tradingCommands(view, texts),
  ...strategyCommands(view, texts),
  ...sessionCommands(view, texts),
  ...viewCommands(texts),
  ...view.instruments.map(({ id, symbol }) => ({
    id: `show-${id}`,
    group: 'instruments' as const,
    title: texts.palette.show(symbol),
    run: () => linkInstrument(activeLink(), id),
  })),
  ...helpCommands(texts),
];

function tradingCommands(view: EngineView, { topBar, panels, palette }: Texts): readonly PaletteCommand[] {
  const isActive = view.session.tradingState === 'active';
  return [
    isActive
      ? {
          id: 'freeze',
          group: 'trading',
          title: topBar.freeze,
          hotkey: hotkeyText('freeze'),
          run: () => void freeze(),
        }
      : { id: 'release', group: 'trading', title: `${topBar.release}…`, run: () => showOverlay('release') },
    ...(isActive
      ? ([
          {
            id: 'only-smaller',
            group: 'trading',
            title: topBar.onlySmaller,
            run: () => void holdToSmaller(),
          },
        ] as const)
      : []),
    { id: 'flatten', group: 'trading', title: `${topBar.flatten}…`, run: () => void flatten() },
    { id: 'ticket', group: 'trading', title: palette.open(panels.ticket), run: () => openPanel('ticket') },
  ];
}

function sessionCommands(view: EngineView, texts: Texts): readonly PaletteCommand[] {
  const { palette, speed } = texts;
  const isSteerable = view.session.source !== 'live-data';
  return [
    {
      id: 'report',
      group: 'session',
      title: palette.exportReport,
      hotkey: hotkeyText('report'),
      run: showReports,
    },
    { id: 'recording', group: 'session', title: palette.openRecording, run: () => void openRecording() },
    { id: 'sandbox', group: 'session', title: palette.openSandbox, run: () => void openSandbox() },
    ...(isSteerable ? SPEEDS : []).map((value) => ({
      id: `speed-${value}`,
      group: 'session' as const,
      title: palette.speed(speedName(value, speed)),
      run: () => void tellEngine('setSpeed', { speed: value }),
    })),
  ];
}

function viewCommands(texts: Texts): readonly PaletteCommand[] {
  const { palette, panels, dock, workspaces, settings } = texts;
  return [
    ...WORKSPACES.map((workspace) => ({
      id: `workspace-${workspace}`,
      group: 'view' as const,
      title: palette.workspace(workspaces[workspace]),
      run: () => void applySettings({ workspace }),
    })),
    ...PANEL_IDS.map((panel) => ({
      id: `panel-${panel}`,
      group: 'view' as const,
      title: palette.open(panels[panel]),
      run: () => openPanel(panel),
    })),
    ...REPEATABLE_PANEL_IDS.map((panel) => ({
      id: `another-${panel}`,
      group: 'view' as const,
      title: palette.openAnother(panels[panel]),
      run: () => openAnotherPanel(panel),
    })),
    { id: 'close-panel', group: 'view', title: dock.closeActive, run: activePanel.close },
    { id: 'maximize-panel', group: 'view', title: dock.maximizeActive, run: activePanel.toggleMaximized },
    { id: 'float-panel', group: 'view', title: dock.floatActive, run: activePanel.float },
    { id: 'own-window', group: 'view', title: dock.ownWindow, run: activePanel.openOwnWindow },
    { id: 'link-panel', group: 'view', title: dock.linkActive, run: () => linkNext() },
    { id: 'reset-layout', group: 'view', title: dock.resetLayout, run: askForShippedLayout },
    {
      id: 'next-theme',
      group: 'view',
      title: palette.toggleTheme,
      hotkey: hotkeyText('theme'),
      run: () => void nextTheme(),
    },
    ...(['dark', 'light', 'high-contrast'] as const).map((theme) => ({
      id: `theme-${theme}`,
      group: 'view' as const,
      title: palette.theme(settings.themes[theme]),
      run: () => void applySettings({ theme }),
    })),
  ];
}

const helpCommands = ({ palette }: Texts): readonly PaletteCommand[] => [
  {
    id: 'settings',
    group: 'help',
    title: palette.settings,
    hotkey: hotkeyText('settings'),
    run: () => showOverlay('settings'),
  },
  { id: 'keyboard', group: 'help', title: palette.keyboard, run: () => showOverlay('keyboard') },
  { id: 'tour', group: 'help', title: palette.tour, run: () => void applySettings({ tourDismissed: false }) },
  { id: 'accounts', group: 'help', title: palette.accounts, run: () => showOverlay('accounts') },
  {
    id: 'diagnostics',
    group: 'help',
    title: palette.diagnostics,
    run: () => void writeDiagnosis(),
  },
  { id: 'about', group: 'help', title: palette.about, run: () => showOverlay('about') },
];
