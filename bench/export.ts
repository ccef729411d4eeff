import { readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { exportWorkOrders } from '../src/server/features/work-orders/export.ts'
import { systemActor } from '../src/server/platform/actor.ts'
import { openServerDatabase } from '../src/server/platform/database/server.ts'
import { type TableFormat, tableFormats } from '../src/server/platform/tabular.ts'

/** Highest resident memory of this process since it was last asked, MB. */
function peakMemory(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  writeFileSync('/proc/self/clear_refs', '5')
  return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024
}

/**
 * Every order of the database at `DATABASE_URL` as a file, read as fast as it is written. With no more of the product
 * than that, and one format a process: what another left behind would hide what this one needs.
 */
const format = process.argv[2] as TableFormat
if (!tableFormats.includes(format)) throw new Error(`usage: node bench/export.ts ${tableFormats.join('|')}`)
const database = await openServerDatabase(process.env.DATABASE_URL!, 2)
const context = { actor: systemActor('cli', 'bench'), now: new Date().toISOString(), zone: 'America/Santiago' }
await database.db.executeSql('SELECT 1')
const resting = process.memoryUsage().rss / 2 ** 20
peakMemory()
const from = performance.now()
let bytes = 0
const { stream } = exportWorkOrders(database.db, context, { sort: 'number', format })
await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
  for await (const chunk of source) bytes += chunk.length
})
const [seconds, peak] = [(performance.now() - from) / 1000, peakMemory()]
process.stdout.write(
  `${format}: ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s; resident ${resting.toFixed(0)} MB before, at most ${peak.toFixed(0)} MB (+${(peak - resting).toFixed(0)})   budget 150 MB\n`,
)
await database.close()
