import { defineConfig } from 'vitest/config';

/** Engine tests share one context per worker: they have no global state, and isolation costs twenty times the time. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    // The longest files wait for processes and clocks most of their time: a worker a core, none kept free.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'engine', include: ['engine/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'renderer', include: ['renderer/**/*.test.{ts,tsx}'], environment: 'jsdom' },
      },
      {
        extends: true,
        test: { name: 'electron', include: ['electron/**/*.test.ts', 'e2e/**/*.test.ts'] },
      },
    ],
  },
});
