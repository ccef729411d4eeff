import { sql } from 'drizzle-orm'
import { addDays, dateAt } from '../../../domain/civil-time.ts'
import { type DocumentRule, expiryOf, ruleFor } from '../../../domain/document-expiry.ts'
import type { LicenceClass } from '../../../domain/licence.ts'
import { createRandom, type Random } from '../../../simulation/random.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { heldDocument } from '../documents/tables.ts'

type Row = typeof heldDocument.$inferInsert & { id: string; issuedOn: string; expiresOn: string }

interface Kind {
  id: string
  code: string
  rules: DocumentRule[]
}

interface Chain {
  random: Random
  typeId: string
  owner: { assetId: string } | { personId: string }
  classes?: LicenceClass[]
  expiry: (issuedOn: string) => string
  from: string
  today: string
  /** Nobody thought of the last renewal. */
  forgotten: boolean
}

const numberOf = (random: Random) => String(random.whole(100_000, 999_999))

/** Documents one after the other, each renewed some days before its last, until one counts today. */
function chainOf({ random, typeId, owner, classes = [], expiry, from, today, forgotten }: Chain): Row[] {
  const rows: Row[] = []
  for (let issuedOn = from; issuedOn <= today; ) {
    const expiresOn = expiry(issuedOn)
    const createdAt = `${issuedOn}T15:00:00.000Z`
    const id = random.uuid(Date.parse(createdAt))
    const renewsId = rows.at(-1)?.id ?? null
    rows.push({ id, typeId, ...owner, number: numberOf(random), classes, issuedOn, expiresOn, renewsId, createdAt })
    issuedOn = addDays(expiresOn, -random.whole(2, 25))
  }
  while (forgotten && rows.length > 1 && rows.at(-1)!.expiresOn >= today) rows.pop()
  return rows
}

/** Gives the units and people of a demo their papers of three years: most in order, a few forgotten. */
export async function seedDocuments(runtime: Runtime, seed: string): Promise<number> {
  const { database, config, now } = runtime
  const random = createRandom(`documents ${seed}`)
  const today = dateAt(Date.parse(now()), config.COMPANY_TIME_ZONE)
  const kinds = await database.db.rows<Kind>(sql`
    SELECT id, code, rules FROM document_type WHERE predefined AND code <> 'CERTIFICATE' ORDER BY code`)
  const units = await database.db.rows<{ id: string; typeId: string; plate: string | null }>(sql`
    SELECT id, type_id AS "typeId", plate FROM asset WHERE parent_id IS NULL AND archived_at IS NULL ORDER BY code`)
  const people = await database.db.rows<{ id: string }>(sql`
    SELECT id FROM person WHERE role = 'OPERATOR' AND deactivated_at IS NULL ORDER BY id`)
  const start = (days: number) => addDays(today, -3 * 365 + random.whole(0, days))
  const rows: Row[] = []
  for (const [index, { id: assetId, ...unit }] of units.entries()) {
    for (const { id: typeId, code, rules } of kinds.filter(({ code }) => !code.endsWith('_LICENCE'))) {
      const rule = ruleFor(rules, unit)
      if (!rule) continue
      const expiry = (issuedOn: string) => expiryOf(rule.expiry, issuedOn, unit.plate) ?? addDays(issuedOn, 365)
      const forgotten = (code === 'TECHNICAL_INSPECTION' || code === 'SITE_ACCREDITATION') && index % 23 === 22
      rows.push(...chainOf({ random, typeId, owner: { assetId }, expiry, from: start(300), today, forgotten }))
    }
  }
  for (const { id: personId } of people) {
    for (const { id: typeId, code } of kinds.filter(({ code }) => code.endsWith('_LICENCE'))) {
      const municipal = code === 'MUNICIPAL_LICENCE'
      const classes: LicenceClass[] = municipal ? (random.chance(0.5) ? ['A4', 'D'] : ['B', 'D']) : []
      const expiry = (issuedOn: string) => addDays(issuedOn, municipal ? 4 * 365 : 365)
      const owner = { personId }
      rows.push(...chainOf({ random, typeId, owner, classes, expiry, from: start(300), today, forgotten: false }))
    }
  }
  await database.transaction(async (tx) => {
    for (let i = 0; i < rows.length; i += 1000) await tx.insert(heldDocument).values(rows.slice(i, i + 1000))
  })
  return rows.length
}
