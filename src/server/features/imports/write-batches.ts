import { Problem } from '../../platform/problem.ts'

export interface Origin {
  importId: string
  personId: string | null
  /** Told how many more rows are written. */
  written(rows: number): Promise<void>
}

const batchSize = 1000

/**
 * Writes `rows` by the thousand, each batch as one JSON parameter of one statement. A batch of which not every row
 * finds what it refers to means that the data changed under the file: everything is rolled back.
 */
export async function inBatches<T>(
  rows: readonly T[],
  origin: Origin,
  insert: (batch: string) => Promise<number>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += batchSize) {
    const batch = rows.slice(at, at + batchSize)
    if ((await insert(JSON.stringify(batch))) !== batch.length) throw new Problem('import.changedMeanwhile')
    await origin.written(batch.length)
  }
}
