import { parentPort, workerData } from 'node:worker_threads'
import type { Progress } from './contest.ts'
import type { Abstention } from './folds.ts'
import type { History } from './history.ts'
import { abstained, type Trained, type TrainingOptions, train } from './training.ts'

/** Entry of a worker thread; `trainInWorker` starts it. */
export type TrainingTask = { readonly history: History; readonly options: TrainingOptions }

/** The history is not sent back: whoever sent it has it. */
export type Sent = Omit<Trained, 'field'> & { readonly field: Omit<Trained['field'], 'history'> }
export type TrainingMessage = { readonly progress: Progress } | { readonly outcome: Sent | Abstention }

if (parentPort) {
  const { history, options } = workerData as TrainingTask
  const training = train(history, options)
  let step = training.next()
  for (; !step.done; step = training.next()) {
    parentPort.postMessage({ progress: step.value } satisfies TrainingMessage)
  }
  const outcome = step.value
  if (abstained(outcome)) parentPort.postMessage({ outcome } satisfies TrainingMessage)
  else {
    const { history: _, ...field } = outcome.field
    const message: TrainingMessage = { outcome: { ...outcome, field } }
    parentPort.postMessage(message, [field.snapshots.matrix.values.buffer as ArrayBuffer])
  }
}
