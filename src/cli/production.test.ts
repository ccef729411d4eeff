import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareFolder } from '../server/testing/database.ts'
import { faena as run, runFaena, startServer } from '../server/testing/process.ts'

let base: string
const data = (name: string) => join(base, name)
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'faena-production-'))
  await prepareFolder(join(data('one'), 'database'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const faena = (folder: string, args: string[], env: Record<string, string> = {}) =>
  run(base, { DATA_DIR: data(folder), ...env }, args)

interface Finding {
  name: string
  state: string
  found: string
}

describe('faena backup and faena restore', () => {
  it('carry an installation to another folder, and refuse to write over it', () => {
    const added = run(
      base,
      { DATA_DIR: data('one') },
      ['create-admin', '--email', 'ana@faena.example', '--password-stdin'],
      'nieve en la cordillera',
    )
    expect(added.status).toBe(0)
    const kept = data('kept')
    const backup = faena('one', ['backup', '--to', kept, '--json'])
    expect(backup.status, backup.stderr).toBe(0)
    const { path, manifest } = JSON.parse(backup.stdout)
    expect(manifest.counts.person).toBe(1)
    expect(faena('two', ['restore', path])).toMatchObject({ status: 0, stdout: expect.stringContaining('restored') })
    expect(faena('two', ['audit', 'verify'])).toMatchObject({ status: 0 })
    expect(faena('two', ['restore', path])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/there is a database in .* already; nothing was restored/),
    })
    const bytes = readFileSync(path)
    writeFileSync(join(kept, 'cut.tar'), bytes.subarray(0, bytes.length - 2000))
    const cut = faena('three', ['restore', join(kept, 'cut.tar')])
    expect(cut).toMatchObject({ status: 1, stderr: expect.stringContaining('damaged') })
    expect(faena('three', ['restore', data('nothing')]).status).toBe(1)
    expect(faena('three', ['restore']).status).toBe(2)
  })
})

describe('faena doctor', () => {
  it('finds a good installation good, and says what a bad one lacks', () => {
    const good = faena('one', ['doctor', '--json'])
    const { healthy, findings } = JSON.parse(good.stdout) as { healthy: boolean; findings: Finding[] }
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([])
    expect([good.status, healthy]).toEqual([0, true])
    expect(findings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['database', 'migrations', 'extensions', 'queue', 'clock', 'files', 'time zone']),
    )
    const wrong = faena('one', ['doctor'], { COMPANY_TIME_ZONE: 'Luna/Crater' })
    expect(wrong.status).toBe(1)
    expect(wrong.stdout).toMatch(/FAILED +time zone +Luna\/Crater is unknown\n +→ set COMPANY_TIME_ZONE/)
    for (const [name, value] of [
      ['PORT', 'eighty'],
      ['TELEGRAM_BOT_TOKEN', 'no'],
    ]) {
      expect(faena('one', ['doctor'], { [name!]: value! })).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(new RegExp(`FAILED +settings +${name}`)),
      })
    }
    const noCountries = faena('one', ['doctor', '--json'], { GEOIP_DATABASE: data('missing.mmdb') })
    expect(noCountries.status).toBe(0)
    expect(JSON.parse(noCountries.stdout).findings).toContainEqual({
      name: 'countries',
      state: 'warning',
      found: expect.stringContaining('missing.mmdb'),
      advice: expect.stringContaining('GEOIP_DATABASE'),
    })
    const unreachable = faena('one', ['doctor'], { DATABASE_URL: 'postgres://faena:secret@127.0.0.1:1/faena' })
    expect(unreachable).toMatchObject({ status: 1, stdout: expect.stringContaining('cannot reach the database') })
    expect(unreachable.stdout).not.toContain('secret')
  })

  it('looks whether the provider of OpenID Connect answers', () => {
    const half = { OIDC_ISSUER: 'http://127.0.0.1:1', PUBLIC_URL: 'https://faena.example' }
    expect(faena('one', ['doctor'], half)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/FAILED +settings +OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: missing/),
    })
    const away = faena('one', ['doctor'], { ...half, OIDC_CLIENT_ID: 'faena', OIDC_CLIENT_SECRET: 'muy oculto' })
    expect(away.stdout).toMatch(/WARNING +OpenID Connect +fetch failed.*\n +→ correct OIDC_ISSUER/)
    expect([away.status, away.stdout.includes('oculto')]).toEqual([0, false])
  })
})

describe('faena smoke', () => {
  it('passes on what works with the given login, and names what does not', async () => {
    const web = data('web')
    mkdirSync(join(web, 'assets'), { recursive: true })
    writeFileSync(join(web, 'index.html'), '<script type="module" src="/assets/app-abcdefgh.js"></script>')
    writeFileSync(join(web, 'assets/app-abcdefgh.js'), 'export {}')
    const server = startServer(base, { DATA_DIR: data('one'), WEB_DIR: web, LOG_LEVEL: 'info' })
    try {
      const port = await server.ready.catch(() => listeningPort(server.output()))
      const url = `http://127.0.0.1:${port}`
      const login = ['--email', 'ana@faena.example', '--password-stdin']
      const good = await runFaena(base, {}, ['smoke', url, ...login, '--json'], 'nieve en la cordillera')
      const { steps } = JSON.parse(good.stdout)
      expect(steps.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([])
      expect(good.status).toBe(0)
      const refused = await runFaena(base, {}, ['smoke', url, ...login], 'otra clave')
      expect(refused.status).toBe(1)
      expect(refused.stdout).toMatch(/FAILED sign in .* 401 auth\.invalidCredentials/)
    } finally {
      server.child.kill('SIGTERM')
      await server.exited
    }
    const gone = faena('one', ['smoke', 'http://127.0.0.1:1'])
    expect(gone).toMatchObject({ status: 1, stdout: expect.stringContaining('FAILED alive') })
    expect(faena('one', ['smoke', 'nowhere']).status).toBe(2)
  })
})

function listeningPort(output: string): number {
  return Number(/"address":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(output)?.[1])
}
