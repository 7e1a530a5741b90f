import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBenchDisplay } from './bench-display.ts';
import { type StartedApp, startApp } from './started-app.ts';

const LIMIT_MS = 300_000;
const app = join(import.meta.dirname, 'chart-app');
const project = resolve(import.meta.dirname, '..', '..');

/**
 * A million one-minute bars in the product's chart, asked of an engine in a process of its own, beside
 * lightweight-charts with the same bars in the page: first draw, and frames while panning and zooming.
 */
export async function measureChart() {
  const display = await openBenchDisplay();
  if ('skipped' in display) return display;
  mkdirSync(join(project, 'dist'), { recursive: true });
  const built = mkdtempSync(join(project, 'dist', 'bench-chart-'));
  try {
    await buildChartApp(built);
    const started = startApp(display, {
      appFolder: app,
      env: { EDGEWRIGHT_BENCH_BUILT: built },
      // A frame as soon as it is ready tells what it costs; at the screen's rate all would take 16.7 ms.
      flags: ['--disable-frame-rate-limit', '--disable-gpu-vsync'],
    });
    try {
      return { electron: display.electron, ...(await resultOf(started)) };
    } finally {
      await started.stop();
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
    display.close();
  }
}

async function buildChartApp(folder: string): Promise<void> {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const usual = { configFile: false, logLevel: 'warn', mode: 'production' } as const;
  await build({
    ...usual,
    root: app,
    base: './',
    plugins: [react()],
    build: { outDir: join(folder, 'page'), emptyOutDir: true, target: 'chrome130', modulePreload: false },
  });
  await build({
    ...usual,
    root: app,
    build: {
      outDir: join(folder, 'engine'),
      emptyOutDir: true,
      target: 'node20.18',
      ssr: join(app, 'engine.ts'),
      rolldownOptions: { output: { format: 'es', entryFileNames: 'engine.mjs' } },
    },
    ssr: { noExternal: true },
  });
}

async function resultOf({ process: child }: StartedApp): Promise<Record<string, unknown>> {
  let text = '';
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2000)));
  const result = new Promise<Record<string, unknown>>((found) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const match = /^result (.*)\n/m.exec(text);
      if (match?.[1] !== undefined) found(JSON.parse(match[1]) as Record<string, unknown>);
    });
  });
  const tooLate = wait(LIMIT_MS, undefined, { ref: false }).then(() => {
    throw new Error(
      `the page must have answered within ${LIMIT_MS} ms, the app said ${JSON.stringify(said)}`,
    );
  });
  return Promise.race([result, tooLate]);
}
