import type { Subject } from './history.ts'
import type { Track } from './tracks.ts'

/** What is known of one subject at a moment. */
export type SubjectView = {
  readonly subject: Subject
  /** Watched since: in service, and records were being kept. */
  readonly start: number
  readonly tracks: Map<string, Track>
  readonly groups: Readonly<Record<'fleet' | 'type' | 'model' | 'site', Group>>
}

/** Subjects that share something: the fleet, or those of a type, model or site (and system). */
export type Group = {
  readonly failures: Track
  readonly members: SubjectView[]
  /** Rates already worked out for the present snapshot time, by window. */
  readonly rates: Map<number, { readonly time: number; readonly rate: number }>
}

export const trackKey = (kind: string, code?: string) => (code === undefined ? kind : `${kind} ${code}`)
