import { sql } from 'drizzle-orm'
import { importJWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import webPush from 'web-push'
import type { DeliveryChannel } from '../../domain/notice.ts'
import { systemAlertKinds } from '../../domain/system-alert.ts'
import { fileBytes } from '../features/files/queries.ts'
import { claimOutgoing } from '../features/notices/outbox.ts'
import { tell } from '../features/notices/raise.ts'
import { queueMail, sendOutgoingMail } from '../platform/mail/outgoing.ts'
import { openTestApp, type TestApp } from '../testing/app.ts'
import type { Channel } from './channel.ts'
import { emailChannel } from './email/channel.ts'
import { pushChannel } from './push/channel.ts'
import { sendDue } from './senders.ts'
import { slackChannel } from './slack/channel.ts'
import { browserKeys, httpReceiver, mailServer } from './testing.ts'

const vapid = webPush.generateVAPIDKeys()
let mail: Awaited<ReturnType<typeof mailServer>>
let slack: Awaited<ReturnType<typeof httpReceiver>>
let push: Awaited<ReturnType<typeof httpReceiver>>
let test: TestApp
let now = '2026-11-24T15:00:00Z'
let told = 0
const browser = browserKeys()

beforeAll(async () => {
  mail = await mailServer()
  slack = await httpReceiver()
  push = await httpReceiver()
  test = await openTestApp({
    now: () => now,
    env: {
      DELIVERY_TIMEOUT: '60',
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MAIL_FROM: 'Faena <faena@empresa.example>',
      PUBLIC_URL: 'https://faena.example',
      SLACK_WEBHOOK_URL: `${slack.url}/hook`,
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      JWT_ACCESS_TOKEN_LIFETIME: '500000',
      JWT_REFRESH_TOKEN_LIFETIME: '500000',
    },
  })
})
beforeEach(async () => {
  await test.runtime.database.db.rows(sql`DELETE FROM happening`)
  for (const receiver of [mail, slack, push]) receiver.received.length = 0
  mail.refuse(null)
  mail.silence(false)
  slack.answer({ status: 200 })
  push.answer({ status: 201, headers: { location: '/message/1' } })
  await test.admin.put('/me/notice-preferences', { quiet: null, normal: 'NOW', informative: 'NOW', kinds: [] })
  await test.admin.post('/push/subscriptions', { endpoint: `${push.url}/browser`, keys: browser.keys })
})
afterAll(async () => {
  await test?.close()
  for (const receiver of [mail, slack, push]) await receiver?.close()
})

const later = (seconds: number) => {
  now = new Date(Date.parse(now) + seconds * 1000).toISOString()
}
const alert = (value = '<91>') =>
  tell(
    test.runtime,
    'system.alert',
    { kind: systemAlertKinds[told++ % systemAlertKinds.length]!, value, since: now },
    'job',
  )
const states = (channel: DeliveryChannel) =>
  test.runtime.database.db.rows<{ id: string; state: string; attempts: number; dueAt: string; lastError: string }>(sql`
    SELECT id, state, attempts, due_at AS "dueAt", last_error AS "lastError" FROM delivery
    WHERE channel = ${channel} ORDER BY id`)
const send = (channel: Channel) => sendDue(test.runtime, channel)
const wait = async (channel: DeliveryChannel) =>
  (Date.parse((await states(channel))[0]!.dueAt) - Date.parse(now)) / 1000

describe('e-mail', () => {
  it('arrives in words and in HTML, once', async () => {
    await alert()
    expect(await Promise.all([send(emailChannel), send(emailChannel), send(emailChannel)])).toContain(1)
    expect(mail.received).toHaveLength(1)
    const [{ to, text }] = mail.received as [{ to: string[]; text: string }]
    expect(to).toEqual([`${test.admin.personId}@faena.example`])
    expect(text).toContain('From: Faena <faena@empresa.example>')
    expect(text).toContain('Content-Type: text/plain')
    expect(text).toContain('Content-Type: text/html')
    expect(text).toContain('&#60;91&#62;')
    expect(text).toContain('https://faena.example/notices')
    const [sent] = await states('email')
    expect(text).toContain(`Message-ID: <${sent!.id}@empresa.example>`)
    expect(await states('email')).toMatchObject([{ state: 'SENT', attempts: 1, lastError: null }])
    expect(await send(emailChannel)).toBe(0)
  })

  it('puts what is due together into one', async () => {
    await alert()
    await alert()
    await send(emailChannel)
    expect(mail.received).toHaveLength(1)
    expect(mail.received[0]!.text).toContain('Subject: 2 avisos')
    expect((await states('email')).map(({ state }) => state)).toEqual(['SENT', 'SENT'])
  })

  it('is given up when the address is refused for good, and tried again when an administrator says so', async () => {
    mail.refuse(550)
    await alert()
    await send(emailChannel)
    const [failed] = await states('email')
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1 })
    const { items } = (await test.admin.get('/deliveries?state=FAILED&channel=email')).body
    expect(items).toMatchObject([{ id: failed!.id, person: { id: test.admin.personId }, dueAt: null }])
    expect(items[0].lastError).toContain('550')
    expect((await test.admin.get(`/deliveries?personId=${test.operator.personId}`)).body.items).toEqual([])
    expect((await test.supervisor.get('/deliveries')).status).toBe(403)
    mail.refuse(null)
    later(1)
    expect((await test.admin.post(`/deliveries/${failed!.id}/retry`)).status).toBe(204)
    expect((await test.admin.post(`/deliveries/${failed!.id}/retry`)).body.code).toBe('delivery.notFailed')
    await send(emailChannel)
    expect(await states('email')).toMatchObject([{ state: 'SENT' }])
  })

  it('waits longer each time while the server is busy or down', async () => {
    mail.refuse(451)
    await alert()
    await send(emailChannel)
    expect(await states('email')).toMatchObject([{ state: 'WAITING', attempts: 1 }])
    expect(await wait('email')).toBe(30)
    await send(emailChannel)
    expect(await states('email')).toMatchObject([{ attempts: 1 }])
    const { port } = mail
    await mail.close()
    later(30)
    await send(emailChannel)
    expect(await states('email')).toMatchObject([{ state: 'WAITING', attempts: 2 }])
    expect(await wait('email')).toBe(60)
    mail = await mailServer(port)
    later(60)
    await send(emailChannel)
    expect(mail.received).toHaveLength(1)
    expect(await states('email')).toMatchObject([{ state: 'SENT', attempts: 3 }])
  })

  it('goes out again, under the same name, when its sender was killed after claiming it', async () => {
    await alert()
    const claimed = await claimOutgoing(test.runtime, 'email')
    expect(claimed?.deliveries).toHaveLength(1)
    expect(await send(emailChannel)).toBe(0)
    later(3 * 60)
    expect(await send(emailChannel)).toBe(1)
    expect(mail.received).toHaveLength(1)
    expect(mail.received[0]!.text).toContain(claimed!.deliveries[0]!.id)
  })

  it('takes other mails along, with their attachments, each once', async () => {
    const { runtime } = test
    const { key } = await runtime.files.put(Buffer.from('%PDF-report'))
    const fileId = '0199c0de-0000-7000-8000-00000000f11e'
    await runtime.database.db.rows(sql`
      INSERT INTO file (id, owner_type, owner_id, kind, name, media_type, size, sha256, storage_key)
      VALUES (${fileId}, 'asset', ${fileId}, 'DOCUMENT', 'r.pdf', 'application/pdf', 11, 'x', ${key})`)
    const queue = (id: string) =>
      runtime.database.transaction((tx) => {
        const attachments = [{ fileId: id, name: 'semana.pdf', type: 'application/pdf' }]
        return queueMail(tx, { recipients: ['ana@example.com'], subject: 'Semana', text: 'Va', attachments }, now)
      })
    await queue(fileId)
    await queue('0199c0de-0000-7000-8000-00000000dead')
    const readFile = (id: string) => fileBytes(runtime, id)
    await Promise.all([sendOutgoingMail(runtime, readFile), sendOutgoingMail(runtime, readFile)])
    expect(mail.received).toHaveLength(1)
    expect(mail.received[0]!.text).toContain('filename=semana.pdf')
    expect(mail.received[0]!.text).toContain(Buffer.from('%PDF-report').toString('base64'))
    const rows = await runtime.database.db.rows<{ sent: boolean; failed: boolean }>(sql`
      SELECT sent_at IS NOT NULL AS sent, failed_at IS NOT NULL AS failed FROM outgoing_mail ORDER BY id`)
    expect(rows).toEqual([
      { sent: true, failed: false },
      { sent: false, failed: true },
    ])
  })
})

