import type { Answer } from '../../../../domain/checklist.ts'
import type { SectionTime } from '../../../../domain/inspection-pace.ts'
import type { components } from '../../../app/api-schema.d.ts'
import type { Signed } from '../answer/signature.tsx'
import type { Checklist } from '../schema.ts'

type Meter = components['schemas']['MeterState']

/** An inspection that is still on this device, whole: what is asked too, so that it can go on without a connection. */
export interface Draft {
  /** The person and the unit: one draft for each. */
  key: string
  /** The server's name of it, so that what is sent twice is recorded once. */
  id: string
  personId: string
  asset: { id: string; code: string; name: string; meters: readonly Meter[] }
  checklist: Checklist
  startedAt: string
  /** Set when it was first sent: a draft sent later was still finished then. */
  finishedAt: string | null
  lastTouch: number
  answers: Answer[]
  sectionTimes: SectionTime[]
  photos: Record<string, Blob>
  /** The server's files that pictures became, by their ids here: a lost connection does not send them again. */
  sent: Record<string, string>
  readings: Record<string, number | null>
  noReadingReason: string | null
  signed: Signed
}

export const draftKey = (personId: string, assetId: string) => `${personId} ${assetId}`

function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function store(mode: IDBTransactionMode): Promise<{ drafts: IDBObjectStore; close: () => void }> {
  const opening = indexedDB.open('faena.inspections', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'key' })
  const database = await request(opening)
  const drafts = database.transaction('drafts', mode).objectStore('drafts')
  return { drafts, close: () => database.close() }
}

async function withDrafts<T>(mode: IDBTransactionMode, ask: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const { drafts, close } = await store(mode)
  try {
    return await request(ask(drafts))
  } finally {
    close()
  }
}

/** A browser that keeps nothing (a private window) has no drafts, and inspections work without them. */
export const readDraft = (key: string): Promise<Draft | null> =>
  withDrafts<Draft | undefined>('readonly', (drafts) => drafts.get(key)).then(
    (draft) => draft ?? null,
    () => null,
  )

export const draftsOf = (personId: string): Promise<Draft[]> =>
  withDrafts<Draft[]>('readonly', (drafts) => drafts.getAll()).then(
    (drafts) => drafts.filter((draft) => draft.personId === personId),
    () => [],
  )

/** Whether the draft is on the device now. */
export const keepDraft = (draft: Draft): Promise<boolean> =>
  withDrafts('readwrite', (drafts) => drafts.put(draft)).then(
    () => true,
    () => false,
  )

export const forgetDraft = (key: string): Promise<unknown> =>
  withDrafts('readwrite', (drafts) => drafts.delete(key)).catch(() => undefined)
