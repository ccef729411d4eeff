import { defineConfig } from '@playwright/test'
import { installedChromium } from './scripts/chromium.js'
import { keepTemporaryInMemory } from './scripts/temporary.ts'

keepTemporaryInMemory()

const installed = installedChromium()

/** Journeys through the built product: each spec starts one of its own. Playwright's browser, or the machine's Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalTeardown: './e2e/remove-prepared.ts',
  workers: 2,
  // Two journeys, their products and browsers share a small machine; what passes only at the second try is reported as flaky.
  retries: 1,
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: 'es-CL',
    timezoneId: 'America/Santiago',
    viewport: { width: 1440, height: 900 },
    // Every journey begins with an empty browser, which would fetch the whole app beside it; those of a phone say that it does.
    serviceWorkers: 'block',
    // Recorded when it is needed: of every step it took a fifth of the journeys' time.
    trace: 'on-first-retry',
    launchOptions: installed ? { executablePath: installed, args: ['--no-sandbox', '--disable-gpu'] } : {},
  },
})
