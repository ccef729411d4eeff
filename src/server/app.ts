import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Channel } from './channels/channel.ts'
import { emailChannel } from './channels/email/channel.ts'
import { pushChannel } from './channels/push/channel.ts'
import { deliveryListeners, deliverySchedules } from './channels/senders.ts'
import { slackChannel } from './channels/slack/channel.ts'
import { telegramChannel } from './channels/telegram/channel.ts'
import type { Telegram } from './channels/telegram/connection.ts'
import { fleetRisks } from './channels/telegram/fleet-risks.ts'
import { telegramRoutes, telegramWebhook } from './channels/telegram/routes.ts'
import { analyticsRoutes } from './features/analytics/routes.ts'
import { identityOfToken } from './features/api-tokens/queries.ts'
import { apiTokenRoutes } from './features/api-tokens/routes.ts'
import { auditSchedules } from './features/audit/check.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { backupListeners, backupSchedules } from './features/backups/jobs.ts'
import { backupRoutes } from './features/backups/routes.ts'
import { budgetRoutes } from './features/budgets/routes.ts'
import { lockDocumentForFile } from './features/documents/commands.ts'
import { documentSchedules } from './features/documents/jobs.ts'
import { ensureDocumentTypes } from './features/documents/predefined.ts'
import { assertVisibleDocument } from './features/documents/queries.ts'
import { documentRoutes } from './features/documents/routes.ts'
import type { FileOwners } from './features/files/owners.ts'
import { fileBytes } from './features/files/queries.ts'
import { fileRoutes } from './features/files/routes.ts'
import { lockActiveAsset } from './features/fleet/commands.ts'
import { meterRoutes } from './features/fleet/meters/routes.ts'
import { ensureAssetTypes } from './features/fleet/predefined.ts'
import { assertVisibleAsset } from './features/fleet/queries.ts'
import { fleetRoutes } from './features/fleet/routes.ts'
import { assetTypeRoutes } from './features/fleet/types/routes.ts'
import { importListeners } from './features/imports/jobs.ts'
import { importRoutes } from './features/imports/routes.ts'
import { ensureChecklists } from './features/inspections/checklists/commands.ts'
import { draftFiles, inspectionFiles } from './features/inspections/file-owners.ts'
import { inspectionSchedules } from './features/inspections/jobs.ts'
import { inspectionRoutes } from './features/inspections/routes.ts'
import { inventoryRoutes } from './features/inventory/routes.ts'
import { jobRoutes } from './features/jobs/routes.ts'
import { kpiSchedules } from './features/kpis/jobs.ts'
import { kpiRoutes } from './features/kpis/routes.ts'
import { liveRoutes, liveSocket } from './features/live/routes.ts'
import { metricsRoute } from './features/monitoring/routes.ts'
import { noticeFollower, noticeSchedules } from './features/notices/jobs.ts'
import { noticeRoutes } from './features/notices/routes.ts'
import { parameterRoutes } from './features/parameters/routes.ts'
import { authRoutes } from './features/people/auth-routes.ts'
import { authenticator } from './features/people/identity.ts'
import { meRoutes } from './features/people/me-routes.ts'
import { oidcRoutes } from './features/people/oidc/routes.ts'
import { peopleRoutes } from './features/people/people-routes.ts'
import { planSchedules } from './features/plans/jobs.ts'
import { planRoutes } from './features/plans/routes.ts'
import { predictionListeners, predictionSchedules } from './features/predictions/jobs.ts'
import { predictionRoutes } from './features/predictions/routes.ts'
import { reliabilityRoutes } from './features/reliability/routes.ts'
import { reportSchedules } from './features/reports/jobs.ts'
import { savedReportRoutes } from './features/reports/routes.ts'
import { requestFiles } from './features/requests/file-owners.ts'
import { requestRoutes } from './features/requests/routes.ts'
import { retentionSchedules } from './features/retention/jobs.ts'
import { searchSchedules } from './features/search/jobs.ts'
import { searchRoutes } from './features/search/routes.ts'
import { securitySchedules } from './features/security/jobs.ts'
import { securityRoutes } from './features/security/routes.ts'
import { siteRoutes } from './features/sites/routes.ts'
import { webhookListeners, webhookSchedules } from './features/webhooks/jobs.ts'
import { keepForWebhooks } from './features/webhooks/outbox.ts'
import { webhookRoutes } from './features/webhooks/routes.ts'
import { lockWritableWorkOrder } from './features/work-orders/order-row.ts'
import { ensureOrderMasterData } from './features/work-orders/predefined.ts'
import { assertVisibleWorkOrder } from './features/work-orders/queries.ts'
import { workOrdersRoutes } from './features/work-orders/routes.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database/database.ts'
import { openFiles } from './platform/files.ts'
import { buildServer } from './platform/http/server.ts'
import { type Follower, type JobSettings, type Listener, openJobs, type Schedule } from './platform/jobs.ts'
import { mailListeners, mailSchedules } from './platform/mail/outgoing.ts'
import { type Metrics, openMetrics } from './platform/metrics.ts'
import { openShared } from './platform/redis.ts'
import type { Runtime } from './platform/runtime.ts'
import type { Tracing } from './platform/tracing/tracing.ts'

