import { sql } from 'drizzle-orm'
import type { LiveChange } from '../../../contract/live.ts'
import { allowed } from '../../../contract/permissions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { scopeKey, seenBy, topicOf, topics } from './topics.ts'

type TopicName = keyof typeof topics

/** A row of the audit chain, as far as live messages need to know it. */
export interface Entry {
  seq: number
  entityType: string
  entityId: string
  /** Who and where it belonged to before, when that changed: they have to forget it. */
  formerPerson: string | null
  formerSite: string | null
}

/** Rows after `after` up to `until`, at most `limit`. A file's row counts as one about its owner. */
export function entriesAfter(db: Db, after: number, until: number, limit: number): Promise<Entry[]> {
  return db.rows(sql`
    SELECT e.seq, coalesce(f.owner_type, e.entity_type) AS "entityType", coalesce(f.owner_id::text, e.entity_id) AS "entityId",
      e.changes::jsonb #>> '{assigneeId,0}' AS "formerPerson", e.changes::jsonb #>> '{siteId,0}' AS "formerSite"
    FROM audit_entry e LEFT JOIN file f ON f.id = CASE WHEN e.entity_type = 'file' THEN e.entity_id::uuid END
    WHERE e.seq > ${after} AND e.seq <= ${until} ORDER BY e.seq LIMIT ${limit}`)
}

/** More ids of a topic than this in one message are told as one without id. */
const mostIds = 50

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

interface Group {
  ids: string[]
  entries: Entry[]
}

function byTopic(entries: readonly Entry[]): Map<TopicName, Group> {
  const groups = new Map<TopicName, Group>()
  for (const entry of entries) {
    const topic = topicOf[entry.entityType]
    if (!topic || !isUuid(entry.entityId)) continue
    const group = groups.get(topic) ?? { ids: [], entries: [] }
    groups.set(topic, group)
    group.entries.push(entry)
    if (!group.ids.includes(entry.entityId)) group.ids.push(entry.entityId)
  }
  return groups
}

/** Whether one of the rows took something away from the actor. */
function lostSome({ personId, role, siteIds }: Actor, entries: readonly Entry[]): boolean {
  return entries.some(({ formerPerson, formerSite }) =>
    role === 'OPERATOR' ? formerPerson === personId : formerSite !== null && siteIds?.includes(formerSite),
  )
}

/** What each of `actors` is told of these rows of the chain, by position: permission first, then the scope of the records. */
export async function changesFor(
  db: Db,
  actors: readonly Actor[],
  entries: readonly Entry[],
  seq: number,
): Promise<LiveChange[][]> {
  const told: LiveChange[][] = actors.map(() => [])
  for (const [topic, { ids, entries: rows }] of byTopic(entries)) {
    const { permission, visible } = topics[topic]
    const concerned = actors.filter(({ role }) => allowed(role, permission))
    const seen = visible && concerned.length > 0 ? await seenBy(db, visible, ids, concerned) : null
    const anonymous = { topic, id: null, version: null, seq }
    for (const [index, actor] of actors.entries()) {
      if (!allowed(actor.role, permission)) continue
      const mine = seen?.get(scopeKey(actor)) ?? []
      if (!seen || mine.length > mostIds) told[index]!.push(anonymous)
      else {
        for (const { id, version } of mine) told[index]!.push({ topic, id, version, seq })
        if (lostSome(actor, rows)) told[index]!.push(anonymous)
      }
    }
  }
  return told
}
