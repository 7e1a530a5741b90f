import type { WebPreferences } from 'electron';

/** The security settings of every window; `preload` is the only script that sees both worlds. */
export const webPreferences = (preload: string, devTools: boolean): WebPreferences => ({
  preload,
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