const redacted = [
  'req.headers.authorization',
  'req.headers.cookie',
  'password',
  '*.password',
  '*.passwordHash',
  '*.totpSecret',
]

export function openLog(config: Config, output: DestinationStream = process.stdout): Logger {
  return pino({ level: config.LOG_LEVEL, redact: redacted, base: undefined }, output)
}

/** Only the engine that is used is loaded. */
export async function openDatabase(config: Config, tracing: Tracing | null = null): Promise<Database> {
  if (config.DATABASE_URL) {
    const { openServerDatabase } = await import('./platform/database/server.ts')
    return openServerDatabase(config.DATABASE_URL, config.DATABASE_POOL, tracing)
  }
  const { openEmbeddedDatabase } = await import('./platform/database/embedded.ts')
  return openEmbeddedDatabase({ folder: `${config.DATA_DIR}/database` }, tracing)
}

/** Traces, where the installation has a collector; nothing of OpenTelemetry is loaded without one. */
async function openTracing(config: Config, log: Logger): Promise<Tracing | null> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole } = config
  const url = whole ?? (collector && `${collector.replace(/\/+$/, '')}/v1/traces`)
  if (!url) return null
  const { openTelemetry } = await import('./platform/tracing/opentelemetry.ts')
  return openTelemetry({ url, service: config.OTEL_SERVICE_NAME }, log)
}

/** Which records can have files, and who may see them. */
const fileOwners: FileOwners = {
  asset: { assertVisible: assertVisibleAsset, lock: lockActiveAsset },
  workOrder: { assertVisible: assertVisibleWorkOrder, lock: lockWritableWorkOrder },
  inspection: inspectionFiles,
  inspectionDraft: draftFiles,
  document: { assertVisible: assertVisibleDocument, lock: lockDocumentForFile },
  faultRequest: requestFiles,
}

/** Every way out of the product. */
const channels: readonly Channel[] = [emailChannel, pushChannel, telegramChannel, slackChannel]

interface BackgroundWork {
  listeners: Listener[]
  schedules: Schedule[]
  followers: Follower[]
}

/** What follows from each event and each hour; the queue exists in every process, workers empty it. */
function backgroundWork(config: Config, runtime: () => Runtime): BackgroundWork {
  const readFile = (fileId: string) => fileBytes(runtime(), fileId)
  return {
    listeners: [
      ...importListeners(runtime),
      ...predictionListeners(runtime),
      ...backupListeners(runtime),
      ...deliveryListeners(runtime, channels),
      ...mailListeners(runtime, readFile),
      ...webhookListeners(runtime),
    ],
    followers: [noticeFollower(runtime)],
    schedules: [
      ...noticeSchedules(runtime),
      ...deliverySchedules(runtime, channels),
      ...mailSchedules(runtime, readFile),
      ...kpiSchedules(runtime),
      ...reportSchedules(runtime),
      ...predictionSchedules(runtime, config.PREDICTION_SCHEDULE),
      ...planSchedules(runtime),
      ...documentSchedules(runtime),
      ...searchSchedules(runtime),
      ...inspectionSchedules(runtime),
      ...backupSchedules(config, runtime),
      ...securitySchedules(runtime),
      ...webhookSchedules(runtime),
      ...retentionSchedules(runtime),
      ...auditSchedules(runtime),
    ],
  }
}

const jobSettings = (
  { COMPANY_TIME_ZONE, FAENA_ROLES, WORKER_CONCURRENCY }: Config,
  { jobEnded }: Metrics,
  tracing: Tracing | null,
  now: () => string,
): JobSettings => ({
  tracing,
  alongside: (tx, events) => keepForWebhooks(tx, events, now()),
  ended: jobEnded,
  zone: COMPANY_TIME_ZONE,
  concurrency: WORKER_CONCURRENCY,
  schedules: FAENA_ROLES.includes('scheduler'),
  supervises: FAENA_ROLES.includes('worker'),
})

