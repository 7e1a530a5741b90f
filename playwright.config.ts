import { defineConfig } from '@playwright/test';

/** What a person waits for, in ms. */
const TIMED = 'launch/kill-switch.spec.ts';

/** Drives the built app: every worker has a display of its own, because a journey owns the one it is on. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  projects: [
    // These share the system's key store, or count its processes.
    {
      name: 'host',
      workers: 1,
      testMatch: ['security/**/*.spec.ts', 'launch/**/*.spec.ts'],
      testIgnore: TIMED,
    },
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts' },
    // Nothing runs beside what is timed, nor beside what builds the app anew.
    {
      name: 'installed',
      workers: 1,
      dependencies: ['host', 'journeys'],
      testMatch: [TIMED, 'installed/**/*.spec.ts'],
    },
  ],
});
