import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sql } from 'drizzle-orm'
import { openDatabase, openLog } from '../server/app.ts'
import { openCountryDatabase } from '../server/features/analytics/countries.ts'
import { backupFolder } from '../server/features/backups/make.ts'
import { callbackAddress, openProvider } from '../server/features/people/oidc/provider.ts'
import { type Config, modelFolder } from '../server/platform/config.ts'
import type { Database } from '../server/platform/database/database.ts'
import { migrationState } from '../server/platform/database/migrations.ts'
import { openFiles } from '../server/platform/files.ts'
import { openShared } from '../server/platform/redis.ts'

export interface Finding {
  name: string
  state: 'ok' | 'warning' | 'failed'
  found: string
  /** What to do about it. */
  advice?: string
}

const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found })
const warning = (name: string, found: string, advice: string): Finding => ({ name, state: 'warning', found, advice })
const failed = (name: string, found: string, advice: string): Finding => ({ name, state: 'failed', found, advice })

const gigabyte = 1024 ** 3

function timeZone({ COMPANY_TIME_ZONE: zone }: Config): Finding {
  try {
    const hours = (at: string) =>
      Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(at)))
    const changes = hours('2026-01-15T12:00Z') !== hours('2026-07-15T12:00Z')
    const knowsChanges = zone !== 'America/Santiago' || changes
    return knowsChanges
      ? ok('time zone', zone)
      : failed(
          'time zone',
          `${zone} never changes its clocks here`,
          'install the time zone data of the system (tzdata)',
        )
  } catch {
    return failed('time zone', `${zone} is unknown`, 'set COMPANY_TIME_ZONE to an IANA name such as America/Santiago')
  }
}

function settings(config: Config): Finding[] {
  const { NODE_ENV, PUBLIC_URL, ALLOWED_HOSTS, WEB_DIR, HOST } = config
  const findings: Finding[] = [ok('settings', `${NODE_ENV}, roles as configured`)]
  const open = !['127.0.0.1', '::1', 'localhost'].includes(HOST)
  if (NODE_ENV !== 'production' && open) {
    findings.push(warning('mode', `${NODE_ENV}, reachable at ${HOST}`, 'set NODE_ENV=production'))
  }
  if (NODE_ENV === 'production' && !PUBLIC_URL?.startsWith('https://')) {
    findings.push(warning('address', PUBLIC_URL ?? 'not set', 'set PUBLIC_URL to the https address people open'))
  }
  if (NODE_ENV === 'production' && ALLOWED_HOSTS.length === 0) {
    findings.push(warning('host names', 'any is served', 'set ALLOWED_HOSTS to the names you serve'))
  }
  findings.push(
    existsSync(resolve(WEB_DIR, 'index.html'))
      ? ok('web app', WEB_DIR)
      : warning('web app', `not built in ${WEB_DIR}`, 'run npm run build, unless another host serves it'),
  )
  return findings
}

/** Which ways out are set up; their form the settings have already proven, and nothing is sent. */
function messages({ TELEGRAM_BOT_TOKEN: bot, SMTP_URL: smtp }: NodeJS.ProcessEnv): Finding[] {
  return [
    ...(bot ? [ok('Telegram', 'a token of the right form')] : []),
    ...(smtp ? [ok('mail', new URL(smtp).host)] : []),
  ]
}

async function folder(name: string, path: string): Promise<Finding> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK)
    const { bavail, bsize, blocks } = await statfs(path)
    const free = bavail * bsize
    const words = `${path}, ${(free / gigabyte).toFixed(1)} GB free`
    if (free < gigabyte / 5) return failed(name, words, 'free some space: a full disk stops the database')
    if (free < gigabyte || bavail / blocks < 0.05) return warning(name, words, 'free some space soon')
    return ok(name, words)
  } catch (error) {
    return failed(name, (error as Error).message, 'give the user of the process the right to write there')
  }
}

async function fileStore(config: Config): Promise<Finding> {
  try {
    await openFiles(config).check()
    return ok('files', config.FILES_URL ?? join(config.DATA_DIR, 'files'))
  } catch (error) {
    return failed('files', (error as Error).message, 'correct FILES_URL and its credentials, or the rights of DATA_DIR')
  }
}

async function countries({ GEOIP_DATABASE: path }: Config): Promise<Finding[]> {
  if (!path) return []
  try {
    const { edition } = await openCountryDatabase(path)
    return [ok('countries', edition)]
  } catch (error) {
    return [
      warning(
        'countries',
        (error as Error).message,
        'correct GEOIP_DATABASE, or unset it; until then the country of visits stays unknown',
      ),
    ]
  }
}

