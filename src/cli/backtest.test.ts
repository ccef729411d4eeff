import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poissonFleet, unequal } from '../prediction/testing/fleets.ts'
import { command } from './backtest.ts'
import { UsageError } from './command.ts'

async function runBacktest(...argv: string[]) {
  let [out, err] = ['', '']
  const io = {
    stdin: process.stdin,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  }
  const code = await command.run(argv, io)
  return { code, out, err }
}

let place: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'faena-backtest-'))
})
afterAll(() => rm(place, { recursive: true }))

async function folder(assets: string, events: string | Buffer, name = 'events.csv') {
  const made = await mkdtemp(join(place, 'history-'))
  await writeFile(join(made, 'assets.csv'), assets)
  await writeFile(join(made, name), events)
  return made
}

const assetsHead = 'asset,type,model,commissioned\n'
const eventsHead = 'asset,date,kind,code,severity\n'
const civil = (day: number) => new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10)

describe('faena backtest', () => {
  it('measures a fleet, as JSON and as a table, from packed and from plain events', async () => {
    const { history } = poissonFleet(4, 12, 260, unequal(0.02, 5))
    const assets = assetsHead + history.assets.map(({ id, type }) => `${id},${type},,\n`).join('')
    const events = history.records.map(({ asset, at }) => `${asset},${civil(at)},failure,engine,\n`).join('')
    const packed = await folder(assets, gzipSync(eventsHead + events), 'events.csv.gz')
    const { code, out, err } = await runBacktest(packed, '--horizons', '14,200', '--json')
    expect(code).toBe(0)
    expect(err).toMatch(/^14 days: 0 % of the fits\n[\s\S]*14 days: 100 % of the fits\n$/)
    const report = JSON.parse(out)
    expect(report.history).toMatchObject({ assets: 12, failures: history.records.length })
    const [week, long] = report.horizons
    expect(week).toMatchObject({ days: 14, rows: expect.any(Number), baseRate: expect.any(Number) })
    for (const own of week.competitors) {
      for (const figure of ['auc', 'prAuc', 'brierSkill', 'logLoss', 'ece'])
        expect(own[figure]).toEqual(expect.any(Number))
      expect(own.interval95.auc[0]).toBeLessThanOrEqual(own.auc)
      expect(own.interval95.brierSkill[1]).toBeGreaterThanOrEqual(own.brierSkill)
    }
    expect(week.champion).toBe('empiricalBayes')
    expect(week.verdict).toBe('useful')
    expect(long).toMatchObject({ days: 200, champion: null, verdict: 'abstains', competitors: [] })
    expect(long.reason).toMatch(/^HISTORY_TOO_SHORT: failures are known for \d+ days and \d+ are needed$/)

    const plain = await folder(assets, eventsHead + events)
    const table = await runBacktest(plain, '--horizons', '14')
    expect(table.out).toMatch(/^12 assets, \d+ records, \d+ failures, \d{4}-\d\d-\d\d to/)
    expect(table.out).toContain('14 days: champion empiricalBayes')
    expect(table.out).toMatch(/\n\* empiricalBayes +0\.\d{3} /)
    expect(table.out).toMatch(
      /boostedTrees stands out: \d+ failures were known when the first fold began, it needs 100/,
    )
  })

  it('gives no champion where there is nothing to learn, and none where there is too little', async () => {
    const { history } = poissonFleet(4, 10, 300, unequal(0.02))
    const assets = assetsHead + history.assets.map(({ id }) => `${id},LOADER,,\n`).join('')
    const events = history.records.map(({ asset, at }) => `${asset},${civil(at)},failure,,\n`)
    const { out } = await runBacktest(await folder(assets, eventsHead + events.join('')), '--horizons', '14', '--json')
    expect(JSON.parse(out).horizons[0]).toMatchObject({ champion: null, verdict: 'no useful model' })
    const few = await folder(assets, eventsHead + events.slice(0, 20).join(''))
    const abstains = await runBacktest(few, '--json')
    expect(abstains.code).toBe(0)
    expect(JSON.parse(abstains.out).horizons).toEqual(
      [7, 14, 30].map((days) => ({
        days,
        verdict: 'abstains',
        reason: 'TOO_FEW_FAILURES: 20 failures are known and 30 are needed',
        rows: 0,
        baseRate: null,
        champion: null,
        competitors: [],
      })),
    )
    expect((await runBacktest(few)).out).toContain('7 days: abstains (TOO_FEW_FAILURES')
  })

  it('names file, line and what is wrong with it', async () => {
    const assets = `${assetsHead}A,LOADER,,\n`
    const event = (line: string) => folder(assets, `${eventsHead}A,2024-01-02,failure,,\n${line}\n`)
    const cases: [string | Promise<string>, RegExp][] = [
      [join(place, 'nowhere'), /cannot read .*nowhere\/assets.csv/],
      [folder('asset,type\nA,B\n', eventsHead), /assets.csv has no column model, commissioned/],
      [folder(assetsHead, eventsHead), /assets.csv has no rows/],
      [folder(`${assets}A,TRUCK,,\n`, eventsHead), /assets.csv, line 3: asset A is listed twice/],
      [folder(`${assetsHead},TRUCK,,\n`, eventsHead), /line 2: the asset has no name/],
      [folder(`${assetsHead}A,TRUCK,,soon\n`, `${eventsHead}A,2024-01-02,failure,,\n`), /"soon" is not a date/],
      [folder(assets, eventsHead), /events.csv has no rows/],
      [folder(assets, 'not packed', 'events.csv.gz'), /cannot read .*events.csv.gz/],
      [folder(assets, `${eventsHead}A,"2024\n`), /events.csv: /],
      [event('B,2024-01-03,failure,,'), /events.csv, line 3: asset "B" is not in assets.csv/],
      [event('A,2024-02-30,failure,,'), /line 3: "2024-02-30" is not a date/],
      [event('A,2024-02-01T25,failure,,'), /"2024-02-01T25" is not a date/],
      [event('A,2024-01-03,broken,,'), /kind "broken" is none of failure, pm, finding, other/],
      [event('A,2024-01-03,failure,,bad'), /severity "bad" is not a number/],
    ]
    for (const [path, message] of cases) {
      expect(await runBacktest(await path)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) })
    }
  })

  it('names an option it does not understand', async () => {
    const cases: [string[], RegExp][] = [
      [[], /one FOLDER/],
      [['a', 'b'], /one FOLDER/],
      [['a', '--horizons', '7,x'], /--horizons: "x" is not a whole number from 1 to 365/],
      [['a', '--horizons', '0'], /--horizons: "0"/],
      [['a', '--seed', '-1'], /seed/],
      [['a', '--loud'], /--loud/],
    ]
    for (const [argv, message] of cases) {
      const refused = runBacktest(...argv)
      await expect(refused).rejects.toThrow(message)
      await expect(refused).rejects.toBeInstanceOf(UsageError)
    }
  })
})

