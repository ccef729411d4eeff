import type { Reason, ReasonRecord } from '../../../contract/predictions.ts'
import type { Topic } from '../../../prediction/explanation.ts'
import type { History, HistoryRecord } from '../../../prediction/history.ts'
import type { Risk } from '../../../prediction/risks.ts'

export type ExplainedRisk = Omit<Risk, 'influences'> & { readonly reasons: Reason[] }

const shown = 3
const instantOf = (days: number) => new Date(Math.round(days * 86_400_000)).toISOString()

/** The risks with their three strongest reasons as counts, days and the records behind them. */
export function reasonsOf(history: History, risks: readonly Risk[]): ExplainedRisk[] {
  const byAsset = Map.groupBy(history.records, ({ asset }) => asset)
  const assets = new Map(history.assets.map((asset) => [asset.id, asset]))
  return risks.map(({ influences, ...risk }) => {
    const own = (byAsset.get(risk.asset) ?? []).filter(
      ({ kind, system }) =>
        risk.system === null || system === risk.system || (system === undefined && kind !== 'failure'),
    )
    const asset = assets.get(risk.asset)!
    const all = influences
      .filter(({ topic }) => isTrue(topic, { ...asset, system: risk.system }))
      .map(({ topic, effect }) => ({ ...reasonFor(topic, own, history.until, asset), effect }))
    // What somebody can open and read comes before what only places the unit among others.
    const [linked, others] = [
      all.filter(({ records }) => records.length > 0),
      all.filter(({ records }) => records.length === 0),
    ]
    return { ...risk, reasons: [...linked, ...others].slice(0, shown) }
  })
}

/** That a unit is not of some type moves a model too, but tells nobody anything. */
function isTrue(topic: Topic, unit: { type: string; model?: string; site?: string; system: string | null }): boolean {
  return topic.about !== 'kind' || unit[topic.by] === topic.value
}

function reasonFor(
  topic: Topic,
  records: readonly HistoryRecord[],
  now: number,
  asset: { commissioned?: number },
): Omit<Reason, 'effect'> {
  const of = (...kinds: string[]) => records.filter(({ kind }) => kinds.includes(kind))
  switch (topic.about) {
    case 'failures':
    case 'renewals':
      return counted(
        topic.about,
        topic.code ?? null,
        of('failure', ...(topic.about === 'renewals' ? ['preventive'] : [])),
        now,
      )
    case 'preventive':
      return counted('preventive', null, of('preventive'), now)
    case 'inspections': {
      const looked = of('inspection')
      const recent = looked.filter(({ at }) => at > now - 180)
      const failed = recent.reduce((sum, { value = 0 }) => sum + value, 0)
      const { facts, ...rest } = counted(
        'inspections',
        null,
        looked.filter(({ value = 0 }) => value > 0),
        now,
      )
      return { ...rest, facts: { ...facts, failedPoints: failed, inspections: recent.length } }
    }
    case 'findings':
      return counted(
        'findings',
        topic.code ?? null,
        of('finding').filter(({ code }) => topic.code === undefined || code === topic.code),
        now,
      )
    case 'openOrders': {
      const closed = new Set(of('closed').map(({ id }) => id))
      const open = of('opened').filter(({ id }) => !closed.has(id))
      return { topic: 'openOrders', detail: null, facts: { count: open.length }, records: newest(open) }
    }
    case 'use':
    case 'hours': {
      const readings = of('meter').filter(({ code }) => code === topic.meter)
      const [last, before] = [readings.at(-1), readings.findLast(({ at }) => at < now - 30)]
      const perDay =
        last && before && last.at > before.at ? (last.value! - before.value!) / (last.at - before.at) : null
      const facts = { ...(last ? { level: last.value! } : {}), ...(perDay === null ? {} : { perDay }) }
      return { topic: topic.about, detail: topic.meter, facts, records: [] }
    }
    case 'age': {
      const since = asset.commissioned ?? records[0]?.at
      return {
        topic: 'age',
        detail: null,
        facts: since === undefined ? {} : { years: (now - since) / 365.25 },
        records: [],
      }
    }
    case 'kind':
      return { topic: 'kind', detail: `${topic.by}:${topic.value}`, facts: {}, records: [] }
    default:
      return { topic: topic.about, detail: null, facts: {}, records: [] }
  }
}

function counted(
  topic: Reason['topic'],
  detail: string | null,
  records: readonly HistoryRecord[],
  now: number,
): Omit<Reason, 'effect'> {
  const within = (days: number) => records.filter(({ at }) => at > now - days).length
  const last = records.reduce((latest, { at }) => Math.max(latest, at), -Infinity)
  const facts = { count90: within(90), count365: within(365), ...(last > 0 ? { daysSince: now - last } : {}) }
  return { topic, detail, facts, records: newest(records) }
}

/** Identities carry their kind; readings have no page of their own. */
function newest(records: readonly HistoryRecord[]): ReasonRecord[] {
  return records
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ id, at }): ReasonRecord[] => {
      const [kind, uuid] = id.split(':') as [ReasonRecord['kind'] | 'reading', string]
      return kind === 'reading' ? [] : [{ kind, id: uuid, number: null, at: instantOf(at) }]
    })
    .slice(0, shown)
}
