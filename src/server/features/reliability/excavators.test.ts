import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportProposal } from '../../../contract/imports.ts'
import { startOfDate } from '../../../domain/civil-time.ts'
import { meanCumulative } from '../../../domain/reliability/mean-cumulative.ts'
import { fitPowerLaw } from '../../../domain/reliability/power-law.ts'
import { trendTests } from '../../../domain/reliability/trend.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { excavatorFile, excavatorTypes, hasExcavators } from '../../testing/excavators.ts'
import { fileForm } from '../../testing/multipart.ts'

const zone = 'America/Santiago'
const day = 86_400_000
const now = '2026-11-24T12:00:00.000Z'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp({ now: () => now })
  await app.runtime.jobs.work()
})
afterAll(() => app?.close())

async function importAll(): Promise<void> {
  const { supervisor } = app
  const form = fileForm('work-orders-raw.csv.gz', readFileSync(excavatorFile))
  const headers = { ...form.headers, authorization: `Bearer ${supervisor.token}` }
  const upload = await app.app.inject({ method: 'POST', url: '/api/v1/imports', payload: form.payload, headers })
  const { id } = upload.json()
  const settled = async () => {
    for (;;) {
      const { body } = await supervisor.get(`/imports/${id}`)
      if (body.status !== 'CHECKING' && body.status !== 'APPLYING') return body.status
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const proposal: ImportProposal = (await supervisor.get(`/imports/${id}/proposal`)).body
  await supervisor.put(`/imports/${id}/mapping`, {
    ...proposal.mapping,
    newAssets: { type: 'BACKHOE', site: 'NORTE' },
  })
  await supervisor.post(`/imports/${id}/check`)
  expect(await settled()).toBe('CHECKED')
  await supervisor.post(`/imports/${id}/apply`, { skipRefused: true })
  expect(await settled()).toBe('APPLIED')
}

/** Each excavator from its first record to now, its failures by age in days: from the file, without SQL. */
function systemsInFile() {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(excavatorFile)), { columns: true })
  const good = rows.filter((row) => row.PMType! in excavatorTypes && /^-?\d+(\.\d+)?$/.test(row.Cost!))
  return [...new Set(good.map((row) => row.Asset!))].sort().map((unit) => {
    const own = good
      .filter((row) => row.Asset === unit)
      .map((row) => ({ at: startOfDate(row.BscStartDate!.slice(0, 10), zone), kind: excavatorTypes[row.PMType!] }))
    const first = Math.min(...own.map(({ at }) => at))
    return {
      end: (Date.parse(now) - first) / day,
      events: own
        .filter(({ at, kind }) => kind === 'CORRECTIVE' && at > first)
        .map(({ at }) => (at - first) / day)
        .sort((x, y) => x - y),
    }
  })
}

test.runIf(hasExcavators())('five excavators through the API are what the domain says of their file', async () => {
  await importAll()
  const { items } = (await app.supervisor.get('/asset-types')).body
  const typeId = items.find(({ code }: { code: string }) => code === 'BACKHOE').id
  const study = (await app.supervisor.get(`/reliability?typeId=${typeId}`)).body
  const systems = systemsInFile()
  const events = systems.reduce((sum, system) => sum + system.events.length, 0)
  expect(events).toBeGreaterThan(1000)
  expect(study).toMatchObject({ measure: 'DAYS', sample: { units: 5, failures: events } })

  const law = fitPowerLaw(systems)
  if ('code' in law) throw new Error(law.code)
  expect(study.powerLaw.shape).toBeCloseTo(law.shape, 9)
  expect(study.powerLaw.rate).toBeCloseTo(law.rate, 9)
  expect(study.powerLaw.mtbf.value).toBeCloseTo(law.mtbf.value, 6)
  expect(study.powerLaw.goodness.rejected).toBe(law.goodness.rejected)
  const tests = trendTests(systems)
  if ('code' in tests) throw new Error(tests.code)
  expect(study.recurrence.trend.laplace.statistic).toBeCloseTo(tests.laplace.statistic, 6)
  const curve = meanCumulative(systems)
  if ('code' in curve) throw new Error(curve.code)
  const last = curve.steps.at(-1)!
  expect(study.recurrence.curve.at(-1).value).toBeCloseTo(last.mean, 9)
  expect(study.recurrence.curve.at(-1).lower).toBeCloseTo(last.bounds!.lower, 9)
})
