import { text as readText } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type Command, UsageError, understood } from './command.ts'

const options = {
  web: { type: 'string' },
  email: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

interface Step {
  name: string
  ok: boolean
  ms: number
  found: string
}

/** Milliseconds an answer is waited for. */
const patience = 15_000

type Answer = { status: number; headers: Headers; text: string }

async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** Does each step in order; a failed one says why and the others go on. */
function stepper() {
  const steps: Step[] = []
  return {
    steps,
    async step<T>(name: string, work: () => Promise<{ found: string; value: T }>): Promise<T | null> {
      const started = performance.now()
      const ms = () => Math.round(performance.now() - started)
      try {
        const { found, value } = await work()
        steps.push({ name, ok: true, ms: ms(), found })
        return value
      } catch (error) {
        const { message, cause } = error as Error
        const why = (cause as { code?: string } | undefined)?.code
        steps.push({ name, ok: false, ms: ms(), found: why ? `${message}: ${why}` : message })
        return null
      }
    },
  }
}

function expectStatus(answer: Answer, ...wanted: number[]): void {
  if (wanted.includes(answer.status)) return
  const { code } = (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(answer.text) : {}) as {
    code?: string
  }
  throw new Error(`answered ${answer.status}${code ? ` ${code}` : ''}`)
}

const done = <T>(found: string, value: T) => ({ found, value })

/** What every role may read, and has to be answered for the app to open. */
const critical = ['/me', '/dashboard', '/assets?limit=1', '/work-orders?limit=1', '/search?q=a']

type Checks = ReturnType<typeof stepper>

async function api(checks: Checks, base: string): Promise<string[]> {
  await checks.step('alive', async () => {
    const answer = await ask(`${base}/api/v1/health/`)
    expectStatus(answer, 200)
    return done('200', null)
  })
  await checks.step('ready', async () => {
    const answer = await ask(`${base}/api/v1/health/ready`)
    const { parts } = JSON.parse(answer.text) as { parts: Record<string, { ok: boolean }> }
    const down = Object.entries(parts).filter(([, { ok }]) => !ok)
    if (down.length > 0) throw new Error(`not ready: ${down.map(([name]) => name).join(', ')}`)
    return done(Object.keys(parts).join(', '), null)
  })
  const paths = await checks.step('contract', async () => {
    const answer = await ask(`${base}/api/schema`)
    expectStatus(answer, 200)
    const { info, paths: known } = JSON.parse(answer.text) as { info: { version: string }; paths: object }
    return done(`version ${info.version}, ${Object.keys(known).length} addresses`, Object.keys(known))
  })
  return paths ?? []
}

async function signedIn(checks: Checks, base: string, login: object, paths: readonly string[]): Promise<void> {
  const session = await checks.step('sign in', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await ask(`${base}/api/v1/auth/login`, { method: 'POST', headers, body: JSON.stringify(login) })
    expectStatus(answer, 200)
    const { accessToken, me } = JSON.parse(answer.text) as { accessToken: string; me: { role: string } }
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    return done(me.role, { authorization: `Bearer ${accessToken}`, cookie: cookie.join('; ') })
  })
  if (!session) return
  const headers = { authorization: session.authorization }
  const models = ['/predictions', '/models'].filter((path) => paths.includes(`/api/v1${path}`))
  for (const path of [...critical, ...models]) {
    await checks.step(models.includes(path) ? `model ${path}` : path.split('?')[0]!, async () => {
      const answer = await ask(`${base}/api/v1${path}`, { headers })
      expectStatus(answer, 200)
      return done(`${answer.text.length} bytes`, null)
    })
  }
  await checks.step('sign out', async () => {
    const answer = await ask(`${base}/api/v1/auth/logout`, { method: 'POST', headers: { cookie: session.cookie } })
    expectStatus(answer, 204)
    return done('204', null)
  })
}

async function frontEnd(checks: Checks, web: string, base: string): Promise<void> {
  const script = await checks.step('web app', async () => {
    const answer = await ask(`${web}/dashboard`)
    expectStatus(answer, 200)
    const found = /<script[^>]+src="(\/assets\/[^"]+)"/.exec(answer.text)?.[1]
    if (!found) throw new Error('the page loads no script of the app')
    return done('a page of the app', found)
  })
  if (script) {
    await checks.step('web script', async () => {
      const answer = await ask(web + script)
      expectStatus(answer, 200)
      if (!/javascript/.test(answer.headers.get('content-type') ?? '')) throw new Error('it is no script')
      return done(script, null)
    })
  }
  await checks.step('front end ↔ back end', async () => {
    const through = await ask(`${web}/api/v1/health/`)
    if (through.status === 200 && JSON.parse(through.text).status === 'ok') return done('by its own address', null)
    const origin = new URL(web).origin
    const direct = await ask(`${base}/api/v1/health/`, { headers: { origin } })
    const allowed = direct.headers.get('access-control-allow-origin')
    if (allowed !== origin)
      throw new Error(`neither rewrites /api nor may call ${base}: add it to CORS_ALLOWED_ORIGINS`)
    return done('by CORS', null)
  })
}

export const command: Command = {
  name: 'smoke',
  summary: 'look whether a deployed installation works',
  usage: `faena smoke URL [--web URL] [--email ADDRESS --password-stdin] [--json]

Health, contract, sign-in, the calls the app opens with, the model, the web app and its way to the API. --web names the web
app when another host serves it. Nothing is changed. Exit code 1 when a step failed.`,
  async run(argv, io) {
    const { values, positionals } = understood(() => parseArgs({ args: argv, options, allowPositionals: true }))
    const [url, ...more] = positionals
    const wrong = [url, values.web ?? url].find((one) => !one || !/^https?:\/\//.test(one) || !URL.canParse(one))
    if (!url || more.length > 0 || wrong) throw new UsageError('name one address, such as https://faena.example')
    if (Boolean(values.email) !== Boolean(values['password-stdin'])) {
      throw new UsageError('--email and --password-stdin go together')
    }
    const base = url.replace(/\/+$/, '')
    const checks = stepper()
    const paths = await api(checks, base)
    if (values.email) {
      const password = (await readText(io.stdin)).replace(/\r?\n$/, '')
      await signedIn(checks, base, { email: values.email, password }, paths)
    }
    await frontEnd(checks, (values.web ?? url).replace(/\/+$/, ''), base)
    const { steps } = checks
    const passed = steps.every(({ ok }) => ok)
    const lines = steps.map(
      ({ name, ok, ms, found }) =>
        `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(24)} ${String(ms).padStart(5)} ms  ${found}`,
    )
    io.stdout.write(values.json ? `${JSON.stringify({ passed, steps })}\n` : `${lines.join('\n')}\n`)
    return passed ? 0 : 1
  },
}
