import { openStatuses } from '../../../domain/work-order.ts'
import { profile } from '../../features/people/queries.ts'
import { countWorkOrders } from '../../features/work-orders/list-query.ts'
import { words } from '../../platform/words.ts'
import { html, lines } from './html.ts'
import { linkOf } from './queries.ts'
import { at, button, column, type Screen, say, type Visit, zoneOf } from './screen.ts'
import { unitsMatching } from './units.ts'

const notOperating = 'STOPPED,IN_MAINTENANCE,OUT_OF_SERVICE'

/** What a person can do here, and how to begin. */
export function helpScreen({ actor }: Visit, commands: readonly string[]): Screen {
  const { locale } = actor
  return {
    text: lines(
      html`<b>${say(locale, 'help.title', { name: actor.name })}</b>`,
      ...commands.map((name) => html`/${name} · ${say(locale, `command.${name}`)}`),
      html`\n${say(locale, 'help.photo')}`,
    ),
    buttons: column(button(say(locale, 'help.orders'), 'o'), button(say(locale, 'help.report'), 'fault')),
  }
}

/** The open work in the person's scope by state, and the units that cannot work now. */
export async function statusScreen(visit: Visit): Promise<Screen> {
  const { runtime, actor, now } = visit
  const { locale } = actor
  const { db } = runtime.database
  const { items } = await countWorkOrders(db, { actor, now, zone: zoneOf(visit) }, { status: [...openStatuses] })
  const count = (status: string) =>
    items.filter((item) => item.status === status).reduce((sum, item) => sum + item.count, 0)
  const { items: down, nextCursor } = await unitsMatching(visit, undefined, undefined, notOperating)
  return {
    text: lines(
      html`<b>${say(locale, 'status.orders')}</b>`,
      ...openStatuses.map((status) => html`${words(locale, `work-orders.status.${status}`)}: ${count(status)}`),
      html`\n<b>${say(locale, down.length > 0 ? 'status.down' : 'status.allWork')}</b>`,
      ...down.map((unit) => html`<b>${unit.code}</b> · ${words(locale, `documents.status.${unit.status}`)}`),
      nextCursor ? say(locale, 'status.andMore') : null,
    ),
    buttons: column(button(say(locale, 'help.orders'), 'o')),
  }
}

export async function myInfoScreen(visit: Visit): Promise<Screen> {
  const { runtime, actor } = visit
  const { locale } = actor
  const { db } = runtime.database
  const me = await profile(db, actor.personId!)
  const link = await linkOf(db, me.id)
  return {
    text: lines(
      html`<b>${me.name}</b>`,
      html`${me.email}`,
      html`${say(locale, `role.${me.role}`)}`,
      html`${say(locale, 'myinfo.sites')}: ${me.sites?.map(({ name }) => name).join(', ') ?? say(locale, 'myinfo.everySite')}`,
      link ? html`${say(locale, 'myinfo.linked', { at: at(visit, link.linkedAt) })}` : null,
    ),
  }
}
