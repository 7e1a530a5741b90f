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
