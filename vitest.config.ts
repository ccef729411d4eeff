import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // Files share a worker's modules: the server's are many, and no test replaces any of them.
    isolate: false,
    maxWorkers: 2,
    // Nothing is timed by a test; a busy machine may take long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
