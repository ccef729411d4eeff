import { publicReport } from '../../../contract/requests.ts'
import { faultRequestLimits } from '../../../domain/fault-request.ts'
import { getAsset } from '../../features/fleet/queries.ts'
import { submitReport } from '../../features/requests/report.ts'
import { reasonOf } from './api.ts'
import { cut, html, lines } from './html.ts'
import { button, column, orRefusal, type Screen, say, type Visit } from './screen.ts'
import { unitsMatching } from './units.ts'

/** Gets the bytes of a picture that somebody sent, by the name Telegram gave it. */
export type FetchPhoto = (fileId: string) => Promise<Buffer>

type Told = { assetId?: string; what?: string; canMove?: boolean; photos: string[] }

/** The next question of a report: which unit, what fails, whether it can move; then pictures and sending. */
async function ask(visit: Visit, report: Told): Promise<Screen> {
  const { runtime, actor, now } = visit
  const { locale } = actor
  const asks = { kind: 'report', ...report } as const
  const cancel = [button(say(locale, 'cancel'), 'drop')]
  if (!report.assetId) {
    const { items } = await unitsMatching(visit)
    if (items.length === 0) return { text: html`${say(locale, 'report.noUnits')}` }
    const units = items.map((unit) => button(cut(`${unit.code} · ${unit.name}`, 60), `fault:${unit.id}`))
    return { text: html`${say(locale, 'report.askUnit')}`, buttons: [...column(...units), cancel], asks }
  }
  const unit = await getAsset(runtime.database.db, actor, report.assetId, now)
  const head = html`<b>${unit.code}</b> · ${cut(unit.name, 120)}`
  if (!report.what) return { text: lines(head, say(locale, 'report.askWhat')), buttons: [cancel], asks }
  const said = lines(head, html`«${cut(report.what, 200)}»`)
  if (report.canMove === undefined) {
    const choices = [button(say(locale, 'yes'), 'moves:yes'), button(say(locale, 'no'), 'moves:no')]
    return { text: lines(said, say(locale, 'report.askCanMove')), buttons: [choices, cancel], asks }
  }
  const { length } = report.photos
  const more =
    length < faultRequestLimits.photos ? say(locale, 'report.askPhoto', { most: faultRequestLimits.photos }) : null
  return {
    text: lines(
      said,
      html`${say(locale, report.canMove ? 'report.moves' : 'report.stopped')}`,
      say(locale, 'report.photos', { count: length }),
      more,
    ),
    buttons: [[button(say(locale, 'report.send'), 'send')], cancel],
    asks,
  }
}

export const askReport = (visit: Visit, assetId?: string): Promise<Screen> => {
  const { asked } = visit
  const begun: Told = asked?.kind === 'report' && !asked.assetId ? asked : { photos: [] }
  return ask(visit, { ...begun, ...(assetId ? { assetId } : {}) })
}

/** Words typed during a report: the unit to look for, or what fails. */
export async function reportText(visit: Visit, text: string): Promise<Screen | null> {
  const { asked, actor } = visit
  if (asked?.kind !== 'report') return null
  const { kind: _, ...report } = asked
  if (report.assetId) {
    const { what } = report
    return ask(visit, { ...report, what: what ?? cut(text.trim(), 200) })
  }
  const { items } = await unitsMatching(visit, text.trim())
  const [only, ...others] = items
  if (only && others.length === 0) return ask(visit, { ...report, assetId: only.id })
  const units = items.map((unit) => button(cut(`${unit.code} · ${unit.name}`, 60), `fault:${unit.id}`))
  return {
    text: html`${say(actor.locale, items.length > 0 ? 'report.askUnit' : 'units.noMatch')}`,
    buttons: [...column(...units), [button(say(actor.locale, 'cancel'), 'drop')]],
    asks: asked,
  }
}

export async function canMove(visit: Visit, answer: string): Promise<Screen | null> {
  const { asked } = visit
  if (asked?.kind !== 'report') return null
  const { kind: _, ...report } = asked
  return ask(visit, { ...report, canMove: answer === 'yes' })
}

/** A picture, with whatever is written under it; without a report it begins one. */
export async function reportPhoto(visit: Visit, fileId: string, caption: string): Promise<Screen> {
  const { kind: _, ...report } = visit.asked?.kind === 'report' ? visit.asked : { kind: 'report', photos: [] }
  const told: Told = report
  const photos = [...told.photos, fileId].slice(0, faultRequestLimits.photos)
  const what = told.what ?? (caption.trim() ? cut(caption.trim(), 200) : undefined)
  return ask(visit, { ...told, photos, ...(what ? { what } : {}) })
}

/** Hands the report to those who plan, as one from a label is; it stays as told when a picture cannot be fetched. */
export async function sendReport(visit: Visit, fetchPhoto: FetchPhoto): Promise<Screen | null> {
  const { asked, runtime, actor, now } = visit
  if (asked?.kind !== 'report') return null
  const { kind: _, ...report } = asked
  const { assetId, what, canMove: moves, photos } = report
  if (!assetId || !what || moves === undefined) return ask(visit, report)
  return orRefusal(
    visit,
    async () => {
      const unit = await getAsset(runtime.database.db, actor, assetId, now)
      const pictures: { name: string; bytes: Buffer }[] = []
      try {
        for (const fileId of photos) pictures.push({ name: 'telegram.jpg', bytes: await fetchPhoto(fileId) })
      } catch (error) {
        runtime.log.warn({ reason: reasonOf(error) }, 'telegram picture')
        const again = await ask(visit, report)
        return { ...again, text: lines(say(actor.locale, 'report.photoFailed'), '', again.text) }
      }
      const form = publicReport.parse({ what, canMove: String(moves) })
      await submitReport(runtime, actor, { assetId, report: form, photos: pictures })
      return { text: lines(html`<b>${unit.code}</b> · ${cut(unit.name, 120)}`, say(actor.locale, 'report.done')) }
    },
    // A picture that is none would be refused for ever.
    ({ code }) => ask(visit, code.startsWith('file.') ? { ...report, photos: [] } : report),
  )
}
