import { Worker } from 'node:worker_threads'
import type { Progress } from './contest.ts'
import type { Abstention } from './folds.ts'
import type { History } from './history.ts'
import type { Trained, TrainingOptions } from './training.ts'
import { thinned } from './training-assets.ts'
import type { TrainingMessage, TrainingTask } from './worker.ts'

export type WorkerOptions = {
  readonly onProgress?: (progress: Progress) => void
  /** Ends the thread at once, in the middle of a fit if need be; the promise is rejected with its reason. */
  readonly signal?: AbortSignal
}

/** `train` in a thread of its own, so that whoever waits for it can go on with other work. The result is the same. */
export async function trainInWorker(
  whole: History,
  options: TrainingOptions,
  { onProgress, signal }: WorkerOptions = {},
): Promise<Trained | Abstention> {
  signal?.throwIfAborted()
  const history = thinned(whole)
  const task: TrainingTask = { history, options }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    // What training leaves behind is short-lived: a small young generation collects it before it fills the memory.
    resourceLimits: { maxYoungGenerationSizeMb: 6 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Trained | Abstention>()
  const stop = () => reject(signal!.reason)
  signal?.addEventListener('abort', stop)
  worker.on('message', (message: TrainingMessage) => {
    if ('progress' in message) onProgress?.(message.progress)
    else if ('code' in message.outcome) resolve(message.outcome)
    else resolve({ ...message.outcome, field: { ...message.outcome.field, history } })
  })
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the training thread ended with code ${code} and no result`)))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