describe('web push', () => {
  it('arrives sealed for the browser and signed by this installation', async () => {
    await alert('Todo mal')
    await send(pushChannel)
    const [{ headers, body }] = push.received as [(typeof push.received)[0]]
    expect(browser.open(body)).toMatchObject({
      title: expect.stringContaining('Todo mal'),
      url: 'https://faena.example/notices',
    })
    const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(String(headers.authorization))!
    expect(key).toBe(vapid.publicKey)
    const raw = Buffer.from(vapid.publicKey, 'base64url')
    const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'))
    const signer = await importJWK({ kty: 'EC', crv: 'P-256', x: x!, y: y! }, 'ES256')
    const { payload } = await jwtVerify(token!, signer, { audience: push.url })
    expect(payload.sub).toBe('mailto:faena@empresa.example')
    expect(headers.ttl).toBe('86400')
    expect(await states('push')).toMatchObject([{ state: 'SENT', attempts: 1 }])
  })

  it('forgets a browser that is gone, and nobody else', async () => {
    push.answer({ status: 410 })
    await alert()
    await send(pushChannel)
    expect(await states('push')).toMatchObject([{ state: 'FAILED' }])
    expect((await test.admin.get('/me/notice-preferences')).body.reachable).toEqual(['email'])
    await alert()
    expect(await states('push')).toHaveLength(1)
  })

  it('waits as long as the service asks', async () => {
    push.answer({ status: 429, headers: { 'retry-after': '600' } })
    await alert()
    await send(pushChannel)
    expect(await wait('push')).toBe(600)
  })
})

