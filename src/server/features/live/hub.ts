import { type LiveMessage, liveBeat, liveCloseCodes } from '../../../contract/live.ts'
import { headOfChain } from '../../platform/audit/head.ts'
import type { FanOut } from '../../platform/fan-out.ts'
import type { Identity } from '../../platform/http/guard.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { changesFor, entriesAfter } from './changes.ts'

/** As much of a WebSocket as the hub needs. */
export interface LiveSocket {
  /** Bytes handed over that the network has not taken yet. */
  readonly bufferedAmount: number
  send(text: string): void
  close(code: number, reason: string): void
}

interface Client {
  socket: LiveSocket
  identity: Identity
}

/** Bytes a client may leave unread before it is dropped; it comes back and asks for what it missed. */
const mostBuffered = 256 * 1024
/** Rows of the chain read at once. */
const batch = 500
/** Rows of the chain a client that comes back is told of one by one; after more it reads everything again. */
const mostMissed = 2000

export interface Hub {
  /** Tells the socket whatever changes from now on, and what changed since `since` if it was here before. */
  join(socket: LiveSocket, identity: Identity, since: number | null): Promise<void>
  leave(socket: LiveSocket): void
  stop(): Promise<void>
}

type IdentityOf = (sessionId: string) => Promise<Identity | null>

/**
 * Live connections of this process. Signals only say that the audit chain has grown; what they mean is read from the
 * chain itself, so a lost or repeated signal loses or repeats nothing. All work is done one after the other.
 */
export function openHub(runtime: Runtime, fanOut: FanOut, identityOf: IdentityOf): Hub {
  const { db } = runtime.database
  const clients = new Map<LiveSocket, Client>()
  /** Every client has been told of the chain up to here. */
  let told = 0
  let listening: Promise<() => Promise<void>> | null = null
  let beats: NodeJS.Timeout | null = null
  let queue = Promise.resolve()
  let pumping = false

  function inTurn(work: () => Promise<void>): Promise<void> {
    queue = queue.then(work).catch((error: unknown) => runtime.log.error({ err: error }, 'live'))
    return queue
  }

  function drop(client: Client, code: number, reason: string): void {
    clients.delete(client.socket)
    client.socket.close(code, reason)
  }

  function send(client: Client, message: LiveMessage): void {
    if (!clients.has(client.socket)) return
    if (client.socket.bufferedAmount > mostBuffered) drop(client, liveCloseCodes.tooSlow, 'too slow')
    else client.socket.send(JSON.stringify(message))
  }

  async function tell(some: readonly Client[], after: number, until: number): Promise<void> {
    for (let from = after; from < until; ) {
      const entries = await entriesAfter(db, from, until, batch)
      from = entries.at(-1)?.seq ?? until
      const messages = await changesFor(db, some.map(actorOf), entries, from)
      for (const [index, client] of some.entries()) for (const message of messages[index]!) send(client, message)
    }
  }

  /** Tells everybody of what is new on the chain. */
  async function pump(): Promise<void> {
    pumping = false
    const head = await headOfChain(db)
    const everybody = [...clients.values()]
    if (head - told > mostMissed) for (const client of everybody) send(client, { topic: 'refresh', seq: head })
    else await tell(everybody, told, head)
    told = head
  }

  function pumpSoon(): void {
    if (pumping || clients.size === 0) return
    pumping = true
    void inTurn(pump)
  }

  function hear(signal: string): void {
    if (!signal.startsWith('notice:')) {
      pumpSoon()
      return
    }
    const personId = signal.slice('notice:'.length)
    for (const client of [...clients.values()]) {
      if (client.identity.actor.personId !== personId) continue
      send(client, { topic: 'notice', id: null, version: null, seq: told })
    }
  }

  function lost(): void {
    for (const client of [...clients.values()]) send(client, { topic: 'notice', id: null, version: null, seq: told })
    pumpSoon()
  }

  /** Shows every client that it is still connected, and those whose session or scope changed what became of them. */
  async function beat(): Promise<void> {
    for (const client of [...clients.values()]) {
      const { sessionId } = client.identity
      const identity = sessionId ? await identityOf(sessionId) : null
      if (!identity) drop(client, liveCloseCodes.signedOut, 'signed out')
      else {
        client.identity = identity
        send(client, { topic: 'beat', seq: told })
      }
    }
    // A signal that never arrived is made good here at the latest.
    if (clients.size > 0) await pump()
  }

  async function start(): Promise<void> {
    listening ??= fanOut.listen(hear, lost)
    await listening
    beats ??= setInterval(() => void inTurn(beat), liveBeat)
  }

  return {
    async join(socket, identity, since) {
      await start()
      await inTurn(async () => {
        if (clients.size === 0) told = await headOfChain(db)
        // Another process has told this client of more than this one knows.
        else if (since !== null && since > told) await pump()
        const client = { socket, identity }
        clients.set(socket, client)
        if (since !== null && (since > told || told - since > mostMissed)) {
          send(client, { topic: 'refresh', seq: told })
        } else {
          if (since !== null) await tell([client], since, told)
          send(client, { topic: 'ready', seq: told })
        }
      })
      pumpSoon()
    },
    leave(socket) {
      clients.delete(socket)
    },
    async stop() {
      if (beats) clearInterval(beats)
      clients.clear()
      await queue
      if (listening) await (await listening)()
    },
  }
}

const actorOf = ({ identity }: Client) => ({
  ...identity.actor,
  channel: 'web' as const,
  requestId: 'live',
  locale: identity.locale,
})
