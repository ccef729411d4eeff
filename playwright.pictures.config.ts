import { defineConfig } from '@playwright/test'
import type { Setting } from './e2e/pictures/camera.ts'
import journeys from './playwright.config.ts'

/** Takes the pictures of the README and the guides: `npm run pictures`. Each language has a product with the demo fleet. */
export default defineConfig<object, Setting>(journeys as object, {
  testDir: 'e2e/pictures',
  testMatch: '*.pictures.ts',
  workers: 1,
  retries: 0,
  projects: [
    { name: 'es', use: { language: 'es' } },
    { name: 'en', use: { language: 'en' } },
  ],
  use: { contextOptions: { reducedMotion: 'reduce' }, serviceWorkers: 'block', trace: 'off' },
})
