import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, expect as expectPage } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedChromium } from '../../../../scripts/chromium.js'
import { testServer } from '../database.ts'
import { serverPrograms } from './cluster.ts'
import { type Company, expectNothingLost, foundCompany, startLoad, timeUntilWorked, writers } from './load.ts'
import { copyAsNextVersion } from './next-version.ts'
import { login, openTopology, parts, type Topology } from './topology.ts'

const has = (program: string, asked: string) => spawnSync(program, [asked]).error === undefined
const browserPath = installedChromium()
const needed = {
  nginx: has('nginx', '-v'),
  openssl: has('openssl', 'version'),
  'redis-server': has('redis-server', '--version'),
  'initdb of PostgreSQL': serverPrograms() !== null,
}
const missing = Object.entries(needed).flatMap(([name, there]) => (there ? [] : [name]))
const title = `the production topology${missing.length > 0 ? `, which needs ${missing.join(', ')}` : ''}`
const say = (what: string, figures: object) => process.stdout.write(`topology, ${what}: ${JSON.stringify(figures)}\n`)

describe.skipIf(!testServer || missing.length > 0)(title, () => {
  let topology: Topology
  let company: Company
  const kept = new Map<string, string>()
  beforeAll(async () => {
    topology = await openTopology()
    company = await foundCompany(topology)
  })
  afterAll(() => topology?.close())

  it('loses nothing acknowledged and doubles nothing while each part is killed in turn under load', async () => {
    const load = startLoad(topology, company, 'killed')
    await load.during('start', () => pause(1000))
    const readyMs: Record<string, number> = {}
    for (const part of parts) readyMs[part] = await load.during(part, () => topology.kill(part))
    await load.during('redis', () => topology.killRedis())
    const { kept: written, refused, unavailable } = await load.stop()
    say('ready again (ms)', readyMs)

    expect(refused).toEqual([])
    // What a killed API had in its hands is asked for again; nobody else notices anything.
    for (const [during, n] of Object.entries(unavailable)) {
      expect(during).toMatch(/^api/)
      expect(n).toBeLessThanOrEqual(writers)
    }
    expect(topology.fallen()).toEqual([])
    for (const [name, number] of written) kept.set(name, number)
    await expectNothingLost(topology, company, kept)
  })

  it('outlives restarts of PostgreSQL without being restarted, and answers 503 meanwhile', async () => {
    const load = startLoad(topology, company, 'without a database')
    const figures: Record<string, object> = {}
    for (const [what, signal] of [
      ['restarted', 'SIGINT'],
      ['killed', 'SIGKILL'],
    ] as const) {
      const readyMs = await load.during(what, () => topology.restartDatabase(signal))
      figures[what] = { readyMs, workedMs: await timeUntilWorked(topology) }
    }
    const { kept: written, refused, unavailable } = await load.stop()
    say('PostgreSQL', figures)

    expect(refused).toEqual([])
    expect(Object.keys(unavailable)).toEqual(expect.arrayContaining(['restarted', 'killed']))
    expect(topology.fallen()).toEqual([])
    for (const [name, number] of written) kept.set(name, number)
    await expectNothingLost(topology, company, kept)
  })

  describe.skipIf(!existsSync('dist/web') || !browserPath)('in a browser', () => {
    let browser: Browser
    beforeAll(async () => {
      const address = `127.0.0.1:${topology.front}`
      browser = await chromium.launch({
        executablePath: browserPath,
        args: ['--no-sandbox', `--host-resolver-rules=MAP faena.example:443 ${address}`],
      })
    })
    afterAll(() => browser?.close())

    it('a person works through nginx, and what others do shows by itself, also after PostgreSQL was away', async () => {
      const { token, order } = company
      const { body: first } = await topology.ask('POST', '/work-orders', token, order('Cambiar aceite'))
      const page = await browser.newPage({ ignoreHTTPSErrors: true, locale: 'es-CL' })
      const path = `/work-orders/${first.id}`
      await page.goto(`https://faena.example/login?next=${path}`)
      await page.locator('input[type=email]').fill(login.email)
      await page.locator('input[type=password]').fill(login.password)
      await page.locator('form button[type=submit]').click()
      const main = page.locator('main')
      const patient = { timeout: 60_000 }
      await expectPage(page.getByRole('heading', { name: /Cambiar aceite/ })).toBeVisible(patient)
      await expectPage(main.getByText('Pendiente').first()).toBeVisible(patient)

      await topology.ask('POST', `/work-orders/${first.id}/start`, token, {})
      await expectPage(main.getByText('En curso').first()).toBeVisible(patient)
      await topology.restartDatabase('SIGINT')
      await topology.ask('POST', `/work-orders/${first.id}/comments`, token, { text: 'Llegó el filtro' })
      await expectPage(page.getByText('Llegó el filtro')).toBeVisible(patient)
      await page.close()
    })
  })

  it('is brought to its next version while people work', async () => {
    const load = startLoad(topology, company, 'upgraded')
    const next = copyAsNextVersion(join(topology.folder, 'next'))
    const migrated = await load.during('migration', () => topology.migrateTo(next))
    expect(migrated.stderr).toBe('')
    expect(migrated.stdout).toContain('the schema is current')
    // The version before serves on, and says that it is ready: otherwise it would be put out before the next one is in.
    expect(await Promise.all(parts.map(topology.statusOf))).toEqual(parts.map(() => 200))
    const replacedMs: Record<string, number> = {}
    for (const part of parts) replacedMs[part] = await load.during(part, () => topology.replace(part))
    const { kept: written, refused, unavailable } = await load.stop()
    say('replaced (ms)', replacedMs)

    expect(refused).toEqual([])
    expect(unavailable).toEqual({})
    for (const [name, number] of written) kept.set(name, number)
    await expectNothingLost(topology, company, kept)
  })
})
