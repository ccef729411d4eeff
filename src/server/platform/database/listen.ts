import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Between two attempts to reach the server again (ms). */
const pauses = [100, 500, 2000, 5000]

/**
 * A connection of its own that hears `channel` of the server at `url`. When it breaks it is opened again, for as long as
 * it takes, and `lost` is called once it hears anew.
 */
export async function listenTo(
  url: string,
  channel: string,
  hear: (text: string) => void,
  lost: () => void,
): Promise<() => Promise<void>> {
  let stopped = false
  let client = await open()

  async function open(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'faena live' })
    fresh.on('error', () => {})
    fresh.on('notification', ({ payload }) => hear(payload ?? ''))
    await fresh.connect()
    await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    fresh.on('end', () => void reopen())
    return fresh
  }

  async function reopen(): Promise<void> {
    for (let attempt = 0; !stopped; attempt++) {
      await pause(pauses[Math.min(attempt, pauses.length - 1)])
      try {
        const fresh = await open()
        if (stopped) return void fresh.end()
        client = fresh
        return lost()
      } catch {
        // The server is still away: the next attempt comes by itself.
      }
    }
  }

  return async () => {
    stopped = true
    await client.end()
  }
}
