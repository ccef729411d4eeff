import { sql } from 'drizzle-orm'
import { type Point, pointsOf } from '../../../domain/checklist.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { formatInspectionNumber } from '../../../domain/inspection-number.ts'
import { predefinedChecklists } from '../../../domain/predefined-checklists.ts'
import type { SystemCode } from '../../../domain/system.ts'
import { simulateInspection } from '../../../simulation/inspect.ts'
import { createRandom, type Random } from '../../../simulation/random.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { file } from '../files/tables.ts'
import { type PastInspection, recordHistory } from '../inspections/history/commands.ts'
import { demoPicture } from './picture.ts'

/** More would make a large demo slow to seed and show nothing new. */
const mostInspections = 3000

interface Occasion {
  assetId: string
  assetCode: string
  siteId: string
  type: string
  at: string
  meter: 'KM' | 'HOURS'
  value: number
  personId: string
  personName: string
  orderId: string | null
  system: SystemCode | null
  stops: boolean
}

/**
 * A reading a month, in the last half year one a week: somebody stood beside the unit and could have inspected it. Of a
 * large fleet only the newest are looked at.
 */
function occasions({ database, now }: Runtime): Promise<Occasion[]> {
  return database.db.rows<Occasion>(sql`
    WITH reading AS (
      SELECT r.asset_id, r.at, r.meter, r.value, r.created_by, a.code, a.site_id, t.code AS type,
        date_trunc(CASE WHEN r.at > ${now()}::timestamptz - interval '26 weeks' THEN 'week' ELSE 'month' END, r.at) AS span
      FROM meter_reading r JOIN asset a ON a.id = r.asset_id JOIN asset_type t ON t.id = a.type_id
      WHERE r.voided_at IS NULL AND NOT r.is_replacement AND r.created_by IS NOT NULL
        AND r.meter = CASE WHEN t.has_hours THEN 'HOURS' ELSE 'KM' END
    ), oldest AS (
      SELECT span FROM (SELECT DISTINCT asset_id, span FROM reading) AS each ORDER BY span DESC OFFSET ${mostInspections} LIMIT 1
    ), chosen AS (
      SELECT DISTINCT ON (r.asset_id, r.span) r.*, w.id AS order_id, w.system, w.reported_at, w.downtime_from
      FROM reading r LEFT JOIN LATERAL (
        SELECT o.id, o.system, o.downtime_from, o.reported_at FROM work_order o
        WHERE o.asset_id = r.asset_id AND o.category = 'CORRECTIVE' AND o.status <> 'CANCELLED'
          AND o.duplicate_of_id IS NULL AND o.reported_at >= r.at AND o.reported_at < r.at + interval '3 days'
        ORDER BY o.reported_at LIMIT 1) w ON true
      WHERE r.span >= coalesce((SELECT span FROM oldest), '-infinity')
      ORDER BY r.asset_id, r.span, w.downtime_from IS NOT NULL DESC, r.at
    )
    SELECT c.asset_id AS "assetId", c.code AS "assetCode", c.site_id AS "siteId", c.type, c.at, c.meter, c.value,
      p.id AS "personId", p.name AS "personName", c.order_id AS "orderId", c.system,
      coalesce(c.downtime_from IS NOT NULL AND c.reported_at < c.at + interval '1 day', false) AS stops
    FROM chosen c JOIN person p ON p.id = c.created_by ORDER BY c.at DESC, c.asset_id LIMIT ${mostInspections}`)
}

interface Sheet {
  revisionId: string
  code: string
}

async function sheetsByType({ database }: Runtime): Promise<Map<string, Sheet>> {
  const rows = await database.db.rows<Sheet & { type: string }>(sql`
    SELECT r.id AS "revisionId", c.code, t.code AS type FROM checklist c JOIN asset_type t ON t.id = c.asset_type_id
    JOIN checklist_revision r ON r.checklist_id = c.id AND r.revision = 1 WHERE c.predefined`)
  return new Map(rows.map((row) => [row.type, row]))
}

