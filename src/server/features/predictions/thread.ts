import { Worker } from 'node:worker_threads'
import type { Message, PredictionResult, Task, TrainingResult } from './worker.ts'

type ResultOf<T extends Task> = T extends { kind: 'train' } ? TrainingResult : PredictionResult

/** Does a task in a thread of its own; when `signal` fires the thread ends at once and the promise is rejected. */
export function inThread<T extends Task>(
  task: T,
  { progress, signal }: { progress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<ResultOf<T>> {
  return new Promise((resolve, reject) => {
    // A young generation of the usual size: the small one of the main thread is for a process that waits.
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: 32 },
    })
    const stop = () => {
      reject(signal!.reason)
      void worker.terminate()
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: Message) => {
      if ('progress' in message) progress?.(message.progress.done, message.progress.total)
      else resolve(message.result as ResultOf<T>)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`the thread ended with code ${code} and no result`))
    })
  })
}
