import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '../../scripts/prepare.js'
import { prepareFolder, testServer } from '../server/testing/database.ts'
import { commandsOf, documents, mentionsOf, root } from '../server/testing/documents.ts'
import { hasProgram, startRedis } from '../server/testing/redis.ts'

/** In this file; nowhere, as the document says; or where a file says the text. `needs` is what this machine may lack. */
type Way = { here: true; needs?: boolean } | { nowhere: true } | { file: string; says: string }

const here = (needs = true): Way => ({ here: true, needs })
const nowhere: Way = { nowhere: true }
const by = (file: string, says: string): Way => ({ file, says })
const theGuide = by('src/cli/documents.test.ts', 'guide.filter((one) => !isSmoke(one))')

const openssl = spawnSync('openssl', ['version']).status === 0
const server = Boolean(testServer) && hasProgram('createuser') && openssl
/** Where packages are other than the lock says, `npm start` would install them, under the feet of the other tests. */
const installed = isInstalled()

/** How each command that a document shows or names is run; the first line that fits counts. */
const ways: readonly (readonly [RegExp, Way])[] = [
  [/^npm start$/, here(installed)],
  [/^DATABASE_URL=\S+ SECRET_KEY=… JWT_SECRET_KEY=… NODE_ENV=production npm start$/, here(installed && server)],
  [/^createuser faena --pwprompt$/, here(server)],
  [/^createdb faena --owner faena$/, here(server)],
  [/^openssl rand -hex 32$/, here(openssl)],
  [/^git pull$/, here(hasProgram('git'))],
  [/^npm run dev$/, here(installed)],
  [/^npm run api$/, here()],
  [/^npx drizzle-kit generate$/, here()],
  [/^npx faena --help$/, here()],
  [/^npx faena clear-cache$/, here(hasProgram('redis-server'))],

  [/^npm test$/, by('.ci/run', '\nnpm test\n')],
  [/^npm run lint$/, by('scripts/test.js', "run('npm', ['run', '--silent', 'lint']")],
  [/^npm run types$/, by('package.json', '"lint": "biome check . && npm run types && ')],
  [/^npm run size$/, by('scripts/test.js', "tool('size-limit/bin.js'")],
  [
    /^npx vitest run src\/prediction\/synthetic-forest\.test\.ts$/,
    by('scripts/test.js', "'vitest/vitest.mjs', ['run'"),
  ],
  [
    /^TEST_DATABASE_URL=\S+ npx vitest run src\/server$/,
    by('.ci/run', 'vitest.mjs run --silent=passed-only src/server '),
  ],

  [/^npx faena smoke /, by('src/cli/documents.test.ts', 'guide.filter(isSmoke)')],
  [/^sha256sum -c SHA256SUMS$/, by('src/cli/documents.test.ts', "['sha256sum', ['-c', 'SHA256SUMS']]")],
  [/^(npx faena fit|faena fit)$/, by('src/cli/fit.test.ts', 'command.run(')],
  [/^(npm run|faena) backtest( -- (FOLDER|CARPETA))?$/, by('src/cli/backtest.test.ts', 'command.run(')],
  [/^npx faena$/, by('src/cli/main.test.ts', "['no command', []]")],
  [/^(npx )?faena (audit|backup|check-model|config|create-admin|doctor|export)\b/, theGuide],
  [/^(npx )?faena (import|migrate|restore|run-predictions|seed|smoke|train-model|vapid-keys)\b/, theGuide],

  [/^npm run bench( |$)/, nowhere],
  [/^node (--\S+ )*bench\//, nowhere],
  [/^npm run pictures$/, nowhere],
  [/^docker compose run --rm api-1 node src\/cli\/start\.js migrate$/, nowhere],
  [/^docker compose up -d --no-deps api-1$/, nowhere],
]

/** The API guide's blocks are run as a whole, every line of them, by the test of the documents. */
const documented = documents.flatMap((name) => [
  ...(name === 'docs/api/README.md' ? [] : commandsOf(name)),
  ...mentionsOf(name),
])
const wayOf = (line: string) => ways.find(([pattern]) => pattern.test(line))?.[1]

describe('the commands of the documents', () => {
  it.each(documented)('$line of $document is run, or said not to be', ({ line, notRun }) => {
    const way = wayOf(line)
    expect(way, `nobody says how "${line}" is run`).toBeDefined()
    if ('file' in way!) expect(readFileSync(join(root, way.file), 'utf8')).toContain(way.says)
    if (notRun) expect(way).toBe(nowhere)
  })

  it('are all in the table, which has no other', () => {
    for (const [pattern] of ways)
      expect(
        documented.filter(({ line }) => pattern.test(line)),
        `${pattern}`,
      ).not.toEqual([])
  })

  it('are said not to be run where nobody runs them', () => {
    const lines = new Set(documented.filter(({ line }) => wayOf(line) === nowhere).map(({ line }) => line))
    for (const line of lines)
      expect(
        documented.filter((one) => one.line === line && one.notRun),
        line,
      ).not.toEqual([])
  })
})

const ran = new Set<string>()
/** The command as a document has it. */
function theCommand(start: string): string {
  const found = documented.find(({ line }) => line.startsWith(start))
  if (!found) throw new Error(`no document has ${start}`)
  ran.add(found.line)
  return found.line
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faena-commands-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a shell of somebody's has, without what the tests set. */
const shell = (env: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NO_COLOR: '1',
  ...env,
})

/** Starts a line in a session of its own, which has no terminal to ask for a password. */
function start(line: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn('sh', ['-c', `exec env ${line}`], { cwd, env: shell(env), detached: true })
  let said = ''
  const heard: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
      for (const listen of heard) listen()
    })
  }
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, said }))
  return {
    child,
    ended,
    /** What it said until it said all of this. */
    until: (...texts: RegExp[]) =>
      new Promise<string>((resolve, reject) => {
        heard.push(() => texts.every((text) => text.test(said)) && resolve(said))
        ended.then(() => reject(new Error(said)), reject)
      }),
    /** As Ctrl-C in a terminal does. */
    async stop() {
      process.kill(-child.pid!, 'SIGINT')
      return await ended
    },
    /** As whoever supervises it does, who knows of the first process alone. */
    async terminate() {
      child.kill('SIGTERM')
      return await ended
    },
  }
}

