import type { Logger } from 'pino'
import type { DeliveryChannel } from '../../domain/notice.ts'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import type { Files } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Metrics } from './metrics.ts'
import type { Shared } from './redis.ts'
import type { Tracing } from './tracing/tracing.ts'

/** What a running Faena stands on; made once by the composition root and handed to every query, command and job. */
export interface Runtime {
  readonly config: Config
  readonly database: Database
  readonly jobs: Jobs
  readonly files: Files
  /** The ways out of the product that this installation has set up. */
  readonly channels: readonly DeliveryChannel[]
  readonly log: Logger
  readonly metrics: Metrics
  /** Where traces go, when the installation has a collector. */
  readonly tracing: Tracing | null
  /** Redis, when the installation has one. */
  readonly shared: Shared | null
  /** The current instant, ISO 8601 in UTC. */
  readonly now: () => string
}
