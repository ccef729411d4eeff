import { sql } from 'drizzle-orm'
import type {
  DeliveryItem,
  DeliveryQuery,
  Notice,
  NoticePreferences,
  NoticeQuery,
  NoticeSummary,
} from '../../../contract/notices.ts'
import { channelsOf, defaultSettings, type PersonalChannel, personalChannels } from '../../../domain/notice.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { noticeKinds, ruleOf } from './rules.ts'
import { noticeWords } from './wording.ts'

type NoticeRow = Omit<Notice, 'title' | 'text'> & { params: Record<string, string | number> }

const noticeColumns = sql`
  n.id, h.kind, h.level, h.params, h.path, n.created_at AS "createdAt", n.read_at AS "readAt",
  h.acknowledged_at AS "acknowledgedAt",
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "acknowledgedBy"`

const noticeTables = sql`
  notice n JOIN happening h ON h.id = n.happening_id LEFT JOIN person p ON p.id = h.acknowledged_by`

function toNotice({ params, ...row }: NoticeRow, actor: Actor, zone: string): Notice {
  return { ...row, ...noticeWords({ kind: row.kind, params }, actor.locale, zone) }
}

/** The actor's own notices, the newest first. */
export async function listNotices({ database, config }: Runtime, actor: Actor, query: NoticeQuery) {
  const by = { by: sql`n.created_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`n.id`, 'desc', query.cursor)
  const rows = await database.db.rows<NoticeRow & { cursor: unknown }>(sql`
    SELECT ${noticeColumns}, ${cursor} AS cursor FROM ${noticeTables}
    WHERE n.person_id = ${actor.personId} AND ${after}
      AND ${query.unread === undefined ? sql`true` : sql`(n.read_at IS NULL) = ${query.unread}`}
      AND ${query.level ? sql`h.level = ${query.level}` : sql`true`}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map((row) => toNotice(row, actor, config.COMPANY_TIME_ZONE)), nextCursor }
}

export async function getNotice(db: Db, actor: Actor, id: string, zone: string): Promise<Notice | null> {
  const [row] = await db.rows<NoticeRow>(sql`
    SELECT ${noticeColumns} FROM ${noticeTables} WHERE n.id = ${id} AND n.person_id = ${actor.personId}`)
  return row ? toNotice(row, actor, zone) : null
}

export async function noticeSummary(db: Db, actor: Actor): Promise<NoticeSummary> {
  const [row] = await db.rows<NoticeSummary>(sql`
    SELECT count(*) FILTER (WHERE n.read_at IS NULL)::int AS unread,
      count(*) FILTER (WHERE h.level = 'CRITICAL' AND h.acknowledged_at IS NULL)::int AS critical
    FROM notice n JOIN happening h ON h.id = n.happening_id
    WHERE n.person_id = ${actor.personId} AND (n.read_at IS NULL OR (h.level = 'CRITICAL' AND h.acknowledged_at IS NULL))`)
  return row!
}

interface PreferenceRow {
  quiet: NoticePreferences['quiet']
  normal: NoticePreferences['normal']
  informative: NoticePreferences['informative']
  version: number
  reached: PersonalChannel[]
  choices: Record<string, PersonalChannel[]>
}

/** What a person set, completed by what is usual. */
export async function preferencesOf(db: Db, runtime: Runtime, actor: Actor): Promise<NoticePreferences> {
  const [row] = await db.rows<PreferenceRow>(sql`
    SELECT CASE WHEN s.quiet_from IS NOT NULL THEN json_build_object('from', s.quiet_from, 'to', s.quiet_to) END AS quiet,
      coalesce(s.normal, ${defaultSettings.normal}) AS normal,
      coalesce(s.informative, ${defaultSettings.informative}) AS informative, coalesce(s.version, 0) AS version,
      (SELECT coalesce(json_agg(DISTINCT a.channel), '[]') FROM channel_address a WHERE a.person_id = p.id) AS reached,
      (SELECT coalesce(json_object_agg(c.kind, c.channels), '{}') FROM notice_choice c WHERE c.person_id = p.id) AS choices
    FROM person p LEFT JOIN notice_setting s ON s.person_id = p.id WHERE p.id = ${actor.personId}`)
  const { reached, choices, ...settings } = row!
  const available = personalChannels.filter((channel) => runtime.channels.includes(channel))
  const concerned = noticeKinds.filter((kind) => concerns(actor, ruleOf(kind).to))
  return {
    ...settings,
    available,
    reachable: available.filter((channel) => channel === 'email' || reached.includes(channel)),
    kinds: concerned.map((kind) => ({
      kind,
      name: words(actor.locale, `notices.${kind}.name`),
      level: ruleOf(kind).level,
      channels: channelsOf(ruleOf(kind).channels, choices[kind] ?? null, personalChannels),
    })),
  }
}

/** Whether a kind ever reaches somebody of this role. */
function concerns({ role }: Actor, to: readonly string[]): boolean {
  if (role === 'ADMIN') return true
  return to.includes('PEOPLE') || (role === 'SUPERVISOR' && to.includes('SUPERVISORS'))
}

type DeliveryRow = Omit<DeliveryItem, 'title'> & { params: Record<string, string | number> }

/** What went out and what did not, for administrators; the newest first. */
export async function listDeliveries({ database, config }: Runtime, actor: Actor, query: DeliveryQuery) {
  const by = { by: sql`d.created_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`d.id`, 'desc', query.cursor)
  const rows = await database.db.rows<DeliveryRow & { cursor: unknown }>(sql`
    SELECT d.id, d.channel, d.state, d.reminder, d.attempts, d.last_error AS "lastError", d.created_at AS "createdAt",
      d.settled_at AS "settledAt", h.kind, h.params,
      CASE WHEN d.state IN ('WAITING', 'SENDING') THEN d.due_at END AS "dueAt",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS person, ${cursor} AS cursor
    FROM delivery d JOIN happening h ON h.id = d.happening_id LEFT JOIN person p ON p.id = d.person_id
    WHERE ${after} AND ${query.channel ? sql`d.channel = ${query.channel}` : sql`true`}
      AND ${query.state ? sql`d.state = ${query.state}` : sql`true`}
      AND ${query.personId ? sql`d.person_id = ${query.personId}` : sql`true`}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return {
    items: items.map(({ params, ...row }) => ({
      ...row,
      title: noticeWords({ kind: row.kind, params }, actor.locale, config.COMPANY_TIME_ZONE).title,
    })),
    nextCursor,
  }
}
