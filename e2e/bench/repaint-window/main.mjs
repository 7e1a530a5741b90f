import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.env.EDGEWRIGHT_USER_DATA);
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900 });
  return window.loadFile(join(import.meta.dirname, 'index.html'));
});
