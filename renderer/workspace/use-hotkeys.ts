import { useEffect } from 'react';
import type { MenuCommand } from '../../electron/contract/host-bridge.ts';
import { host } from '../host-client/host.ts';
import { nextTheme, openRecording, openSandbox, showReports } from './actions.ts';
import { type HotkeyName, hotkeyOf } from './hotkeys.ts';
import { freeze, holdToSmaller } from './top-bar/KillSwitch.tsx';
import { askForShippedLayout, showOverlay } from './window-state.ts';

const onHotkey: Readonly<Record<HotkeyName, () => void>> = {
  palette: () => showOverlay('palette'),
  freeze: () => void freeze(),
  settings: () => showOverlay('settings'),
  theme: () => void nextTheme(),
  report: showReports,
};

const onMenu: Readonly<Record<MenuCommand, () => void>> = {
  'command-palette': () => showOverlay('palette'),
  'reset-layout': askForShippedLayout,
  'toggle-theme': () => void nextTheme(),
  'export-report': showReports,
  'open-recording': () => void openRecording(),
  'open-sandbox': () => void openSandbox(),
  'kill-switch': () => void freeze(),
  'reduce-only': () => void holdToSmaller(),
  about: () => showOverlay('about'),
  settings: () => showOverlay('settings'),
  accounts: () => showOverlay('accounts'),
};

/** Answers hotkeys and the native menu while the workspace is on screen. */
export function useHotkeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = hotkeyOf(event);
      if (name === undefined) return;
      event.preventDefault();
      onHotkey[name]();
    };
    window.addEventListener('keydown', onKey);
    const endMenu = host().onMenuCommand((command) => onMenu[command]());
    return () => {
      window.removeEventListener('keydown', onKey);
      endMenu();
    };
  }, []);
}
