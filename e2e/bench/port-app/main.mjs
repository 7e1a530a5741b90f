import { join } from 'node:path';
import { app, BrowserWindow, MessageChannelMain, utilityProcess } from 'electron';

// Hands the two ends of a channel to an engine-like process and to a page, then only waits for the result.
app.setPath('userData', process.env.EDGEWRIGHT_USER_DATA);
const here = (name) => join(import.meta.dirname, name);

void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: { preload: here('preload.cjs'), sandbox: true, backgroundThrottling: false },
  });
  await window.loadFile(here('index.html'));
  const engine = utilityProcess.fork(here('engine.mjs'), [process.env.EDGEWRIGHT_BENCH_MESSAGE]);
  const { port1, port2 } = new MessageChannelMain();
  engine.on('message', (result) => {
    process.stdout.write(`result ${JSON.stringify(result)}\n`);
    app.quit();
  });
  engine.once('spawn', () => {
    engine.postMessage('port', [port1]);
    window.webContents.postMessage('port', null, [port2]);
  });
});
