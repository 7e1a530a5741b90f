import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, utilityProcess } from 'electron';

// As in the workstation, questions of the page go through the host to an engine in a process of its own.
app.setPath('userData', process.env.EDGEWRIGHT_USER_DATA);
const built = (name) => join(process.env.EDGEWRIGHT_BENCH_BUILT, name);

void app.whenReady().then(async () => {
  const engine = utilityProcess.fork(built('engine/engine.mjs'));
  const waiting = new Map();
  let last = 0;
  const answerOf = (question) => {
    last += 1;
    const answer = new Promise((answered) => waiting.set(last, answered));
    engine.postMessage({ number: last, ...question });
    return answer;
  };
  engine.on('message', ({ number, reply }) => {
    waiting.get(number)?.(reply);
    waiting.delete(number);
  });
  ipcMain.handle('ask', (_event, question) => answerOf(question));
  ipcMain.handle('result', (_event, result) => {
    process.stdout.write(`result ${JSON.stringify({ firstRequests, ...result })}\n`);
  });
  const firstRequests = await answerOf({ command: 'ready' });
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      backgroundThrottling: false,
    },
  });
  window.webContents.on('console-message', (event, _level, message) =>
    process.stderr.write(`page: ${event.message ?? message}\n`),
  );
  await window.loadFile(built('page/index.html'));
  const shot = process.env.EDGEWRIGHT_BENCH_SHOT;
  if (shot) {
    const { writeFileSync } = await import('node:fs');
    ipcMain.handle('shot', async (_event, name) => {
      const image = await window.webContents.capturePage();
      writeFileSync(join(shot, `${name}.png`), image.toPNG());
    });
  } else ipcMain.handle('shot', () => undefined);
});
