import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { Database, Db } from '../../platform/database/database.ts'
import { startThread } from '../../platform/thread.ts'
import { historyParts } from './history-parts.ts'
import type { Fed, Given, Message, ResultOf, Task } from './worker.ts'

/** Records sent at once: copying them takes a few milliseconds, in which nobody else is answered. */
const atOnce = 1000

/**
 * Does a task in a thread of its own; when `signal` fires the thread ends at once and the promise is rejected. From a
 * database server the thread reads by a connection of its own; the embedded one is here, and what is read is sent.
 */
export async function inThread<T extends Task>(
  database: Database,
  task: T,
  { progress, signal }: { progress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<ResultOf<T>> {
  signal?.throwIfAborted()
  const { url } = database
  const worker = startThread(new URL('./worker.ts', import.meta.url), {
    workerData: { task, url } satisfies Given,
    // What this leaves behind is short-lived: a small young generation collects it before it fills the memory.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<ResultOf<T>>()
  const stop = () => reject(signal!.reason)
  signal?.addEventListener('abort', stop, { once: true })
  worker.on('message', (message: Message) => {
    if ('progress' in message) progress?.(message.progress.done, message.progress.total)
    else resolve(message.result as ResultOf<T>)
  })
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the thread ended with code ${code} and no result`)))
  try {
    const sent = url === null ? send(worker, database.db, task, signal) : null
    const [result] = await Promise.all([promise, sent])
    return result
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

async function send(worker: Worker, db: Db, task: Task, signal: AbortSignal | undefined): Promise<void> {
  const post = (fed: Fed) => worker.postMessage(fed)
  for await (const { assets, records } of historyParts(db, task)) {
    post({ assets, records: [] })
    for (let from = 0; from < records.length; from += atOnce) {
      signal?.throwIfAborted()
      post({ assets: [], records: records.slice(from, from + atOnce) })
      await setImmediate()
    }
  }
  post('all')
}
