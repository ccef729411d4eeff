import { type Listener, listener, type Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { deliverWebhooks } from './deliver.ts'

export const webhookListeners = (runtime: () => Runtime): Listener[] => [
  listener({ name: 'deliver', event: 'webhook.queued', handle: () => deliverWebhooks(runtime()) }),
]

/** What failed is tried again when its pause is over. */
export const webhookSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'webhooks.retry', cron: '* * * * *', handle: () => deliverWebhooks(runtime()) },
]
