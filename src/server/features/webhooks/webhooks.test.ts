import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isPublicAddress, PrivateAddressError, post } from '../../platform/http/outgoing.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { plantRecords } from '../../testing/records.ts'
import { deliverWebhooks } from './deliver.ts'

interface Got {
  id: string
  timestamp: string
  signatures: string[]
  body: string
}

let test: TestApp
let admin: Caller
let receiver: Server
let url: string
let assetId: string
let clock = Date.parse('2026-11-26T12:00:00Z')
let answers: number[] = []
let got: Got[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const header = (name: string) => String(request.headers[`webhook-${name}`])
      got.push({ id: header('id'), timestamp: header('timestamp'), signatures: header('signature').split(' '), body })
      response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  test = await openTestApp({ now: () => new Date(clock).toISOString(), env: { WEBHOOK_PRIVATE_ADDRESSES: 'true' } })
  assetId = (await plantRecords(test)).assets
})
afterAll(async () => {
  await test.close()
  receiver.close()
})
beforeEach(async () => {
  answers = []
  got = []
  // The tests go on through days, in which a session ends.
  admin = await test.signIn('ADMIN', null)
  await test.runtime.database.db.rows(sql`DELETE FROM webhook`)
})

const create = async (body: object = {}) =>
  (await admin.post('/webhooks', { name: 'ERP', url, events: ['asset.changed'], ...body })).body
const rename = (name: string) => admin.patch(`/assets/${assetId}`, { name })
const log = async () => (await admin.get('/webhook-deliveries')).body.items
const deliver = () => deliverWebhooks(test.runtime)
const signature = (secret: string, { id, timestamp, body }: Got) =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')}`

describe('a webhook', () => {
  it('is told of what it asked for, signed as Standard Webhooks says, and of nothing that was rolled back', async () => {
    const { secret, webhook } = await create()
    await create({ name: 'Otra', events: ['stock.low'] })
    await rename('Uno')
    await rename('x'.repeat(500))
    await deliver()
    expect(got).toHaveLength(1)
    expect(JSON.parse(got[0]!.body)).toEqual({
      type: 'asset.changed',
      timestamp: new Date(clock).toISOString(),
      data: { id: assetId },
    })
    expect(got[0]!.timestamp).toBe(String(clock / 1000))
    expect(got[0]!.signatures).toEqual([signature(secret, got[0]!)])
    expect((await log())[0]).toMatchObject({
      id: got[0]!.id,
      state: 'DELIVERED',
      status: 204,
      attempts: 1,
      webhook: { id: webhook.id },
    })
    const kept = await test.runtime.database.db.rows(sql`SELECT * FROM webhook`)
    expect(JSON.stringify([kept, (await admin.get('/webhooks')).body, (await admin.get('/audit')).body])).not.toContain(
      secret,
    )
  })

  it('signs with both secrets for a day after a rotation', async () => {
    const { secret, webhook } = await create()
    const rotated = (await admin.post(`/webhooks/${webhook.id}/rotate-secret`)).body
    await rename('Dos')
    await deliver()
    expect(got[0]!.signatures).toEqual([signature(rotated.secret, got[0]!), signature(secret, got[0]!)])
    clock += 25 * 3_600_000
    admin = await test.signIn('ADMIN', null)
    await rename('Tres')
    await deliver()
    expect(got[1]!.signatures).toEqual([signature(rotated.secret, got[1]!)])
  })

  it('receives the changes of one record in their order, however often the first fails', async () => {
    await create()
    for (const name of ['A', 'B', 'C']) await rename(name)
    answers = [500, 302]
    await deliver()
    expect(got).toHaveLength(1)
    await deliver()
    expect(got).toHaveLength(1)
    clock += 5000
    await deliver()
    expect(got).toHaveLength(2)
    clock += 60_000
    await deliver()
    expect(got.map(({ id }) => id)).toEqual([got[0]!.id, got[0]!.id, got[0]!.id, got[3]!.id, got[4]!.id])
    const states = (await log()).map(({ state, attempts }: { state: string; attempts: number }) => [state, attempts])
    expect(states).toEqual(
      expect.arrayContaining([
        ['DELIVERED', 3],
        ['DELIVERED', 1],
        ['DELIVERED', 1],
      ]),
    )
  })

  it('is given up after a day and a half, and its message can be sent again', async () => {
    await create()
    await rename('Perdida')
    answers = Array(9).fill(503)
    for (let i = 0; i < 12; i++) {
      await deliver()
      clock += 19 * 3_600_000
    }
    expect(got).toHaveLength(9)
    admin = await test.signIn('ADMIN', null)
    const [dead] = await log()
    expect(dead).toMatchObject({ state: 'DEAD', status: 503, attempts: 9, nextAttemptAt: null })
    expect((await admin.post(`/webhook-deliveries/${dead.id}/replay`)).status).toBe(204)
    await deliver()
    expect(got.at(-1)!.id).toBe(dead.id)
    expect((await log())[0]).toMatchObject({ state: 'DELIVERED', attempts: 1 })
  })

  it('sent by a process that died is sent by the next one, under the same id', async () => {
    await create()
    await rename('Muerta')
    await test.runtime.database.db.rows(sql`
      UPDATE webhook_delivery SET claimed_until = ${new Date(clock + 60_000).toISOString()}, attempts = 1`)
    await deliver()
    expect(got).toHaveLength(0)
    clock += 61_000
    await deliver()
    expect(got).toHaveLength(1)
  })

  it('waits while it is stopped, is tried on demand, and belongs to administrators', async () => {
    const { webhook } = await create()
    const stopped = await admin.patch(`/webhooks/${webhook.id}`, { active: false }, { 'if-match': '"1"' })
    expect(stopped.body).toMatchObject({ active: false, version: 2 })
    await rename('Callada')
    expect(await log()).toEqual([])
    await admin.patch(`/webhooks/${webhook.id}`, { active: true })
    expect((await admin.post(`/webhooks/${webhook.id}/try`)).status).toBe(202)
    await deliver()
    expect(JSON.parse(got[0]!.body).type).toBe('webhook.trial')
    const planner = await test.signIn('SUPERVISOR', test.sites.north)
    expect((await planner.get('/webhooks')).status).toBe(403)
    expect((await admin.delete(`/webhooks/${webhook.id}`)).status).toBe(204)
    expect((await admin.post('/webhooks', { name: 'N', url: 'ftp://a.b', events: ['stock.low'] })).status).toBe(400)
  })
})

describe('what leaves the house', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fc00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '255.255.255.255',
  ])('does not go to %s', (address) => expect(isPublicAddress(address)).toBe(false))
  it.each(['1.1.1.1', '172.32.0.1', '2606:4700::1111'])('goes to %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )

  const options = { headers: {}, timeout: 2000, allowPrivate: false }
  it.each(['localhost', '127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'reaches no %s, by name or by number',
    async (host) => {
      const address = url.replace('127.0.0.1', host)
      await expect(post(address, '{}', options)).rejects.toThrow(PrivateAddressError)
      expect(got).toEqual([])
    },
  )
})