describe('Slack', () => {
  it('receives what concerns the company once, however many people are told', async () => {
    await alert('Uno & <dos>')
    await Promise.all([send(slackChannel), send(slackChannel)])
    expect(slack.received.map(({ body }) => JSON.parse(body.toString()).text)).toEqual([
      expect.stringMatching(/Uno &amp; &lt;dos&gt;.*\n<https:\/\/faena\.example\/notices>$/s),
    ])
  })

  it('is given up when it refuses for good, and tried again when it is down', async () => {
    slack.answer({ status: 403 })
    await alert()
    await send(slackChannel)
    expect(await states('slack')).toMatchObject([{ state: 'FAILED', lastError: '403 said so' }])
    slack.answer({ status: 500 })
    await alert()
    await send(slackChannel)
    expect((await states('slack')).map(({ state }) => state)).toEqual(['FAILED', 'WAITING'])
  })
})

it('a receiver that says nothing holds up its own channel only, and counts as down', async () => {
  mail.silence(true)
  slack.answer('silence')
  push.answer('silence')
  await alert()
  const impatient = { ...test.runtime, config: { ...test.runtime.config, DELIVERY_TIMEOUT: 0.3 } }
  await Promise.all([emailChannel, slackChannel, pushChannel].map((channel) => sendDue(impatient, channel)))
  for (const channel of ['email', 'slack', 'push'] as const) {
    expect(await states(channel), channel).toMatchObject([{ state: 'WAITING', attempts: 1 }])
  }
})
