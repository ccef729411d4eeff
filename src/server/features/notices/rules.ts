import { type SQL, sql } from 'drizzle-orm'
import type { NoticeLevel, PersonalChannel } from '../../../domain/notice.ts'
import type { Db } from '../../platform/database/database.ts'
import type { EventName, EventPayloads } from '../../platform/events.ts'

/** Kinds that no event tells of: only the clock does. */
interface WatchedPayloads {
  'workOrder.due': { id: string }
  'workOrder.overdue': { id: string }
  'asset.stillDown': { id: string }
}

export type Payloads = Omit<EventPayloads, keyof WatchedPayloads> & WatchedPayloads
export type Audience = 'SUPERVISORS' | 'ADMINISTRATORS' | 'PEOPLE'

/** What one happening says, to whom: the answer of a rule. */
export interface Told {
  /** The same for a repetition of the same happening, within the kind. */
  key: string
  siteId: string | null
  /** Those the audience `PEOPLE` means. */
  people?: string[]
  /** Whoever did it knows already. */
  except?: string | null
  params: Record<string, string | number>
  path: string
}

export interface Moment {
  db: Db
  now: string
  /** Names what happened this once; the same when a job is done again. */
  occurrence: string
}

/** From a payload to people. The sentences are `notices.<kind>.title` and `.text` of the server's catalogue. */
export interface Rule<P> {
  level: NoticeLevel
  /** The usual channels, unless a person chooses others. */
  channels: readonly PersonalChannel[]
  /** Also to the company's Slack channel. */
  slack?: boolean
  to: readonly Audience[]
  tell(moment: Moment, payload: P): Promise<Told | null>
  /** For kinds that the clock finds: when to look, and for what nobody was told of yet. */
  watch?: { cron: string; find(moment: Omit<Moment, 'occurrence'>): Promise<P[]> }
}

const everyChannel = ['email', 'push', 'telegram'] as const

/** The first row of `select` as what is told, or nothing when the record is not there any more. */
async function tellOne(db: Db, select: SQL): Promise<Told | null> {
  const [row] = await db.rows<Told>(select)
  return row ?? null
}

const tellOrder = (db: Db, id: string, key: SQL, more: { condition?: SQL; except?: string | null } = {}) =>
  tellOne(
    db,
    sql`
    SELECT ${key} AS key, w.site_id AS "siteId", array_remove(ARRAY[w.assignee_id]::text[], NULL) AS people,
      ${more.except ?? null}::text AS except, '/work-orders/' || w.id AS path,
      json_build_object('number', w.number, 'title', w.title, 'unit', a.code, 'at', w.due_at,
        'person', coalesce(p.name, '—')) AS params
    FROM work_order w JOIN asset a ON a.id = w.asset_id LEFT JOIN person p ON p.id = w.assignee_id
    WHERE w.id = ${id} AND ${more.condition ?? sql`true`}`,
  )

const isOpen = sql`w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')`
/** As the index of open orders has it. */
const due = sql`coalesce(w.due_at, 'infinity'::timestamptz)`
const untold = (key: SQL) => sql`NOT EXISTS (SELECT FROM happening h WHERE h.key = ${key})`
const dueKey = sql`w.id || ' ' || w.due_at`
const downKey = (now: string) => sql`
  a.id || ' ' || a.status_since || ' ' || floor(extract(epoch FROM ${now}::timestamptz - a.status_since) / 14400)`

/** A run of a watch tells of this many at most; the next one goes on. */
const most = 500

