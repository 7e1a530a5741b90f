import { defineConfig } from '@playwright/test';

/** Drives the built app: one window at a time, because every journey owns the display. */
export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  projects: [
    { name: 'host', testMatch: ['security/**/*.spec.ts', 'launch/**/*.spec.ts'] },
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts' },
    { name: 'installed', testMatch: 'installed/**/*.spec.ts' },
  ],
});