async function runs(line: string, cwd: string, env: NodeJS.ProcessEnv = {}, input = ''): Promise<string> {
  const { child, ended } = start(line, cwd, env)
  if (input) child.stdin.end(input)
  const { status, said } = await ended
  expect(status, `${line}\n${said}`).toBe(0)
  return said
}

describe('in a copy of the project', () => {
  let copy: string
  beforeAll(() => {
    copy = join(folder, 'copy')
    for (const path of ['src/web/app', 'docs/api']) mkdirSync(join(copy, path), { recursive: true })
    for (const path of ['package.json', 'drizzle.config.ts', 'drizzle'])
      cpSync(join(root, path), join(copy, path), { recursive: true })
    const sources = readdirSync(join(root, 'src')).filter((name) => name !== 'web')
    for (const path of ['node_modules', 'scripts', 'bin', ...sources.map((name) => `src/${name}`)])
      symlinkSync(join(root, path), join(copy, path))
  })

  it('drizzle-kit finds nothing in the tables that no migration makes', async () => {
    expect(await runs(theCommand('npx drizzle-kit generate'), copy)).toContain('No schema changes')
    expect(readdirSync(join(copy, 'drizzle'))).toEqual(readdirSync(join(root, 'drizzle')))
  })

  it('the contract is written as it is kept', async () => {
    await runs(theCommand('npm run api'), copy)
    const written = (at: string) => readFileSync(join(at, 'docs/api/openapi.json'), 'utf8')
    expect(written(copy)).toBe(written(root))
    expect(readFileSync(join(copy, 'src/web/app/api-schema.d.ts'), 'utf8')).toContain('export interface paths')
  })

  it('faena says what it can do', async () => {
    expect(await runs(theCommand('npx faena --help'), copy)).toContain('create-admin')
  })

  it.skipIf(!hasProgram('redis-server'))('faena empties what processes share', async () => {
    const redis = await startRedis()
    try {
      const env = { REDIS_URL: redis.url, DATA_DIR: join(folder, 'cleared') }
      expect(await runs(theCommand('npx faena clear-cache'), copy, env)).toMatch(/^\d+ answers forgotten$/m)
    } finally {
      await redis.lose()
    }
  })
})