/** Every kind of notice. A new event needs one entry here and its two sentences in each language. */
export const rules = {
  'workOrder.assigned': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['PEOPLE'],
    tell: ({ db, occurrence }, { id, assigneeId, by }) =>
      tellOrder(db, id, sql`${occurrence}`, {
        condition: sql`w.assignee_id = ${assigneeId} AND ${isOpen}`,
        except: by,
      }),
  },
  'workOrder.due': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['PEOPLE'],
    tell: ({ db }, { id }) => tellOrder(db, id, dueKey, { condition: isOpen }),
    watch: {
      cron: '5,35 * * * *',
      find: ({ db, now }) =>
        db.rows(sql`
          SELECT w.id FROM work_order w
          WHERE ${isOpen} AND w.assignee_id IS NOT NULL AND ${due} > ${now}::timestamptz
            AND ${due} <= ${now}::timestamptz + interval '24 hours'
            AND ${untold(sql`'workOrder.due ' || ${dueKey}`)} ORDER BY ${due} LIMIT ${most}`),
    },
  },
  'workOrder.overdue': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['PEOPLE', 'SUPERVISORS'],
    tell: ({ db }, { id }) => tellOrder(db, id, dueKey, { condition: isOpen }),
    watch: {
      cron: '*/30 * * * *',
      // Who comes back after months, or imports old orders, is not told of each of them.
      find: ({ db, now }) =>
        db.rows(sql`
          SELECT w.id FROM work_order w
          WHERE ${isOpen} AND ${due} < ${now}::timestamptz AND ${due} > ${now}::timestamptz - interval '7 days'
            AND ${untold(sql`'workOrder.overdue ' || ${dueKey}`)} ORDER BY ${due} LIMIT ${most}`),
    },
  },
  'workOrder.completed': {
    level: 'INFORMATIVE',
    channels: ['email'],
    to: ['SUPERVISORS'],
    tell: ({ db, occurrence }, { id }) =>
      tellOrder(db, id, sql`${occurrence}`, { condition: sql`w.status = 'COMPLETED'` }),
  },
  'workOrder.reopened': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['PEOPLE'],
    tell: ({ db, occurrence }, { id, by }) => tellOrder(db, id, sql`${occurrence}`, { condition: isOpen, except: by }),
  },
  'inspection.criticalFailure': {
    level: 'CRITICAL',
    channels: everyChannel,
    slack: true,
    to: ['SUPERVISORS'],
    tell: ({ db }, { id }) =>
      tellOne(
        db,
        sql`
        SELECT i.id AS key, i.site_id AS "siteId", '/inspections/' || i.id AS path,
          json_build_object('unit', a.code, 'name', a.name, 'number', i.number, 'person', p.name) AS params
        FROM inspection i JOIN asset a ON a.id = i.asset_id JOIN person p ON p.id = i.inspector_id WHERE i.id = ${id}`,
      ),
  },
  'asset.stillDown': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['SUPERVISORS'],
    tell: ({ db, now }, { id }) =>
      tellOne(
        db,
        sql`
        SELECT ${downKey(now)} AS key, a.site_id AS "siteId", '/assets/' || a.id AS path,
          json_build_object('unit', a.code, 'name', a.name, 'at', a.status_since,
            'reason', coalesce(a.status_reason, '—')) AS params
        FROM asset a WHERE a.id = ${id} AND a.status <> 'OPERATING' AND a.archived_at IS NULL`,
      ),
    watch: {
      cron: '0 */4 * * *',
      find: ({ db, now }) =>
        db.rows(sql`
          SELECT a.id FROM asset a
          WHERE a.criticality = 'HIGH' AND a.status IN ('STOPPED', 'IN_MAINTENANCE') AND a.archived_at IS NULL
            AND a.status_since < ${now}::timestamptz - interval '4 hours'
            AND a.status_since > ${now}::timestamptz - interval '30 days'
            AND ${untold(sql`'asset.stillDown ' || ${downKey(now)}`)} ORDER BY a.status_since LIMIT ${most}`),
    },
  },
  'stock.low': {
    level: 'NORMAL',
    channels: ['email', 'telegram'],
    to: ['SUPERVISORS'],
    tell: ({ db, occurrence }, { partId, siteId }) =>
      tellOne(
        db,
        sql`
        SELECT ${occurrence} AS key, s.id AS "siteId", '/inventory/' || p.id AS path,
          json_build_object('part', p.number, 'name', p.description, 'site', s.name) AS params
        FROM part p, site s WHERE p.id = ${partId} AND s.id = ${siteId}`,
      ),
  },
  'document.expiring': {
    level: 'NORMAL',
    channels: ['email', 'telegram'],
    to: ['PEOPLE', 'SUPERVISORS'],
    tell: ({ db }, { id, days }) =>
      tellOne(
        db,
        sql`
        SELECT ${`${id} ${days}`} AS key,
          coalesce(a.site_id, (SELECT ps.site_id FROM person_site ps WHERE ps.person_id = p.id ORDER BY 1 LIMIT 1)) AS "siteId",
          array_remove(ARRAY[p.id]::text[], NULL) AS people,
          CASE WHEN a.id IS NULL THEN '/documents' ELSE '/assets/' || a.id END AS path,
          json_build_object('document', t.name_es, 'documentEn', t.name_en, 'days', ${days}::int,
            'of', coalesce(a.code, p.name)) AS params
        FROM document d JOIN document_type t ON t.id = d.type_id
        LEFT JOIN asset a ON a.id = d.asset_id LEFT JOIN person p ON p.id = d.person_id
        WHERE d.id = ${id} AND d.voided_at IS NULL`,
      ),
  },
  'faultRequest.submitted': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['SUPERVISORS'],
    tell: ({ db }, { id }) => tellRequest(db, id, sql`true`),
  },
  'faultRequest.triaged': {
    level: 'INFORMATIVE',
    channels: [],
    to: ['SUPERVISORS'],
    tell: ({ db }, { id }) => tellRequest(db, id, sql`r.status <> 'NEW'`),
  },
  'plan.due': {
    level: 'INFORMATIVE',
    channels: ['email'],
    to: ['SUPERVISORS'],
    tell: ({ db }, { workOrderId }) => tellOrder(db, workOrderId, sql`w.id`, { condition: isOpen }),
  },
  'prediction.highRisk': {
    level: 'NORMAL',
    channels: everyChannel,
    to: ['SUPERVISORS'],
    tell: ({ db }, { id, assetId }) =>
      tellOne(
        db,
        sql`
        SELECT ${id} AS key, a.site_id AS "siteId", '/predictions' AS path,
          json_build_object('unit', a.code, 'name', a.name) AS params
        FROM asset a WHERE a.id = ${assetId}`,
      ),
  },
  'model.failed': {
    level: 'NORMAL',
    channels: everyChannel,
    slack: true,
    to: ['ADMINISTRATORS'],
    tell: async ({ occurrence }, { code }) => ({
      key: occurrence,
      siteId: null,
      params: { code },
      path: '/predictions',
    }),
  },
  'model.drifted': {
    level: 'INFORMATIVE',
    channels: everyChannel,
    to: ['ADMINISTRATORS'],
    tell: async ({ now }, { id }) => ({
      key: `${id} ${now.slice(0, 7)}`,
      siteId: null,
      params: {},
      path: '/predictions/models',
    }),
  },
  'import.finished': {
    level: 'INFORMATIVE',
    channels: [],
    to: ['PEOPLE'],
    tell: ({ db, occurrence }, { id }) =>
      tellOne(
        db,
        sql`
        SELECT ${occurrence} AS key, NULL AS "siteId", array_remove(ARRAY[created_by]::text[], NULL) AS people,
          '/imports/' || id AS path, json_build_object('file', file_name) AS params
        FROM import_run WHERE id = ${id}`,
      ),
  },
  'system.alert': {
    level: 'NORMAL',
    channels: everyChannel,
    slack: true,
    to: ['ADMINISTRATORS'],
    tell: async ({ now }, { kind, value, since }) => ({
      // A trouble that lasts, or that several processes see, is told of once an hour.
      key: `${kind} ${now.slice(0, 13)}`,
      siteId: null,
      params: { alert: kind, value, at: since },
      path: '/notices',
    }),
  },
  'job.failed': {
    level: 'NORMAL',
    channels: everyChannel,
    slack: true,
    to: ['ADMINISTRATORS'],
    tell: async (_, { id, queue }) => ({ key: id, siteId: null, params: { queue }, path: '/notices' }),
  },
} satisfies { [N in keyof Payloads]?: Rule<Payloads[N]> }

function tellRequest(db: Db, id: string, condition: SQL): Promise<Told | null> {
  return tellOne(
    db,
    sql`
    SELECT r.id || ' ' || r.status AS key, a.site_id AS "siteId", r.triaged_by AS except, '/requests' AS path,
      json_build_object('unit', a.code, 'what', r.what, 'status', r.status) AS params
    FROM fault_request r JOIN asset a ON a.id = r.asset_id WHERE r.id = ${id} AND ${condition}`,
  )
}

export type NoticeKind = keyof typeof rules
export const noticeKinds = Object.keys(rules) as NoticeKind[]

/** The rule of a kind, as everything but its payload sees it. */
export const ruleOf = (kind: NoticeKind) => rules[kind] as Rule<unknown>

/** The events that notices follow. */
export const followedEvents = noticeKinds.filter((kind) => !ruleOf(kind).watch) as (NoticeKind & EventName)[]
