import type { Study, StudyInput } from '../../../domain/reliability/study.ts'
import { startThread } from '../../platform/thread.ts'

/** One study at a time in a process: however many are asked for, requests keep a core of their own. */
let queue: Promise<unknown> = Promise.resolve()

/**
 * Computes a study off the event loop: the bands of a cost curve take tenths of a second, during which no request of this
 * process would be answered. A thread costs tens of ms to start, which whoever waits for a study does not notice.
 */
export function computeStudy(input: StudyInput): Promise<Study> {
  const study = queue.then(() => inThread(input))
  queue = study.catch(() => {})
  return study
}

function inThread(input: StudyInput): Promise<Study> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./study-worker.ts', import.meta.url), { workerData: input })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread of a study ended without an answer.')))
  })
}
