import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const secret = z.string().min(32)
const minutes = (fallback: number) => z.coerce.number().int().positive().max(525_600).default(fallback)
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

/** What a process of Faena does; one process does all of it unless told otherwise. */
export const processRoles = ['api', 'worker', 'scheduler'] as const
export type ProcessRole = (typeof processRoles)[number]

const isRole = (text: string): text is ProcessRole => (processRoles as readonly string[]).includes(text)
const roles = z
  .string()
  .default('api,worker,scheduler')
  .transform((text, context) => {
    const named = text.split(',').map((part) => part.trim())
    const unknown = named.filter((name) => !isRole(name))
    if (unknown.length > 0)
      context.addIssue(`no such role: ${unknown.join(', ')}; there are ${processRoles.join(', ')}`)
    return named.filter(isRole)
  })

const bucketUrl = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/.*)?$/, 'not an address like s3://bucket/folder')
const cron = z.string().regex(/^\S+( \S+){4}$/, 'not five fields of cron')
const proxies = z
  .string()
  .default('false')
  .transform((text, context): boolean | string[] => {
    if (/^(true|false)$/.test(text)) return text === 'true'
    const addresses = text.split(',').map((part) => part.trim())
    const wrong = addresses.filter((address) => isIP(address.split('/')[0]!) === 0)
    if (wrong.length > 0) context.addIssue(`neither true, false nor an address: ${wrong.join(', ')}`)
    return addresses
  })
/** Only a provider on this machine may be asked without TLS: whoever reads its answers could sign in as anybody. */
const issuer = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => text.startsWith('https:') || /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(new URL(text).hostname),
    'neither https nor an address of this machine',
  )
const perMinute = (fallback: number) => z.coerce.number().int().min(1).max(10_000_000).default(fallback)