it.skipIf(!hasProgram('git'))('a clone fetches the version that came after it', () => {
  const git = (cwd: string, ...args: string[]) => {
    const author = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com']
    const { status, stderr } = spawnSync('git', [...author, ...args], { cwd, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
  }
  const [published, clone] = [join(folder, 'published'), join(folder, 'clone')]
  const publish = (version: string) => {
    writeFileSync(join(published, 'VERSION'), version)
    git(published, 'add', '.')
    git(published, 'commit', '-m', version)
  }
  mkdirSync(published)
  git(published, 'init')
  publish('1')
  git(folder, 'clone', published, clone)
  publish('2')
  const [, ...args] = theCommand('git pull').split(' ')
  git(clone, ...args)
  expect(readFileSync(join(clone, 'VERSION'), 'utf8')).toBe('2')
})

const makeSecret = async () => {
  const secret = (await runs(theCommand('openssl rand -hex 32'), folder)).trim()
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  return secret
}

it.skipIf(!openssl)('a secret is made', makeSecret)

const ready = /Faena is ready: (http:\S+)/

describe.skipIf(!installed)('started by npm', () => {
  const data = (name: string) => ({ DATA_DIR: join(folder, name), DEMO_DATA: 'false', PORT: '0' })
  const page = async (address: string) => (await fetch(address)).text()

  it('Faena opens its embedded database and serves the web app', async () => {
    await prepareFolder(join(folder, 'started/database'))
    const { until, terminate } = start(theCommand('npm start'), root, data('started'))
    const [, address] = ready.exec(await until(ready))!
    expect(await page(address!)).toContain('<div id="root">')
    expect((await terminate()).status).toBe(0)
    await expect(page(address!)).rejects.toThrow('fetch failed')
  })

  it('Faena runs as it is developed', async () => {
    await prepareFolder(join(folder, 'developed/database'))
    const local = /Local: +(http:\S+)/
    const { until, terminate } = start(theCommand('npm run dev'), root, data('developed'))
    const [, address] = local.exec(await until(ready, local))!
    expect(await page(address!)).toContain('/@vite/client')
    await terminate()
  })

  it.skipIf(!server)('Faena runs in production on a database whose user owns nothing else', async () => {
    const name = `faena_documents_${process.pid}`
    const url = new URL(testServer!)
    const { hostname, port, username, password } = url
    const env = { PGHOST: hostname, PGPORT: port || '5432', PGUSER: username, PGPASSWORD: decodeURIComponent(password) }
    const secret = await makeSecret()
    try {
      await runs(theCommand('createuser').replaceAll(' faena', ` ${name}`), folder, env, `${secret}\n${secret}\n`)
      await runs(theCommand('createdb').replaceAll(' faena', ` ${name}`), folder, env)
      url.pathname = `/${name}`
      url.username = name
      url.password = secret
      const line = theCommand('DATABASE_URL=')
        .replace(/(?<=^DATABASE_URL=)\S+/, url.href)
        .replace('SECRET_KEY=…', `SECRET_KEY=${secret}`)
        .replace('JWT_SECRET_KEY=…', `JWT_SECRET_KEY=${await makeSecret()}`)
      const link = /https:\/\/faena\.example\/setup\?token=/
      const { until, stop } = start(line, root, { ...data('production'), PUBLIC_URL: 'https://faena.example' })
      await until(/"msg":"ready"/, link)
      await stop()
    } finally {
      const client = new pg.Client({ connectionString: testServer })
      await client.connect()
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await client.query(`DROP ROLE IF EXISTS ${name}`)
      await client.end()
    }
  })
})

it('runs every command here that the table says, where this machine can', () => {
  for (const { line } of documented) {
    const way = wayOf(line)!
    if ('here' in way && way.needs) expect(ran, line).toContain(line)
  }
})
