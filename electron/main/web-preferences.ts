import type { WebPreferences } from 'electron';

/** The security settings of a workstation window; `preload` is the only script that sees both worlds. */
export const webPreferences = (preload: string, devTools: boolean): WebPreferences => ({
  preload,
  ...webPreferencesOfPanels(devTools),
});

/** The same for a window of panels, which has no such script: its page is filled by the one that opened it. */
export const webPreferencesOfPanels = (devTools: boolean): WebPreferences => ({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // A middle click would open a window before our handler could refuse it.
  disableBlinkFeatures: 'Auxclick',
  devTools,
  spellcheck: false,
  // A window behind another one still shows money; its clock must not slow down.
  backgroundThrottling: false,
});
