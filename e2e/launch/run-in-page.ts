import type { ElectronApplication } from '@playwright/test';

/**
 * Runs script in the window's page through the host instead of the debugger, which loses a page that
 * dies and waits for navigations that were refused. Answers an empty text while the page cannot answer.
 */
export function runInPage(app: ElectronApplication, script: string): Promise<string> {
  return app.evaluate(async ({ webContents }, code) => {
    const [contents] = webContents.getAllWebContents();
    if (!contents || contents.isLoading() || contents.isCrashed()) return '';
    // A page that is only just being made never answers.
    const late = new Promise<string>((answer) => setTimeout(() => answer(''), 500));
    return Promise.race([contents.executeJavaScript(code).then(String), late]);
  }, script);
}

/** The beginning of what the page shows. */
export const textOnScreen = (app: ElectronApplication): Promise<string> =>
  runInPage(app, 'document.body.innerText.slice(0, 200)');