async function redis(config: Config): Promise<Finding[]> {
  const shared = await openShared(config, openLog({ ...config, LOG_LEVEL: 'silent' }))
  if (!shared) return []
  try {
    await new Promise((done, fail) => {
      shared.redis.once('ready', done)
      shared.redis.once('error', fail)
    })
    const version = /redis_version:(\S+)/.exec(await shared.redis.info('server'))?.[1] ?? '?'
    return Number.parseInt(version, 10) >= 7
      ? [ok('Redis', version)]
      : [warning('Redis', version, 'install Redis 7 or later')]
  } catch (error) {
    return [
      warning('Redis', (error as Error).message, 'correct REDIS_URL or start it; until then processes count alone'),
    ]
  } finally {
    await shared.close()
  }
}

/** Whether the provider that people sign in at answers, and calls itself as it is called here. */
async function signInProvider(config: Config): Promise<Finding[]> {
  const provider = openProvider(config)
  if (!provider) return []
  try {
    await provider.discover()
    return [ok('OpenID Connect', `${config.OIDC_ISSUER}, returning to ${callbackAddress(config)}`)]
  } catch (error) {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message
    return [warning('OpenID Connect', why, 'correct OIDC_ISSUER or start it; until then only passwords let people in')]
  }
}

const extensions = ['btree_gist', 'pg_trgm', 'unaccent']

async function inDatabase({ db, engine }: Database): Promise<Finding[]> {
  const [server] = await db.rows<{
    version: string
    now: string
    extensions: string[]
    queue: boolean
    backup: boolean
  }>(sql`
    SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
      (SELECT array_agg(extname::text) FROM pg_extension) AS extensions,
      to_regclass('jobs.job') IS NOT NULL AS queue, to_regclass('public.backup') IS NOT NULL AS backup`)
  const { version, now, queue, backup } = server!
  const findings = [ok('database', `${engine === 'server' ? 'PostgreSQL' : 'embedded PostgreSQL'} ${version}`)]
  const state = await migrationState(db)
  findings.push(
    state === 'current'
      ? ok('migrations', 'current')
      : state === 'ahead'
        ? failed('migrations', 'of a newer Faena', 'install that version, or restore a backup')
        : failed('migrations', state, 'run faena migrate, or start the server'),
  )
  const missing = extensions.filter((name) => !server!.extensions.includes(name))
  findings.push(
    missing.length === 0
      ? ok('extensions', extensions.join(', '))
      : failed(
          'extensions',
          `missing: ${missing.join(', ')}`,
          'let the user of DATABASE_URL own the database, then migrate',
        ),
  )
  findings.push(queue ? ok('queue', 'present') : failed('queue', 'no tables yet', 'start the server once'))
  const skew = Math.abs(Date.now() - Date.parse(now)) / 1000
  findings.push(
    skew < 5
      ? ok('clock', 'as the database')
      : failed('clock', `${Math.round(skew)} s from the database’s`, 'set both machines by NTP'),
  )
  if (backup) {
    const [last] = await db.rows<{ hours: number | null }>(
      sql`SELECT extract(epoch FROM now() - max(finished_at)) / 3600 AS hours FROM backup WHERE status = 'DONE'`,
    )
    const hours = last?.hours ?? null
    findings.push(
      hours !== null && hours < 26
        ? ok('backup', `${Math.round(hours)} hours old`)
        : warning('backup', hours === null ? 'none yet' : `${Math.round(hours)} hours old`, 'run faena backup'),
    )
  }
  if (engine === 'server') findings.push(dumpProgram(Number.parseInt(version, 10)))
  return findings
}

function dumpProgram(server: number): Finding {
  const { stdout } = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' })
  const version = Number(/(\d+)(\.\d+)*/.exec(stdout ?? '')?.[1] ?? 0)
  if (!version)
    return failed('pg_dump', 'not installed', 'install the client programs of PostgreSQL: backups need them')
  return version >= server
    ? ok('pg_dump', String(version))
    : failed('pg_dump', `${version}, older than the server`, `install the client programs of PostgreSQL ${server}`)
}

async function database(config: Config): Promise<Finding[]> {
  try {
    const opened = await openDatabase(config)
    return await inDatabase(opened).finally(() => opened.close())
  } catch (error) {
    return [failed('database', (error as Error).message, 'see “When it does not start” in docs/operator.md')]
  }
}

/** Looks at everything an installation stands on, and changes nothing but empty folders. */
export async function examine(config: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [
    ...settings(config),
    timeZone(config),
    ...(await database(config)),
    await fileStore(config),
    await folder('data folder', resolve(config.DATA_DIR)),
    await folder('backups', backupFolder(config)),
    await folder('models', modelFolder(config)),
    ...(await redis(config)),
    ...(await signInProvider(config)),
    ...(await countries(config)),
    ...messages(env),
  ]
}
