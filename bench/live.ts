import { setTimeout as pause } from 'node:timers/promises'
import type { LiveMessage } from '../src/contract/live.ts'
import { httpReceiver, mailServer } from '../src/server/channels/testing.ts'
import { answersTo, picture, type Sheet, submission } from '../src/server/features/inspections/testing.ts'
import { fileForm } from '../src/server/testing/multipart.ts'
import { hasProgram, startRedis } from '../src/server/testing/redis.ts'
import { call, headings, ms, row, signIn } from './client.ts'
import { percentile } from './load.ts'
import { startProduct } from './product.ts'

const changes = 50
const alarms = 20

/** A person's socket, and when it told of which record. */
async function listen(port: number, token: string) {
  const { ticket } = await call(port, token, 'POST', '/live/tickets')
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?ticket=${ticket}`)
  const waiting = new Map<string, (at: number) => void>()
  const ready = Promise.withResolvers<void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data) as LiveMessage
    if (message.topic === 'ready') ready.resolve()
    if ('id' in message && message.id) waiting.get(message.id)?.(performance.now())
  })
  await ready.promise
  return {
    toldOf: (id: string) => new Promise<number>((resolve) => waiting.set(id, resolve)),
    close: () => socket.close(),
  }
}

/** From the request of one person at one process to the message on the socket of another at the other (ms). */
async function seenByAnother(ports: readonly [number, number]): Promise<number[]> {
  const token = await signIn(ports[0])
  const { items } = await call(ports[0], token, 'GET', '/work-orders?limit=50')
  const { toldOf, close } = await listen(ports[1], await signIn(ports[1]))
  const times: number[] = []
  for (let i = 0; i < changes; i++) {
    const { id } = items[i % items.length]
    const told = toldOf(id)
    const began = performance.now()
    await call(ports[0], token, 'POST', `/work-orders/${id}/comments`, { text: 'Llegó el filtro' })
    times.push((await told) - began)
    await pause(100)
  }
  close()
  return times
}

async function photoOf(port: number, token: string, personId: string): Promise<string> {
  const { payload, headers } = fileForm('foto.jpg', await picture('red'))
  const query = new URLSearchParams({ ownerType: 'inspectionDraft', ownerId: personId, kind: 'PHOTO' })
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/files?${query}`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: new Uint8Array(payload),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}

/** A sheet of the unit with a critical point that failed; `null` where its checklist has none. */
async function failedSheet(port: number, token: string, personId: string, unit: string) {
  const { checklists } = await call(port, token, 'GET', `/assets/${unit}/inspections`)
  if (!checklists[0]) return null
  const sheet: Sheet = await call(port, token, 'GET', `/checklists/${checklists[0].id}`)
  const point = sheet.sections.flatMap(({ points }) => points).find(({ critical }) => critical)
  if (!point) return null
  const failure = { photoIds: [await photoOf(port, token, personId)], note: 'Solo se mide' }
  return submission(unit, sheet, { answers: answersTo(sheet, { [point.id]: failure }) })
}

/** From the request with a critical failure to its arrival in Slack's place and at the mail server (ms). */
async function alarmed(
  port: number,
  slack: { received: readonly object[] },
  mail: { received: readonly object[] },
): Promise<{ slack: number[]; mail: number[] }> {
  const token = await signIn(port)
  const { id: personId } = await call(port, token, 'GET', '/me')
  const { items } = await call(port, token, 'GET', '/assets?kind=UNIT&limit=200')
  const times = { slack: [] as number[], mail: [] as number[] }
  for (const { id } of items) {
    if (times.slack.length === alarms) break
    const body = await failedSheet(port, token, personId, id)
    if (!body) continue
    const before = { slack: slack.received.length, mail: mail.received.length }
    const began = performance.now()
    const arrival = async (received: readonly object[], known: number) => {
      while (received.length === known) await pause(2)
      return performance.now() - began
    }
    const arrivals = [arrival(slack.received, before.slack), arrival(mail.received, before.mail)] as const
    await call(port, token, 'POST', '/inspections', body)
    const [inSlack, inMail] = await Promise.all(arrivals)
    times.slack.push(inSlack)
    times.mail.push(inMail)
    // Mails to further supervisors of the site belong to this one.
    await pause(500)
  }
  return times
}

function report(name: string, values: number[]): void {
  const sorted = values.toSorted((a, b) => a - b)
  row([name, values.length, ...[0.5, 0.95, 1].map((share) => ms(percentile(sorted, share)))])
}

/** What one person does until another sees it, by two API processes and a worker, with and without Redis. */
export async function liveFigures(_url: URL, env: Record<string, string>): Promise<void> {
  headings(['until it is seen', 'times', 'p50 ms', 'p95 ms', 'longest ms'])
  for (const isShared of hasProgram('redis-server') ? [false, true] : [false]) {
    const redis = isShared ? await startRedis() : null
    const [slack, mail] = [await httpReceiver(), await mailServer()]
    const shared = {
      ...env,
      ...(redis ? { REDIS_URL: redis.url } : {}),
      SLACK_WEBHOOK_URL: `${slack.url}/`,
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    }
    const start = (port: number, role: string) => startProduct(port, { ...shared, FAENA_ROLES: role })
    const processes = [await start(8193, 'api'), await start(8194, 'api'), await start(8195, 'worker')] as const
    const how = redis ? 'with Redis' : 'without Redis'
    try {
      report(`a change, ${how}`, await seenByAnother([processes[0].port, processes[1].port]))
      // Redis has no part in deliveries.
      if (redis) continue
      const times = await alarmed(processes[0].port, slack, mail)
      report('a critical failure in Slack', times.slack)
      report('the same by e-mail', times.mail)
    } finally {
      for (const running of processes) await running.stop()
      await redis?.lose()
      await slack.close()
      await mail.close()
    }
  }
}