/** Opens everything a process of Faena stands on and brings the database's schema up to date. */
export async function openRuntime(
  config: Config,
  options: { log?: Logger; database?: Database; now?: () => string } = {},
) {
  const log = options.log ?? openLog(config)
  const tracing = await openTracing(config, log)
  const database = options.database ?? (await openDatabase(config, tracing))
  await database.migrate()
  await database.transaction(async (tx) => {
    await ensureAssetTypes(tx)
    await ensureOrderMasterData(tx)
    await ensureChecklists(tx)
    await ensureDocumentTypes(tx)
  })
  const metrics = openMetrics()
  const now = options.now ?? (() => new Date().toISOString())
  const { listeners, schedules, followers } = backgroundWork(config, () => runtime)
  const runtime: Runtime = {
    config,
    database,
    log,
    metrics,
    jobs: await openJobs(database, log, jobSettings(config, metrics, tracing, now), listeners, schedules, followers),
    files: openFiles(config),
    tracing,
    shared: await openShared(config, log),
    channels: channels.filter((channel) => channel.configured(config)).map(({ name }) => name),
    now,
  }
  return runtime
}

/** The bot of Telegram; nothing of it is loaded without a token. */
async function openBot(runtime: Runtime): Promise<Telegram> {
  const { openTelegram } = await import('./channels/telegram/connection.ts')
  return openTelegram(runtime, { listRisks: fleetRisks(runtime) })
}

/** The HTTP server with the routes of every feature, not yet listening; one that is no API tells only how it is. */
export async function buildApp(runtime: Runtime): Promise<FastifyInstance> {
  if (!runtime.config.FAENA_ROLES.includes('api')) return buildServer(runtime, async () => null, [], [metricsRoute])
  const telegram = runtime.config.TELEGRAM_BOT_TOKEN ? await openBot(runtime) : null
  const identities = authenticator(runtime, (token, now) => identityOfToken(runtime.database.db, token, now))
  const features: ((runtime: Runtime) => FastifyPluginAsync)[] = [
    () => authRoutes(runtime, identities) as FastifyPluginAsync,
    () => oidcRoutes(runtime) as FastifyPluginAsync,
    () => meRoutes(runtime, identities) as FastifyPluginAsync,
    () => peopleRoutes(runtime, identities) as FastifyPluginAsync,
    () => siteRoutes(runtime) as FastifyPluginAsync,
    () => assetTypeRoutes(runtime) as FastifyPluginAsync,
    () => fleetRoutes(runtime) as FastifyPluginAsync,
    () => meterRoutes(runtime) as FastifyPluginAsync,
    () => fileRoutes(runtime, fileOwners) as FastifyPluginAsync,
    () => workOrdersRoutes(runtime) as FastifyPluginAsync,
    () => inspectionRoutes(runtime) as FastifyPluginAsync,
    () => requestRoutes(runtime) as FastifyPluginAsync,
    () => planRoutes(runtime) as FastifyPluginAsync,
    () => documentRoutes(runtime) as FastifyPluginAsync,
    () => reliabilityRoutes(runtime) as FastifyPluginAsync,
    () => auditRoutes(runtime) as FastifyPluginAsync,
    () => backupRoutes(runtime) as FastifyPluginAsync,
    () => securityRoutes(runtime) as FastifyPluginAsync,
    () => analyticsRoutes(runtime) as FastifyPluginAsync,
    () => apiTokenRoutes(runtime, identities.forgetPerson) as FastifyPluginAsync,
    () => webhookRoutes(runtime) as FastifyPluginAsync,
    () => parameterRoutes(runtime) as FastifyPluginAsync,
    () => jobRoutes(runtime) as FastifyPluginAsync,
    () => importRoutes(runtime) as FastifyPluginAsync,
    () => inventoryRoutes(runtime) as FastifyPluginAsync,
    () => kpiRoutes(runtime) as FastifyPluginAsync,
    () => budgetRoutes(runtime) as FastifyPluginAsync,
    () => savedReportRoutes(runtime) as FastifyPluginAsync,
    () => predictionRoutes(runtime) as FastifyPluginAsync,
    () => searchRoutes(runtime) as FastifyPluginAsync,
    () => telegramRoutes(runtime, telegram) as FastifyPluginAsync,
    () => telegramWebhook(runtime, telegram) as FastifyPluginAsync,
    () => noticeRoutes(runtime) as FastifyPluginAsync,
    () => liveRoutes(runtime) as FastifyPluginAsync,
  ]
  return buildServer(runtime, identities.authenticate, features, [metricsRoute, liveSocket])
}

export async function closeRuntime(runtime: Runtime): Promise<void> {
  await runtime.jobs.stop()
  await runtime.shared?.close()
  await runtime.database.close()
  await runtime.tracing?.close()
}