type Picture = typeof file.$inferInsert
type Answers = ReturnType<typeof simulateInspection>['answers']

/** The critical failures of an inspection with a picture each. */
async function photographed(
  { files, config }: Runtime,
  random: Random,
  { assetCode, personId, at }: Occasion,
  inspection: { id: string; answers: Answers; points: readonly Point[] },
) {
  const photos: { fileId: string; pointId: string; sha256: string }[] = []
  const pictures: Picture[] = []
  const answers: Answers = []
  for (const answer of inspection.answers) {
    const point = inspection.points.find(({ id }) => id === answer.pointId)
    if (answer.choice !== 'NO' || !point?.critical) {
      answers.push(answer)
      continue
    }
    const day = dateAt(Date.parse(at), config.COMPANY_TIME_ZONE)
    const picture = await demoPicture(files, `${assetCode} · ${day}`, point.es)
    const id = random.uuid(Date.parse(at))
    const owner = { ownerType: 'inspection', ownerId: inspection.id, kind: 'PHOTO', name: 'foto.jpg' } as const
    pictures.push({ id, ...owner, ...picture, createdBy: personId, createdAt: at })
    photos.push({ fileId: id, pointId: point.id, sha256: picture.sha256 })
    answers.push({ ...answer, photoIds: [id] })
  }
  return { photos, pictures, answers }
}

function numbering(zone: string): (at: number) => string {
  const sequences = new Map<number, number>()
  return (at) => {
    const year = Number(dateAt(at, zone).slice(0, 4))
    const sequence = (sequences.get(year) ?? 0) + 1
    sequences.set(year, sequence)
    return formatInspectionNumber({ year, sequence })
  }
}

/** Gives the units of a demo the inspections that their history would have had; answers how many. */
export async function seedInspections(runtime: Runtime, actor: Actor, seed: string): Promise<number> {
  const random = createRandom(`inspections ${seed}`)
  const sheets = await sheetsByType(runtime)
  const numberAt = numbering(runtime.config.COMPANY_TIME_ZONE)
  const past: PastInspection[] = []
  const pictures: Picture[] = []
  const found = (await occasions(runtime)).reverse()
  // One person of the crew sometimes ticks without looking: something for the supervisor's page to point at.
  const hasty = found[0]?.personId
  for (const occasion of found) {
    const sheet = sheets.get(occasion.type)
    const content = predefinedChecklists.find(({ assetType }) => assetType === occasion.type)?.content
    if (!sheet || !content) continue
    const { personId, personName, system: trouble, stops } = occasion
    const at = Date.parse(occasion.at)
    const id = random.uuid(at)
    const hurried = personId === hasty && random.chance(0.15)
    const { answers: given, sectionTimes } = simulateInspection(random, { content, trouble, stops, hurried })
    const taken = await photographed(runtime, random, occasion, { id, answers: given, points: pointsOf(content) })
    pictures.push(...taken.pictures)
    const seconds = sectionTimes.reduce((sum, time) => sum + time.seconds, 0)
    past.push({
      checklist: { code: sheet.code, revision: 1, sections: content.sections },
      photos: taken.photos,
      row: {
        ...{ id, number: numberAt(at), draftId: null, assetId: occasion.assetId, siteId: occasion.siteId },
        ...{ revisionId: sheet.revisionId, inspectorId: personId, submittedBy: personId, answers: taken.answers },
        startedAt: new Date(at - Math.round(seconds) * 1000).toISOString(),
        ...{ finishedAt: occasion.at, submittedAt: occasion.at, sectionTimes, noReadingReason: null },
        readings: [{ meter: occasion.meter, value: occasion.value }],
        ...{ signatureKind: 'TYPED', signatureName: personName, signatureFileId: null },
        workOrderId: taken.photos.length > 0 ? occasion.orderId : null,
        ...{ correctsId: null, correctionReason: null },
      },
    })
  }
  await runtime.database.transaction(async (tx) => {
    if (pictures.length > 0) await tx.insert(file).values(pictures)
    await recordHistory(tx, actor, runtime.now(), past)
  })
  return past.length
}
