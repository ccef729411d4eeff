/** What live messages speak of; each needs a permission, and a record's id goes only to those in whose scope it is. */
export const liveTopics = [
  'workOrder',
  'asset',
  'inspection',
  'faultRequest',
  'document',
  'plan',
  'part',
  'purchase',
  'stockCount',
  'person',
  'import',
  'masterData',
  'notice',
] as const
export type LiveTopic = (typeof liveTopics)[number]

/**
 * One message of the socket. `id` is null when more than one record changed, or one that is not (or no longer) in the
 * person's scope. `seq` is the end of the audit chain that the message tells up to: sent back on the next connection,
 * it asks for what was missed.
 */
export interface LiveChange {
  topic: LiveTopic
  id: string | null
  version: number | null
  seq: number
}

/** `ready`: connected, nothing was missed. `refresh`: too much was missed, read everything again. `beat`: still there. */
export interface LiveControl {
  topic: 'ready' | 'refresh' | 'beat'
  seq: number
}

export type LiveMessage = LiveChange | LiveControl

/** Between two beats (ms); a client that hears nothing for more than two of them connects anew. */
export const liveBeat = 25_000

/** Why the server closed a connection: the ticket is no good, the session ended, the client read too slowly. */
export const liveCloseCodes = { badTicket: 4401, signedOut: 4403, tooSlow: 4408 } as const
