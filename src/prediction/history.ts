/**
 * What the fleet recorded, as the engine reads it. Times are days since 1970-01-01 UTC; fractions are hours and minutes.
 */
export type HistoryAsset = {
  readonly id: string
  readonly type: string
  readonly model?: string
  readonly site?: string
  /** In service since; absent: since its first record. */
  readonly commissioned?: number
  /** Out of service since; absent: still in service. */
  readonly retired?: number
}

/**
 * `failure`: a corrective or emergency failure started. `preventive`: preventive work was done. `inspection`: a checklist,
 * with its failed points as value. `finding`: a fault reported, an error code, an alert. `meter`: a reading, with hours
 * or km as code. `opened` and `closed`: any work order was.
 */
export type RecordKind = 'failure' | 'preventive' | 'inspection' | 'finding' | 'meter' | 'opened' | 'closed' | 'other'

export type HistoryRecord = {
  readonly id: string
  readonly asset: string
  readonly kind: RecordKind
  /** When it happened. */
  readonly at: number
  /** When it was recorded: before that, nobody and no model knew of it. */
  readonly known: number
  /** System of the asset it concerns; absent: the asset as a whole. */
  readonly system?: string
  /** Failure mode, component, error code or meter. */
  readonly code?: string
  readonly value?: number
}

export type History = {
  readonly assets: readonly HistoryAsset[]
  readonly records: readonly HistoryRecord[]
  /** Nothing after this time could have been recorded yet. */
  readonly until: number
}

/** What a prediction is about: an asset, or one system of it. */
export type Subject = { readonly asset: HistoryAsset; readonly system: string | null }

/**
 * The assets of the history, and when failures are coded also each asset × system with at least one failure known by
 * `known`.
 */
export function subjectsOf(history: History, known: number, bySystem: boolean): Subject[] {
  const whole = history.assets.map((asset): Subject => ({ asset, system: null }))
  if (!bySystem) return whole
  const systems = new Map<string, Set<string>>()
  for (const record of history.records) {
    if (record.kind !== 'failure' || record.system === undefined || record.known > known) continue
    const own = systems.get(record.asset) ?? new Set()
    systems.set(record.asset, own.add(record.system))
  }
  return whole.flatMap((subject) => [
    subject,
    ...[...(systems.get(subject.asset.id) ?? [])].sort().map((system): Subject => ({ asset: subject.asset, system })),
  ])
}

/** Start of the watch: plans and meters may be older, but before its first failure the fleet's failures were not kept. */
export function failuresKnownSince({ records }: History): number {
  return records.reduce((first, { kind, known }) => (kind === 'failure' ? Math.min(first, known) : first), Infinity)
}
