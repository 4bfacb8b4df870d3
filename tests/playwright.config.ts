import { defineConfig } from '@playwright/test';
import { chromiumFlags, installedChromium } from './tools/browser.ts';

/** `MATINEE_PORT` lets two checkouts run their tests at the same time. */
const port = Number(process.env.MATINEE_PORT ?? 4199);
const executablePath = installedChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  // One set of pictures for every machine.
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  // CI machines are slow, and models are fitted while a journey waits for what follows from them. A high limit costs time only
  // where a journey fails.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // CI machines are shared and slow: a journey that fails there is tried again, twice at most, and the report names it as
  // flaky.
  retries: process.env.CI === undefined ? 0 : 2,
  use: {
    // A service worker would answer requests that journeys intercept; the offline journey allows it.
    serviceWorkers: 'block',
    baseURL: `http://localhost:${port}`,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: chromiumFlags,
    },
  },
  projects: [
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    cwd: '..',
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
});
