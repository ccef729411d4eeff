import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedDatabase } from '../server/platform/database/embedded.ts'
import { prepareFolder } from '../server/testing/database.ts'
import { faena as run } from '../server/testing/process.ts'

let base: string
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'faena-cli-'))
  await prepareFolder(join(base, 'data/database'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const faena = (args: string[], input = '') => run(base, { DATA_DIR: join(base, 'data') }, args, input)

describe('the command line', () => {
  it('lists its commands, and says how each is called', () => {
    const overview = faena(['--help'])
    expect(overview.status).toBe(0)
    for (const name of [
      'audit',
      'backtest',
      'backup',
      'check-model',
      'clear-cache',
      'config',
      'create-admin',
      'doctor',
      'export',
      'fit',
      'import',
      'migrate',
      'restore',
      'run-predictions',
      'seed',
      'smoke',
      'train-model',
      'vapid-keys',
    ]) {
      expect(overview.stdout).toMatch(new RegExp(`^  ${name} +\\w`, 'm'))
    }
    expect(faena(['audit', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('faena audit verify'),
    })
  })

  it.each([
    ['no command', []],
    ['an unknown one', ['dance']],
    ['an unknown option', ['migrate', '--sideways']],
    ['half a command', ['audit']],
    ['a missing option', ['create-admin']],
    ['a wrong number', ['seed', '--demo', '--assets', 'many']],
  ])('answers %s with its usage and exit code 2', (_what, args) => {
    const { status, stdout, stderr } = faena(args)
    expect(status).toBe(2)
    expect(stdout + stderr).toMatch(/faena/)
  })
})

describe('commands on a database', () => {
  it('add an administrator, whose password follows the rules and is shown only when it was made up', () => {
    const weak = faena(['create-admin', '--email', 'ana@faena.example', '--password-stdin'], 'corta\n')
    expect(weak.status).toBe(1)
    expect(weak.stderr).toContain('It needs at least 15 characters.')
    const given = ['create-admin', '--email', 'ana@faena.example', '--password-stdin', '--json']
    const added = faena(given, 'nieve en la cordillera\n')
    expect(added.status).toBe(0)
    expect(JSON.parse(added.stdout)).toEqual({ id: expect.any(String), email: 'ana@faena.example' })
    const other = faena(['create-admin', '--email', 'eva@faena.example'])
    expect(other.stdout).toMatch(/temporary password: ([a-z2-9]{4}-){3}[a-z2-9]{4}\n$/)
    expect(faena(given, 'nieve en la cordillera\n')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('in use'),
    })
  })

  it('bring the schema up to date, and refuse to seed over what is there', () => {
    expect(faena(['migrate', '--check', '--json'])).toMatchObject({ status: 0, stdout: '{"state":"current"}\n' })
    expect(faena(['migrate'])).toMatchObject({ status: 0, stdout: 'the schema is current\n' })
    expect(faena(['seed', '--demo'])).toMatchObject({ status: 1, stderr: expect.stringContaining('not empty') })
  })

  it('verify the audit log, and fail when somebody touched it', async () => {
    const intact = faena(['audit', 'verify', '--json'])
    expect(intact.status).toBe(0)
    expect(JSON.parse(intact.stdout)).toMatchObject({ intact: true, entries: 2 })
    const database = await openEmbeddedDatabase({ folder: join(base, 'data/database') })
    await database.db.rows(sql`UPDATE audit_entry SET changes = '{}' WHERE seq = 2`)
    await database.close()
    const broken = faena(['audit', 'verify'])
    expect(broken.status).toBe(1)
    expect(broken.stdout).toBe(
      'BROKEN at entry 2: the entry is not the one that was written (1 entries before it are intact)\n',
    )
  })
})
