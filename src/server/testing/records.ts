import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { documentType, heldDocument } from '../features/documents/tables.ts'
import { asset, assetPlacement, assetStatus, assetType, meterReading } from '../features/fleet/tables.ts'
import { checklist, checklistRevision, inspection } from '../features/inspections/tables.ts'
import {
  part,
  partStock,
  purchase,
  purchaseLine,
  stockCount,
  stockCountLine,
  supplier,
} from '../features/inventory/tables.ts'
import { maintenancePlan } from '../features/plans/tables.ts'
import { prediction, predictionModel, predictionRun } from '../features/predictions/tables.ts'
import { intervalProposal } from '../features/reliability/tables.ts'
import { savedReport } from '../features/reports/tables.ts'
import { faultRequest } from '../features/requests/tables.ts'
import { failureCode, orderType, workOrder, workOrderStatus } from '../features/work-orders/tables.ts'
import { counter } from '../platform/tables.ts'
import type { TestApp } from './app.ts'

const since = '2026-01-01T00:00:00Z'

/** One record of each kind at site `north`, for tests that go over every route. */
export async function plantRecords(test: TestApp) {
  const { db } = test.runtime.database
  const [type] = await db.select().from(assetType).limit(1)
  const [kind] = await db.select().from(orderType).limit(1)
  const [code] = await db.select().from(failureCode).limit(1)
  const siteId = test.sites.north
  const colleague = await test.signIn('OPERATOR', siteId, 'Carla Colega')
  const assetId = v7()
  await db
    .insert(asset)
    .values({ id: assetId, code: 'CAM-01', name: 'Camión 1', typeId: type!.id, siteId, statusSince: since })
  await db.insert(assetStatus).values({ assetId, status: 'OPERATING', from: since })
  await db.insert(assetPlacement).values({ assetId, siteId, from: since })
  const readingId = v7()
  await db.insert(meterReading).values({ id: readingId, assetId, meter: 'HOURS', at: since, value: 100 })
  const workOrderId = v7()
  await db.insert(workOrder).values({
    id: workOrderId,
    number: 'OT-2026-000001',
    title: 'Cambiar filtro',
    assetId,
    siteId,
    typeId: kind!.id,
    category: kind!.category,
    priority: 'MEDIUM',
    reportedAt: since,
    assigneeId: test.operator.personId,
  })
  await db.insert(counter).values({ name: 'workOrder-2026', value: 1 })
  await db.insert(workOrderStatus).values({ workOrderId, status: 'PENDING', from: since })
  const [sheet] = await db.select().from(checklist).where(eq(checklist.assetTypeId, type!.id))
  const [revision] = await db.select().from(checklistRevision).where(eq(checklistRevision.checklistId, sheet!.id))
  const inspectionId = v7()
  const inspector = test.operator.personId
  await db.insert(inspection).values({
    ...{ id: inspectionId, number: 'INS-2026-000001', assetId, siteId, revisionId: revision!.id, answers: [] },
    ...{ inspectorId: inspector, submittedBy: inspector, startedAt: since, finishedAt: since, submittedAt: since },
    ...{
      sectionTimes: [],
      readings: [],
      signatureKind: 'TYPED',
      signatureName: 'Óscar Operador',
      total: 15,
      passed: 15,
    },
    ...{ score: 100, verdict: 'APPROVED', cleared: true, hash: '0'.repeat(64) },
  })
  await db.insert(counter).values({ name: 'inspection-2026', value: 1 })
  const requestId = v7()
  await db
    .insert(faultRequest)
    .values({ id: requestId, assetId, tokenHash: requestId, what: 'Fuga', canMove: true, reportedAt: since })
  const planId = v7()
  await db.insert(maintenancePlan).values({
    id: planId,
    name: 'Mantención mensual',
    assetId,
    calendarEvery: 1,
    calendarUnit: 'month',
    mode: 'FIXED',
    startsOn: '2026-02-01',
    priority: 'MEDIUM',
    levels: [{ name: 'Mensual', multiple: 1, tasks: [{ text: 'Engrasar', hours: 1 }], parts: [] }],
    countsFrom: since,
  })
  const [supplierId, partId, purchaseId, countId] = [v7(), v7(), v7(), v7()]
  await db.insert(supplier).values({ id: supplierId, name: 'Filtros del Norte' })
  await db.insert(part).values({ id: partId, number: 'FLT-1', description: 'Filtro', unit: 'UNIT', supplierId })
  await db
    .insert(purchase)
    .values({ id: purchaseId, requestNumber: 'SC-2026-000001', siteId, requestedAt: since, supplierId })
  await db.insert(purchaseLine).values({ purchaseId, position: 0, partId, quantity: 2 })
  await db.insert(stockCount).values({ id: countId, number: 'CI-2026-000001', siteId, createdAt: since })
  await db.insert(partStock).values({ partId, siteId, bin: 'A-1' })
  await db.insert(stockCountLine).values({ countId, partId })
  await db.insert(counter).values([
    { name: 'purchaseRequest-2026', value: 1 },
    { name: 'stockCount-2026', value: 1 },
  ])
  const [paper] = await db.select().from(documentType).where(eq(documentType.code, 'SOAP'))
  const documentId = v7()
  await db
    .insert(heldDocument)
    .values({ id: documentId, typeId: paper!.id, assetId, issuedOn: '2026-01-01', expiresOn: '2026-09-30' })
  const savedReportId = v7()
  await db.insert(savedReport).values({
    ...{
      id: savedReportId,
      ownerId: test.supervisor.personId,
      name: 'Semanal',
      report: 'overview',
      period: 'LAST_WEEK',
    },
  })
  const proposalId = v7()
  const bounds = { lower: 1, upper: 3 }
  await db.insert(intervalProposal).values({
    ...{ id: proposalId, planId, planVersion: 1, from: 1, to: 2, unit: 'month', proposedAt: since },
    reason: 'Menos fallas por menos dinero',
    evidence: {
      ...{ measure: 'DAYS', n: 8, lives: 9, shape: 2, shapeBounds: bounds, scale: 90, optimum: 60 },
      ...{ optimumBounds: bounds, confidence: 0.98, plannedCost: 100, failureCost: 500 },
    },
  })
  const [modelId, predictionId] = [v7(), v7()]
  const trained = {
    state: 'TRAINED',
    cause: 'MANUAL',
    seed: 1,
    parameters: { horizons: [14], bySystem: false },
  } as const
  await db.insert(predictionModel).values({
    ...{ id: modelId, ...trained, codeVersion: 'test', finishedAt: since, artefactFile: 'none', artefactHash: 'none' },
    summary: {
      limits: { assets: 1, records: 1, failures: 1, codedFailures: 0, since: null, until: since },
      ...{ bySystem: false, contests: [], abstaining: [] },
    },
  })
  await db.insert(predictionRun).values({ day: '2026-01-01', modelId, batches: 1, createdAt: since, finishedAt: since })
  await db.insert(prediction).values({
    ...{ id: predictionId, day: '2026-01-01', assetId, horizon: 14, modelId, probability: 0.5, score: 0.5 },
    ...{ riskClass: 'MEDIUM', reasons: [], isDemo: false },
  })
  return {
    predictions: predictionId,
    'interval-proposals': proposalId,
    documents: documentId,
    'document-types': paper!.id,
    plans: planId,
    'fault-requests': requestId,
    report: assetId,
    assets: assetId,
    checklists: sheet!.id,
    inspections: inspectionId,
    'asset-types': type!.id,
    sites: siteId,
    budgets: siteId,
    'saved-reports': savedReportId,
    readings: readingId,
    'work-orders': workOrderId,
    'order-types': kind!.id,
    'failure-codes': code!.id,
    people: colleague.personId,
    parts: partId,
    suppliers: supplierId,
    purchases: purchaseId,
    'stock-counts': countId,
  }
}

export type Records = Awaited<ReturnType<typeof plantRecords>>

/** The planted record that a path's first place speaks of. */
export function recordIdFor(path: string, records: Records): string {
  const resource = path.split('/')[1] as keyof Records
  return records[resource] ?? v7()
}
