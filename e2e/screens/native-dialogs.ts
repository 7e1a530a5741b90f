import type { ElectronApplication } from '@playwright/test';

/** The next dialogs that ask for files or a folder get these paths as the person's choice. */
export async function choosePaths(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
    },
    [...paths],
  );
}

/** Whoever confirms sooner has not read: longer than the host wants a dialog to be open, in ms. */
const READING_MS = 3200;

/**
 * Every later message box is answered by the first of these labels it has, and only after it could have been read; one
 * that has none of them is canceled. Answers with what the boxes said so far.
 */
export async function answerAfterReading(
  app: ElectronApplication,
  labels: readonly string[],
  readingMs = READING_MS,
): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(
    ({ dialog }, [wanted, waitMs]) => {
      const said: string[] = [];
      Object.assign(globalThis, { saidInDialogs: said });
      const answer = (...args: unknown[]) => {
        const {
          buttons = [],
          cancelId = 0,
          detail = '',
          message,
        } = args.at(-1) as Electron.MessageBoxOptions;
        said.push(`${message}\n${detail}`);
        const response = wanted.map((label) => buttons.indexOf(label)).find((index) => index >= 0);
        return new Promise((resolve) => {
          setTimeout(() => resolve({ response: response ?? cancelId, checkboxChecked: false }), waitMs);
        });
      };
      dialog.showMessageBox = answer as typeof dialog.showMessageBox;
    },
    [[...labels], readingMs] as const,
  );
  return () => app.evaluate(() => (globalThis as unknown as { saidInDialogs: string[] }).saidInDialogs);
}