const histories = '../shared/data/histories'

describe.skipIf(!existsSync(histories) && !process.env.CI)('the reference histories (needs ../shared/data)', () => {
  const championOf = async (name: string, days: number) => {
    const { out } = await runBacktest(`${histories}/${name}`, '--horizons', String(days), '--json')
    const [horizon] = JSON.parse(out).horizons
    const of = (competitor: string) => horizon.competitors.find((own: { name: string }) => own.name === competitor)
    const best = Math.max(...horizon.competitors.map(({ auc }: { auc: number }) => auc))
    return { horizon, champion: of(horizon.champion), rate: of('empiricalBayes'), best }
  }

  it('excavator positions, 14 days: a little better than their failure rates, which are already good', async () => {
    const { horizon, champion, rate, best } = await championOf('excavator-positions', 14)
    expect(horizon.baseRate).toBeCloseTo(0.295, 2)
    expect(best).toBeGreaterThanOrEqual(0.75)
    expect(champion.auc).toBeGreaterThanOrEqual(0.745)
    expect(champion.brierSkill).toBeGreaterThanOrEqual(0.165)
    expect(champion.logLoss).toBeLessThanOrEqual(rate.logLoss)
    expect(champion.ece).toBeLessThanOrEqual(0.03)
  })

  it('a hundred machines with error codes, 7 days: trees see what the rate cannot', async () => {
    const { horizon, champion, rate } = await championOf('machines-100', 7)
    expect(horizon.baseRate).toBeCloseTo(0.125, 2)
    expect(champion.name).toBe('boostedTrees')
    expect(champion.auc).toBeGreaterThanOrEqual(0.88)
    expect(champion.brierSkill).toBeGreaterThanOrEqual(0.195)
    expect(champion.logLoss).toBeLessThan(0.7 * rate.logLoss)
    expect(champion.ece).toBeLessThanOrEqual(0.03)
  })
})
