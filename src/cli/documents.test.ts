import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAsset as assetFields } from '../contract/assets.ts'
import { createAsset } from '../server/features/fleet/placement/commands.ts'
import { listAssetTypes } from '../server/features/fleet/types/queries.ts'
import { createSite } from '../server/features/sites/commands.ts'
import { newWebhookSecret, signedHeaders } from '../server/features/webhooks/signature.ts'
import { configSchema } from '../server/platform/config.ts'
import { prepareFolder } from '../server/testing/database.ts'
import { blocksOf, commandsOf, documents, headingsOf, root, textOf } from '../server/testing/documents.ts'
import { startServer } from '../server/testing/process.ts'
import { hasProgram } from '../server/testing/redis.ts'
import type { Command } from './command.ts'
import { withRuntime } from './with-runtime.ts'

const known = new Set(Object.keys(configSchema.shape))
/** Words in capitals that the operator guide explains, the last as one that is not read. */
const notVariables = new Set(['SIGTERM', 'BEGIN', 'SELECT', 'OTEL_RESOURCE_ATTRIBUTES'])
const commandOf = async (name: string) =>
  ((await import(new URL(`${name}.ts`, import.meta.url).href)) as { command: Command }).command

describe('every document', () => {
  it('says of each block what it is, so that no command escapes', () => {
    for (const name of documents) {
      for (const { language, text } of blocksOf(name))
        expect(['sh', 'js', 'yaml', 'text'], `${name}: ${text}`).toContain(language)
    }
  })

  it('links to files and headings that are there', () => {
    for (const name of documents) {
      for (const [, file = '', heading] of textOf(name).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)) {
        const target = join(dirname(name), file)
        if (file) expect(existsSync(join(root, target)), `${name} → ${file}`).toBe(true)
        else expect(headingsOf(name), `${name} → #${heading}`).toContain(heading)
      }
    }
  })

  it('shows pictures that are taken, and no other is kept', () => {
    const shown = new Set(
      documents.flatMap((name) =>
        [...textOf(name).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, link]) => join(root, dirname(name), link!)),
      ),
    )
    const folder = join(root, 'docs/pictures')
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.png'))
      .map((file) => join(folder, file))
    expect(kept.toSorted()).toEqual([...shown].toSorted())
  })

  it('names commands, options, scripts and variables that exist', async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const name of documents.filter((one) => one !== 'docs/api/README.md')) {
      for (const { line } of commandsOf(name)) {
        const { variables = '', call = '' } = /^(?<variables>(?:[A-Z_]+=\S* )*)(?<call>.*)$/.exec(line)!.groups!
        const mine = [...variables.matchAll(/([A-Z_]+)=/g)].map(([, variable]) => variable!)
        expect(mine.filter((variable) => !known.has(variable) && variable !== 'TEST_DATABASE_URL')).toEqual([])
        const [program, first = '', second = ''] = call.split(' ')
        if (program === 'npm') expect(scripts, line).toHaveProperty([first === 'run' ? second : first])
        else if (program === 'npx' && first === 'faena') {
          const { usage } = await commandOf(second)
          for (const [option] of call.matchAll(/--[a-z-]+/g)) expect(usage, line).toContain(option)
        } else if (program === 'node') {
          const file = call
            .split(' ')
            .slice(1)
            .find((word) => !word.startsWith('--'))!
          expect(existsSync(join(root, file)), line).toBe(true)
        }
      }
    }
  })

  it('names variables of the configuration', () => {
    const named = [...textOf('docs/operator.md').matchAll(/`([A-Z][A-Z_]+)(?:=[^`]*)?`/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !known.has(name) && !notVariables.has(name))).toEqual([])
  })
})

/** The installations of the operator guide: the company's, one to restore into, one to move to, and one to try things. */
const installations = ['company', 'restored', 'moved', 'trial'] as const
type Installation = (typeof installations)[number]
let folder: string
const dataOf = (installation: Installation) => join(folder, installation)

const changed = ['DATA_DIR', 'DATABASE_URL', 'LOG_LEVEL'] as const
const before = changed.map((name) => [name, process.env[name]] as const)
const workIn = (installation: Installation) =>
  Object.assign(process.env, { DATA_DIR: dataOf(installation), DATABASE_URL: '', LOG_LEVEL: 'silent' })

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faena-documents-'))
  for (const name of ['company', 'moved', 'trial'] as const) await prepareFolder(join(dataOf(name), 'database'))
  workIn('company')
  await withRuntime(async (runtime, actor) => {
    const { id: siteId } = await createSite(runtime, actor, { code: 'MINA', name: 'Mina Norte' })
    const types = await listAssetTypes(runtime.database.db, actor, false)
    const { id: typeId } = types.find(({ code }) => code === 'BACKHOE')!
    await createAsset(runtime, actor, assetFields.parse({ code: 'RE-01', name: 'Retroexcavadora', typeId, siteId }))
  })
  write('password.txt', 'faena-demo-admin\n')
  write('orders.csv', 'Fecha;Equipo;Trabajo;Tipo\n03-08-2026;RE-01;Cambio de manguera;Correctiva\n')
  write('web/index.html', '<html><script type="module" src="/assets/app.js"></script></html>')
  write('web/assets/app.js', 'export {}')
})
afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Runs `faena …` of a document in this process, with the redirections of a shell; files are those of the test's folder. */
async function runFaena(line: string) {
  const [call = '', ...redirections] = line.replace('npx faena ', '').split(/(?=[<>])/)
  const [name = '', ...args] = call.trim().split(/\s+/)
  const fileOf = (sign: string) => {
    const found = redirections.find((one) => one.startsWith(sign))
    return found && join(folder, found.slice(1).trim())
  }
  let stdout = ''
  let stderr = ''
  const input = fileOf('<')
  const status = await (await commandOf(name)).run(args, {
    stdin: Readable.from(input ? [readFileSync(input)] : []),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  })
  const output = fileOf('>')
  if (output) writeFileSync(output, stdout)
  return { status, stdout, stderr }
}

const guide = commandsOf('docs/operator.md')
  .map(({ line }) => line)
  .filter((line) => line.startsWith('npx faena '))
const isSmoke = (line: string) => line.startsWith('npx faena smoke ')

/** Where the guide does something elsewhere than in the company's installation. */
function installationOf(line: string): Installation {
  if (/faena (restore|migrate --check)/.test(line)) return 'restored'
  if (line.includes('--everything')) return 'moved'
  return line.includes(' seed ') ? 'trial' : 'company'
}

/** Exit codes by which a command tells that there is too little history, or no model of it. */
const tells: Record<string, number> = { 'train-model': 3, 'run-predictions': 1, 'check-model': 4 }

describe('the operator guide', () => {
  it('does what it says, command by command', async () => {
    expect(guide.length).toBeGreaterThan(20)
    let undo = ''
    for (const line of guide.filter((one) => !isSmoke(one))) {
      workIn(installationOf(line))
      const [archive] = existsSync(join(dataOf('company'), 'backups'))
        ? readdirSync(join(dataOf('company'), 'backups'))
        : []
      const here = line
        .replace('/mnt/usb', join(folder, 'usb'))
        .replace(/faena-\d{8}T\d{6}Z\.tar/, join(dataOf('company'), 'backups', archive ?? ''))
        .replace(/(?<=import |export )(\w+\.(csv|tar))/, join(folder, '$1'))
        .replace(/0199c0de-[0-9a-f-]+/, undo)
        .replace('--assets 1000 --orders 200000', '--assets 2 --orders 600')
      const { status, stdout, stderr } = await runFaena(here)
      const [, name = ''] = /^npx faena (\S+)/.exec(line)!
      expect(status, `${line}\n${stdout}${stderr}`).toBe(tells[name] ?? 0)
      undo = /^import ([0-9a-f-]{36}) of/.exec(stdout)?.[1] ?? undo
    }
    expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('DATABASE_URL')
  })

  it.skipIf(!hasProgram('sha256sum'))('has an unpacked archive checked without Faena', () => {
    const [archive] = readdirSync(join(dataOf('company'), 'backups'))
    const unpacked = join(folder, 'unpacked')
    mkdirSync(unpacked)
    for (const [program, args] of [
      ['tar', ['-xf', join(dataOf('company'), 'backups', archive!)]],
      ['sha256sum', ['-c', 'SHA256SUMS']],
    ] as const) {
      const { status, stderr } = spawnSync(program, args, { cwd: unpacked, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    }
  })
})

describe('on a demo fleet that runs', () => {
  let address: string
  let stop: () => Promise<unknown>
  beforeAll(async () => {
    const { child, ready, exited } = startServer(folder, { DATA_DIR: dataOf('trial'), WEB_DIR: join(folder, 'web') })
    stop = () => {
      child.kill('SIGTERM')
      return exited
    }
    address = `127.0.0.1:${await ready}`
  })
  afterAll(() => stop?.())

  it('the operator guide looks whether an installation works', async () => {
    for (const line of guide.filter(isSmoke)) {
      const here = line.replace('https://faena.example', `http://${address}`).replace('ana@', 'admin@')
      const { status, stdout, stderr } = await runFaena(here)
      expect(status, stdout + stderr).toBe(0)
    }
  })

  it.skipIf(['curl', 'jq', 'bash'].some((program) => spawnSync(program, ['--version']).error))(
    'every example of the API guide works, from top to bottom',
    async () => {
      const node = `'${process.execPath}' --input-type=module`
      const script = blocksOf('docs/api/README.md').map(({ language, text }) =>
        language === 'js' ? `${node} <<'JS'\n${text}JS\n` : text,
      )
      write(
        'examples.sh',
        script.join('\n').replaceAll('127.0.0.1:8000', address).replaceAll('payroll.example.com', 'example.com'),
      )
      const child = spawn('bash', ['-euo', 'pipefail', 'examples.sh'], { cwd: folder })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
      const [status] = await once(child, 'close')
      expect(status, said).toBe(0)
      expect(said).toMatch(/topic: 'ready'/)
    },
  )
})

it('the API guide recognises what Faena signs, and nothing else', async () => {
  const [block] = blocksOf('docs/api/README.md').filter(({ text }) => text.includes('isGenuine'))
  write('genuine.mjs', block!.text)
  const { isGenuine } = (await import(/* @vite-ignore */ join(folder, 'genuine.mjs'))) as {
    isGenuine(secret: string, headers: object, body: string): boolean
  }
  const secret = newWebhookSecret()
  const body = '{"type":"workOrder.completed"}'
  const headers = signedHeaders([newWebhookSecret(), secret], 'message', Date.now(), body)
  expect(isGenuine(secret, headers, body)).toBe(true)
  expect(isGenuine(secret, headers, `${body} `)).toBe(false)
  expect(isGenuine(newWebhookSecret(), headers, body)).toBe(false)
  expect(isGenuine(secret, signedHeaders([secret], 'message', Date.now() - 400_000, body), body)).toBe(false)
})