/** Every environment variable the server reads. `.env.example` is generated from this schema and its descriptions. */
export const configSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('production refuses default secrets'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000).describe('port to listen on'),
  FAENA_ROLES: roles.describe('what this process does, separated by commas'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4).describe('jobs a worker runs at the same time'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe('PostgreSQL 15+; without it an embedded database in DATA_DIR'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20).describe('connections to PostgreSQL'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional()
    .describe('Redis 7; without it counters live in the process'),
  DATA_DIR: z.string().default('./data').describe('embedded database, files and models'),
  FILES_URL: bucketUrl
    .optional()
    .describe('bucket of an S3-compatible store for files, s3://bucket/folder; without it DATA_DIR/files'),
  AWS_ENDPOINT_URL: z.url().optional().describe('address of the S3-compatible store; without it the one of Amazon'),
  AWS_REGION: z.string().default('us-east-1').describe('region of the S3-compatible store'),
  AWS_ACCESS_KEY_ID: z.string().optional().describe('key of the S3-compatible store'),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe('secret of the S3-compatible store'),
  ML_MODEL_PATH: z.string().optional().describe('folder of trained models; without it DATA_DIR/models'),
  BACKUP_DIR: z.string().optional().describe('folder of backups; without it DATA_DIR/backups'),
  BACKUP_URL: bucketUrl.optional().describe('bucket that gets a copy of every backup, s3://bucket/folder'),
  BACKUP_SCHEDULE: cron.default('30 2 * * *').describe('when a backup is made, as cron in the zone of the company'),
  BACKUP_DRILL_SCHEDULE: cron
    .default('30 4 * * 0')
    .describe('when the newest backup is restored to a scratch database and compared, as cron'),
  DEMO_DATA: z
    .stringbool()
    .default(true)
    .describe('false leaves a new embedded database empty instead of filling it with a simulated fleet'),
  SECRET_KEY: secret.optional().describe('protects one-time links and second factors; at least 32 characters'),
  JWT_SECRET_KEY: secret.optional().describe('signs access tokens; at least 32 characters'),
  JWT_ACCESS_TOKEN_LIFETIME: minutes(60).describe('minutes an access token is valid'),
  JWT_REFRESH_TOKEN_LIFETIME: minutes(1440).describe('minutes a refresh token is valid'),
  ALLOWED_HOSTS: list.describe('host names served, separated by commas; empty serves any'),
  CORS_ALLOWED_ORIGINS: list.describe('origins of web apps on other hosts, separated by commas'),
  TRUST_PROXY: proxies.describe(
    'true behind a reverse proxy that sets X-Forwarded-For; or the addresses of the proxies, separated by commas',
  ),
  RATE_LIMIT_PER_MINUTE: perMinute(100).describe(
    'requests a person, or an address without a session, may send a minute',
  ),
  LOGIN_LIMIT_PER_MINUTE: perMinute(30).describe('sign-ins and renewals that an address may try a minute'),
  PUBLIC_URL: z.url().optional().describe('address people open, used in links and QR codes'),
  OIDC_ISSUER: issuer
    .optional()
    .describe('provider of OpenID Connect that people may sign in with, as its metadata names it; needs PUBLIC_URL'),
  OIDC_CLIENT_ID: z.string().optional().describe('what the provider knows this installation as'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('what this installation proves itself to the provider with'),
  OIDC_NAME: z.string().trim().min(1).max(40).default('OpenID Connect').describe('name of the provider on the button'),
  OIDC_SCOPES: z
    .string()
    .regex(/^(\S+ )*openid( \S+)*$/, 'has to contain openid; words separated by one space')
    .default('openid email profile')
    .describe('what the provider is asked for'),
  OIDC_EMAIL_DOMAINS: list.describe(
    'domains of the addresses that the provider may link to people, separated by commas; empty allows any',
  ),
  OIDC_TRUST_EMAIL: z
    .stringbool()
    .default(false)
    .describe('true for a provider that never says whether it verified an address, because it gave them out itself'),
  OIDC_CREATE_PEOPLE: z
    .stringbool()
    .default(false)
    .describe('true adds unknown people of OIDC_EMAIL_DOMAINS as operators without a site; false refuses them'),
  COMPANY_NAME: z.string().default('Faena').describe('printed on documents'),
  COMPANY_TIME_ZONE: z.string().default('America/Santiago').describe('IANA zone of civil dates and schedules'),
  COMPANY_CURRENCY: z.string().length(3).default('CLP').describe('ISO 4217 code of every amount'),
  PURCHASE_APPROVAL_LIMIT: z.coerce
    .number()
    .int()
    .min(0)
    .default(1_000_000)
    .describe('minor units of the currency above which a purchase needs an administrator'),
  RECEIPT_TOLERANCE: z.coerce
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe('percent of a purchase that may be delivered on top of it'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/)
    .optional()
    .describe('token of the Telegram bot, from @BotFather; without it there is no bot'),
  TELEGRAM_WEBHOOK_URL: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe('https address at which Telegram reaches this server; without it the bot asks Telegram for news itself'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/)
    .optional()
    .describe('what Telegram proves itself with at the webhook; derived from SECRET_KEY unless set'),
  TELEGRAM_API_ROOT: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.telegram.org')
    .describe('Bot API server, for those who run their own'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('bearer token that reads /metrics; without it only this machine may, and not through a proxy'),
  WEBHOOK_PRIVATE_ADDRESSES: z
    .stringbool()
    .default(false)
    .describe('true lets webhooks go to private addresses and without TLS; for receivers in the own network'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional()
    .describe('mail server, smtp://user:password@host:587 or smtps://…:465; without it no mail is sent'),
  MAIL_FROM: z.string().default('Faena <faena@localhost>').describe('sender of every mail'),
  SLACK_WEBHOOK_URL: z.url().optional().describe('incoming webhook that critical notices are posted to'),
  VAPID_PUBLIC_KEY: z
    .string()
    .optional()
    .describe('with VAPID_PRIVATE_KEY: notices on phones; faena vapid-keys makes a pair'),
  VAPID_PRIVATE_KEY: z.string().optional().describe('the secret half of the pair; changing it ends every subscription'),
  DELIVERY_TIMEOUT: z.coerce
    .number()
    .min(0.1)
    .max(60)
    .default(10)
    .describe('seconds that a mail server, Slack or a push service may take to answer'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('detail of the log'),
  PREDICTION_SCHEDULE: z
    .string()
    .regex(/^(\S+\s+){4}\S+$/)
    .default('0 6 * * *')
    .describe('when the fleet is predicted, as cron in COMPANY_TIME_ZONE'),
  VITE_ENABLE_ANALYTICS: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .describe('false: the web app counts nothing, and what is sent all the same is refused; also read by its build'),
  GEOIP_DATABASE: z
    .string()
    .optional()
    .describe('file of countries by address (.mmdb, as of MaxMind); without it the country of a visit stays unknown'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('OpenTelemetry collector that gets traces by OTLP/HTTP, http://host:4318; without it there are none'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z
    .url()
    .optional()
    .describe('the whole address for traces, where it is not /v1/traces of the collector'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe('headers that the collector asks for, name=value separated by commas'),
  OTEL_SERVICE_NAME: z.string().default('faena').describe('what traces call this service'),
  WEB_DIR: z.string().default('./dist/web').describe('built web app to serve'),
})

type Settings = z.output<typeof configSchema>

/** The variables with every default filled in; secrets are always present. */
export type Config = Settings & { SECRET_KEY: string; JWT_SECRET_KEY: string }

export class ConfigError extends Error {}

/** A fixed key for development only: an embedded database on one's own machine needs no secret to be set up. */
const developmentSecret = 'faena-development-secret-not-for-production'

/** Why the settings of the sign-in by OpenID Connect do not go together; `null` when they do, or there are none. */
function oidcFault(config: Settings): string | null {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const missing = names.filter((name) => !config[name])
  if (missing.length === names.length) return null
  if (missing.length > 0) return `${missing.join(', ')}: missing; ${names.join(', ')} belong together`
  if (!config.PUBLIC_URL) return 'PUBLIC_URL: required by OIDC_ISSUER, which sends people back to it'
  if (config.OIDC_CREATE_PEOPLE && config.OIDC_EMAIL_DOMAINS.length === 0)
    return 'OIDC_EMAIL_DOMAINS: required by OIDC_CREATE_PEOPLE, or everybody with an account there would be let in'
  return null
}

/** Reads and checks the environment; throws `ConfigError` naming every wrong or missing variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = configSchema.safeParse(present)
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  }
  const config = result.data
  if (config.NODE_ENV === 'production') {
    const unset = (['SECRET_KEY', 'JWT_SECRET_KEY'] as const).filter(
      (name) => !config[name] || config[name] === developmentSecret,
    )
    if (unset.length > 0) throw new ConfigError(`${unset.join(', ')}: required in production, at least 32 characters`)
  }
  if (!config.DATABASE_URL && config.FAENA_ROLES.length < processRoles.length) {
    throw new ConfigError('FAENA_ROLES: the embedded database serves one process; set DATABASE_URL to divide the roles')
  }
  if (!config.VAPID_PUBLIC_KEY !== !config.VAPID_PRIVATE_KEY) {
    throw new ConfigError('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: they belong together, set both or none')
  }
  const fault = oidcFault(config)
  if (fault) throw new ConfigError(fault)
  return {
    ...config,
    SECRET_KEY: config.SECRET_KEY ?? developmentSecret,
    JWT_SECRET_KEY: config.JWT_SECRET_KEY ?? developmentSecret,
  }
}

/** The configuration of this process: its environment, and what a file `.env` adds to it. */
export function readEnvironment(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readConfig(process.env)
}

/** The folder of trained prediction models. */
export const modelFolder = ({ ML_MODEL_PATH, DATA_DIR }: Config) => resolve(ML_MODEL_PATH ?? join(DATA_DIR, 'models'))
