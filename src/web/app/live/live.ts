import { type LiveChange, type LiveMessage, type LiveTopic, liveBeat } from '../../../contract/live.ts'
import { api } from '../api/client.ts'
import { invalidate, queryClient } from '../api/query-client.ts'
import { config } from '../config.ts'
import { currentMe, onSessionChange, seqAtSignIn } from '../session/session.ts'
import { liveState, putLiveState } from './state.ts'

/** What is read again when a record of a topic changes; path prefixes of the API. */
const touched: Record<LiveTopic, readonly string[]> = {
  workOrder: ['/work-orders', '/assets', '/plans'],
  asset: ['/assets', '/documents', '/readiness'],
  inspection: ['/inspections', '/assets'],
  faultRequest: ['/fault-requests'],
  document: ['/documents', '/assets', '/people', '/readiness'],
  plan: ['/plans', '/assets'],
  part: ['/parts', '/suppliers', '/work-orders'],
  purchase: ['/purchases', '/parts'],
  stockCount: ['/stock-counts', '/parts'],
  person: ['/people'],
  import: ['/imports'],
  masterData: ['/sites', '/asset-types', '/order-types', '/failure-codes', '/document-types', '/checklists'],
  notice: ['/notices'],
}
/** Sums over everything: read again at leisure, however much changes. */
const sums = ['/dashboard', '/kpis', '/reports', '/search']

/** Changes that come together are read again together (ms). */
const gather = 150
const gatherSums = 15_000
/** Between two attempts to connect (ms); the last one for good. */
const pauses = [500, 1_000, 2_000, 5_000, 10_000, 30_000]

let socket: WebSocket | null = null
/** The end of the chain that this tab has heard of; before its first connection, that of when it began to read. */
let seq: number | null = null
let attempt = 0
let retry: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined

function later(wait: number, prefixes: Set<string>) {
  let planned = false
  const flush = () => {
    // A dialog or menu acts on the record as it was when it opened: what changed since is shown when it closes.
    if (document.querySelector('dialog[open], [role=menu], [role=listbox]')) {
      setTimeout(flush, 1_000)
      return
    }
    planned = false
    const all = [...prefixes]
    prefixes.clear()
    void invalidate(all)
  }
  return (some: readonly string[]) => {
    for (const prefix of some) prefixes.add(prefix)
    if (planned) return
    planned = true
    setTimeout(flush, wait)
  }
}
const readSoon = later(gather, new Set())
const readAtLeisure = later(gatherSums, new Set())

function hearChange({ topic }: LiveChange) {
  if (topic === 'notice') return void invalidate(touched.notice)
  readSoon(touched[topic])
  readAtLeisure(sums)
}

function hear(message: LiveMessage) {
  clearTimeout(silence)
  silence = setTimeout(() => socket?.close(), 2.5 * liveBeat)
  seq = message.seq
  if ('id' in message) hearChange(message)
  else if (message.topic !== 'beat') {
    attempt = 0
    putLiveState('live')
    // Notices are not on the chain that tells what was missed.
    void (message.topic === 'refresh' ? queryClient.invalidateQueries() : invalidate(touched.notice))
  }
}

function addressOf(ticket: string): string {
  const base = config.wsUrl || `${config.apiBaseUrl || location.origin}`.replace(/^http/, 'ws')
  const query = new URLSearchParams({ ticket, since: String(seq ?? seqAtSignIn()) })
  return `${base.replace(/\/(ws)?\/?$/, '')}/ws?${query}`
}

function tryAgain() {
  socket = null
  clearTimeout(silence)
  clearTimeout(retry)
  if (!currentMe()) return putLiveState('off')
  putLiveState('waiting')
  const pause = pauses[Math.min(attempt, pauses.length - 1)]!
  attempt += 1
  // Everybody loses the connection when the server restarts: nobody comes back at the same moment.
  retry = setTimeout(connect, pause * (0.75 + Math.random() / 2))
}

async function connect(): Promise<void> {
  clearTimeout(retry)
  if (socket || !currentMe()) return
  const ticket = await api.POST('/live/tickets').catch(() => null)
  if (!ticket?.data || socket) return socket ? undefined : tryAgain()
  const opened = new WebSocket(addressOf(ticket.data.ticket))
  socket = opened
  opened.addEventListener('message', ({ data }) => hear(JSON.parse(data) as LiveMessage))
  opened.addEventListener('close', () => {
    if (socket === opened) tryAgain()
  })
}

function reconnectNow() {
  if (liveState() === 'waiting') {
    attempt = 0
    void connect()
  }
}

let started = false

/** Hears what others change for as long as somebody is signed in. */
export function startLive(): void {
  if (started) return void connect()
  started = true
  let person = currentMe()?.id
  onSessionChange(() => {
    const now = currentMe()?.id
    if (now === person) return
    person = now
    seq = null
    const old = socket
    socket = null
    old?.close()
    if (now) void connect()
    else putLiveState('off')
  })
  addEventListener('online', reconnectNow)
  addEventListener('visibilitychange', () => document.visibilityState === 'visible' && reconnectNow())
  void connect()
}
