import { type Listener, listener } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { runImportStep } from './run-step.ts'

export const importListeners = (runtime: () => Runtime): Listener[] => [
  listener({ name: 'run', event: 'import.requested', handle: (payload) => runImportStep(runtime(), payload) }),
]
