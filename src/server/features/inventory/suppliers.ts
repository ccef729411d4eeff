import { eq, type SQL, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreateSupplier, Supplier, UpdateSupplier } from '../../../contract/purchasing.ts'
import { parseRut } from '../../../domain/rut.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { supplier } from './tables.ts'

interface Target {
  id: string
  expectedVersion?: number | undefined
}

function supplierRows(db: Db, condition: SQL): Promise<Supplier[]> {
  return db.rows<Supplier>(sql`
    SELECT v.id, v.name, v.rut, v.contact, v.email, v.phone, v.archived_at AS "archivedAt", v.version,
      (SELECT count(*)::int FROM part p WHERE p.supplier_id = v.id AND p.archived_at IS NULL) AS parts
    FROM supplier v WHERE ${condition} ORDER BY v.name, v.id`)
}

export function listSuppliers(db: Db, archived: boolean): Promise<Supplier[]> {
  return supplierRows(db, archived ? sql`v.archived_at IS NOT NULL` : sql`v.archived_at IS NULL`)
}

async function getSupplier(db: Db, id: string): Promise<Supplier> {
  const [found] = await supplierRows(db, sql`v.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** The fields in the form they are stored; a RUT that is none and a name in use are refused. */
async function stored<T extends UpdateSupplier>(tx: Tx, id: string, given: T): Promise<T> {
  const rut = given.rut ? parseRut(given.rut) : null
  if (given.rut && !rut) throw refuseField('rut', 'RUT_INVALID')
  const taken = given.name ? await tx.rows(sql`SELECT 1 FROM supplier WHERE name = ${given.name} AND id <> ${id}`) : []
  if (taken.length > 0) throw refuseField('name', 'duplicate')
  return given.rut ? { ...given, rut } : given
}

export const createSupplier = command('purchase.manage', async ({ tx, now, audit }, input: CreateSupplier) => {
  const id = v7()
  await tx.insert(supplier).values({ id, ...(await stored(tx, id, input)), createdAt: now })
  const created = await getSupplier(tx, id)
  audit('supplier.created', { type: 'supplier', id }, null, created)
  return created
})

async function saveSupplier(
  { tx, audit }: Context,
  { id, expectedVersion }: Target,
  action: string,
  change: (before: Supplier) => Promise<Partial<typeof supplier.$inferInsert>>,
): Promise<Supplier> {
  const locked = await tx.rows(sql`SELECT 1 FROM supplier WHERE id = ${id} FOR UPDATE`)
  if (locked.length === 0) throw notFound()
  const before = await getSupplier(tx, id)
  assertVersion(before.version, expectedVersion)
  await tx
    .update(supplier)
    .set({ ...(await change(before)), version: before.version + 1 })
    .where(eq(supplier.id, id))
  const after = await getSupplier(tx, id)
  audit(action, { type: 'supplier', id }, before, after)
  return after
}

export const updateSupplier = command('purchase.manage', (context, input: Target & { change: UpdateSupplier }) =>
  saveSupplier(context, input, 'supplier.changed', () => stored(context.tx, input.id, input.change)),
)

/** Not while it owes anything, or is where parts are bought. */
export const archiveSupplier = command('purchase.manage', (context, input: Target) =>
  saveSupplier(context, input, 'supplier.archived', async ({ parts }) => {
    const { tx, actor, now } = context
    const [open] = await tx.rows<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM purchase
      WHERE supplier_id = ${input.id} AND status IN ('AWAITING_APPROVAL','ORDERED','PARTIALLY_RECEIVED')`)
    const uses = Object.entries({ parts, purchases: open!.count }).filter(([, count]) => count > 0)
    if (uses.length > 0) {
      throw new Problem('record.referenced', {
        count: uses.reduce((sum, [, count]) => sum + count, 0),
        where: uses.map(([kind]) => words(actor.locale, `document.uses.${kind}`)).join(', '),
      })
    }
    return { archivedAt: now }
  }),
)

export const restoreSupplier = command('purchase.manage', (context, input: Target) =>
  saveSupplier(context, input, 'supplier.restored', async () => ({ archivedAt: null })),
)
