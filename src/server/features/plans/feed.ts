import { eq, sql } from 'drizzle-orm'
import type { Locale } from '../../../contract/errors.ts'
import type { Role } from '../../../contract/permissions.ts'
import { allowed } from '../../../contract/permissions.ts'
import type { DueItem } from '../../../contract/plans.ts'
import { addDays, dateAt } from '../../../domain/civil-time.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { words } from '../../platform/words.ts'
import { dueItems } from './outlook.ts'
import { calendarFeed } from './tables.ts'

const daysAhead = 365
const daysBack = 30

export async function feedOf(db: Db, actor: Actor) {
  const [feed] = await db.rows<{ createdAt: string; lastReadAt: string | null }>(sql`
    SELECT created_at AS "createdAt", last_read_at AS "lastReadAt" FROM calendar_feed WHERE person_id = ${actor.personId}`)
  return feed ?? { createdAt: null, lastReadAt: null }
}

/** A new secret address; the one before stops working. */
export const openFeed = command('plan.subscribe', async ({ tx, actor, now, audit }): Promise<{ path: string }> => {
  if (!actor.personId) throw notFound()
  const token = randomToken()
  const values = { tokenHash: tokenHash(token), createdAt: now, lastReadAt: null }
  await tx
    .insert(calendarFeed)
    .values({ personId: actor.personId, ...values })
    .onConflictDoUpdate({ target: calendarFeed.personId, set: values })
  audit('calendarFeed.created', { type: 'person', id: actor.personId }, null, null)
  return { path: `/api/v1/plan-feeds/${token}.ics` }
})

export const closeFeed = command('plan.subscribe', async ({ tx, actor, audit }): Promise<null> => {
  if (!actor.personId) throw notFound()
  const removed = await tx.delete(calendarFeed).where(eq(calendarFeed.personId, actor.personId)).returning()
  if (removed.length === 0) throw notFound()
  audit('calendarFeed.removed', { type: 'person', id: actor.personId }, null, null)
  return null
})

/** The person a secret address speaks for, with the sites they have today; 404 when it does not or no longer does. */
async function readerOf(runtime: Runtime, token: string, requestId: string): Promise<Actor> {
  const [row] = await runtime.database.db.rows<{
    personId: string
    name: string
    role: Role
    locale: Locale
    siteIds: string[]
  }>(sql`
    WITH RECURSIVE feed AS (SELECT person_id FROM calendar_feed WHERE token_hash = ${tokenHash(token)}),
    reach AS (
      SELECT ps.site_id AS id FROM feed f JOIN person_site ps ON ps.person_id = f.person_id
      UNION
      SELECT c.id FROM site c JOIN reach r ON c.parent_id = r.id
    ),
    read AS (UPDATE calendar_feed SET last_read_at = ${runtime.now()} WHERE person_id IN (SELECT person_id FROM feed))
    SELECT p.id AS "personId", p.name, p.role, p.locale, coalesce((SELECT json_agg(id) FROM reach), '[]') AS "siteIds"
    FROM feed f JOIN person p ON p.id = f.person_id WHERE p.deactivated_at IS NULL`)
  if (!row || !allowed(row.role, 'plan.read')) throw notFound()
  const { personId, name, role, locale, siteIds } = row
  return { personId, name, role, locale, requestId, channel: 'public', siteIds: role === 'ADMIN' ? null : siteIds }
}

const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** Lines of at most 75 octets, continued with a space (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const sign of line) {
    const octets = Buffer.byteLength(sign)
    if (length + octets > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      length = 0
    }
    part += sign
    length += octets
  }
  return [...parts, part].join('\r\n ')
}

const day = (date: string) => date.replaceAll('-', '')

function eventOf(item: DueItem, actor: Actor, stamp: string, base: string): string[] {
  const { on, plan, asset, order, service, hours } = item
  const what = order ? service : `${plan.name}: ${service}`
  const uid = order ? `order-${order.id}` : `${plan.id}-${asset.id}-${on}`
  const facts = words(actor.locale, order ? 'plans.feedOrder' : 'plans.feedExpected', {
    number: order?.number ?? '',
    hours: hours.toLocaleString(actor.locale),
  })
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@faena`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day(on)}`,
    `DTEND;VALUE=DATE:${day(addDays(on, 1))}`,
    `SUMMARY:${escaped(`${asset.code} · ${what}`)}`,
    `DESCRIPTION:${escaped(`${asset.name}\n${facts}`)}`,
    `URL:${base}${order ? `/work-orders/${order.id}` : `/plans/${plan.id}`}`,
    `STATUS:${order ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** The maintenance calendar of a year as iCalendar (RFC 5545), for whoever has the secret address. */
export async function readFeed(runtime: Runtime, token: string, requestId: string, base: string): Promise<string> {
  const actor = await readerOf(runtime, token, requestId)
  const now = runtime.now()
  const today = dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE)
  const items = await dueItems(runtime, actor, { from: addDays(today, -daysBack), to: addDays(today, daysAhead) })
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Faena//Maintenance//ES',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(words(actor.locale, 'plans.feedName', { company: runtime.config.COMPANY_NAME }))}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...items.flatMap((item) => eventOf(item, actor, stamp, base)),
    'END:VCALENDAR',
  ]
  return `${lines.map(foldLine).join('\r\n')}\r\n`
}
