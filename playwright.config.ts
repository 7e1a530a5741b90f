import { defineConfig } from '@playwright/test';

/** Drives the built app: every worker has a display of its own, because a journey owns the one it is on. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  projects: [
    // These share the system's key store, or count its processes.
    { name: 'host', workers: 1, testMatch: ['security/**/*.spec.ts', 'launch/**/*.spec.ts'] },
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts' },
    // It builds the app anew, so nobody may be starting it.
    {
      name: 'installed',
      workers: 1,
      dependencies: ['host', 'journeys'],
      testMatch: 'installed/**/*.spec.ts',
    },
  ],
});
