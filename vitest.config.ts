import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { keepTemporaryInMemory } from './scripts/temporary.ts'

keepTemporaryInMemory()

/** Minutes each, some of them spent waiting: begun first, so that none is left alone at the end. */
const long = /\/(topology|crash|killed|production|documented-commands|documents|backtest|training)\.test\.ts$/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [
      ...sorted.filter(({ moduleId }) => long.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !long.test(moduleId)),
    ]
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    // Files share a worker's modules: the server's are many, and no test replaces any of them.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Nothing is timed by a test; a busy machine may take long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
