import { assetQuery } from '../../../contract/assets.ts'
import { addReading as readingForm } from '../../../contract/meters.ts'
import { meterKinds } from '../../../domain/asset-type.ts'
import { addReading } from '../../features/fleet/meters/commands.ts'
import { getAsset, listAssets } from '../../features/fleet/queries.ts'
import { refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { cut, html, lines } from './html.ts'
import {
  at,
  button,
  column,
  number,
  orRefusal,
  type Screen,
  say,
  typedNumber,
  type Visit,
  webButton,
} from './screen.ts'

const pageSize = 8

const statusWords = ({ actor }: Visit, status: string) => words(actor.locale, `documents.status.${status}`)
const meterWords = ({ actor }: Visit, meter: string) => words(actor.locale, `inspections.meter.${meter}`)

/** A page of the units in the person's scope that match what was typed. */
export const unitsMatching = ({ runtime, actor, now }: Visit, q?: string, cursor?: string, status?: string) =>
  listAssets(
    runtime.database.db,
    actor,
    assetQuery.parse({
      kind: 'UNIT',
      limit: pageSize,
      ...(q ? { q: cut(q, 100) } : {}),
      ...(cursor ? { cursor } : {}),
      ...(status ? { status } : {}),
    }),
    now,
  )

export async function unitList(visit: Visit, q = '', cursor?: string): Promise<Screen> {
  const { locale } = visit.actor
  const { items, nextCursor } = await unitsMatching(visit, q.trim(), cursor)
  if (items.length === 0) return { text: html`${say(locale, q ? 'units.noMatch' : 'units.none')}` }
  const [only, ...others] = items
  if (q && only && others.length === 0) return unitScreen(visit, only.id)
  const more = nextCursor ? [button(say(locale, 'more'), 'u+')] : []
  return {
    text: lines(
      html`<b>${say(locale, 'units.title')}</b>`,
      ...items.map((unit) => html`<b>${unit.code}</b> ${cut(unit.name, 80)} · ${statusWords(visit, unit.status)}`),
      html`\n${say(locale, 'units.search')}`,
    ),
    buttons: column(...items.map((unit) => button(cut(`${unit.code} · ${unit.name}`, 60), `u:${unit.id}`)), ...more),
    ...(nextCursor ? { asks: { kind: 'units', cursor: nextCursor, ...(q ? { q } : {}) } as const } : {}),
  }
}

export async function unitScreen(visit: Visit, id: string): Promise<Screen> {
  const { runtime, actor, now } = visit
  const { locale } = actor
  const unit = await getAsset(runtime.database.db, actor, id, now)
  const meters = unit.meters.map(({ meter, total, at: read, stale }) => {
    const value =
      total === null ? say(locale, 'units.neverRead') : `${number(visit, total)} ${meterWords(visit, meter)}`
    return html`${value}${read ? ` (${at(visit, read)})` : ''}${stale ? ' ⏰' : ''}`
  })
  const active = unit.archivedAt === null
  return {
    text: lines(
      html`<b>${unit.code}</b> · ${cut(unit.name, 120)}`,
      html`${unit.type.name} · ${unit.site.name}${unit.plate ? ` · ${unit.plate}` : ''}`,
      html`${statusWords(visit, unit.status)}${unit.statusReason ? ` · ${cut(unit.statusReason, 300)}` : ''}`,
      ...meters,
      html`${say(locale, 'units.openOrders', { count: unit.openOrders })}`,
    ),
    buttons: [
      ...(active
        ? unit.meters.map(({ meter }) => [
            button(say(locale, 'units.read', { meter: meterWords(visit, meter) }), `read:${id}:${meter}`),
          ])
        : []),
      ...(active ? [[button(say(locale, 'units.report'), `fault:${id}`)]] : []),
      webButton(visit, `/assets/${id}`),
    ].filter((row) => row.length > 0),
  }
}

export async function askReading(visit: Visit, assetId: string, chosen: string): Promise<Screen> {
  const { runtime, actor, now } = visit
  const unit = await getAsset(runtime.database.db, actor, assetId, now)
  const meter = meterKinds.find((known) => known === chosen)
  const state = unit.meters.find((one) => one.meter === meter)
  if (!meter || !state) return unitScreen(visit, assetId)
  const last =
    state.total === null || !state.at
      ? null
      : say(actor.locale, 'reading.last', { value: number(visit, state.total), at: at(visit, state.at) })
  return {
    text: lines(
      html`<b>${unit.code}</b> · ${cut(unit.name, 120)}`,
      last,
      say(actor.locale, 'reading.ask', { meter: meterWords(visit, meter) }),
    ),
    buttons: column(button(say(actor.locale, 'back'), `u:${assetId}`)),
    asks: { kind: 'reading', assetId, meter },
  }
}

/** A typed reading; one that the rules refuse is asked for again, with the reason. */
export async function readingText(visit: Visit, text: string): Promise<Screen | null> {
  const { asked, runtime, actor } = visit
  if (asked?.kind !== 'reading') return null
  const { assetId, meter } = asked
  return orRefusal(
    visit,
    async () => {
      const value = readingForm.shape.value.safeParse(typedNumber(text))
      if (!value.success) throw refuseField('value', 'invalid')
      await addReading(runtime, actor, { assetId, meter, value: value.data })
      const unit = await unitScreen(visit, assetId)
      return { ...unit, text: lines(say(actor.locale, 'reading.done'), '', unit.text) }
    },
    () => askReading(visit, assetId, meter),
  )
}
