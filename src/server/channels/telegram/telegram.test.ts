import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { picture } from '../../features/requests/testing.ts'
import { systemActor } from '../../platform/actor.ts'
import { readConfig } from '../../platform/config.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { addUnit, failureCodes, orderTypeId } from '../../testing/orders.ts'
import type { Message } from '../channel.ts'
import { telegramChannel } from './channel.ts'
import { issueCode } from './commands.ts'
import { openTelegram, type Telegram } from './connection.ts'
import { telegramConversation } from './tables.ts'
import { type BotApi, botApi, botToken, chatOf } from './testing.ts'
import { webhookSecret } from './webhook-secret.ts'

let api: BotApi
let test: TestApp
let telegram: Telegram
let unitId: string
let clock = Date.parse('2026-05-04T12:00:00Z')
const logged: string[] = []
const fast = { burst: 1000, each: 1 }
const risks = vi.fn(async () => [
  { assetId: unitId, code: 'RE-1', name: 'Retro <1>', probability: 0.42, days: 30, reason: 'Sin mantención & vieja' },
])

beforeAll(async () => {
  api = await botApi()
  test = await openTestApp({
    now: () => new Date(clock).toISOString(),
    env: { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_API_ROOT: api.url, DELIVERY_TIMEOUT: '0.5' },
  })
  const log = pino({}, { write: (line) => void logged.push(line) })
  telegram = openTelegram({ ...test.runtime, log }, { pace: fast, listRisks: risks })
  unitId = await addUnit(test, test.sites.north, 'RE-1')
})
afterAll(async () => {
  await telegram.stop()
  await test.close()
  await api.close()
})
beforeEach(() => {
  clock += 60_000
})
afterEach(() => void api.recover())

const rows = <T extends object>(statement: Parameters<typeof test.runtime.database.db.rows>[0]) =>
  test.runtime.database.db.rows<T>(statement)

/** Hands updates on one after another, each answered before the next. */
async function send(...updates: (object | (() => object))[]) {
  for (const update of updates) {
    const given = typeof update === 'function' ? update() : update
    await telegram.take(given as Parameters<Telegram['take']>[0])
    await telegram.settled()
  }
}

let chats = 7000
/** A chat of its own, linked to the caller. */
async function linkedChat(by: Caller, language?: string) {
  chats += 1
  const chat = chatOf(api, chats, language)
  const { body } = await by.post('/me/telegram-code')
  await send(chat.says(`/vincular ${body.code}`))
  return chat
}

async function openOrder(fields: object = {}) {
  const { body } = await test.supervisor.post('/work-orders', {
    title: 'Fuga <hidráulica> & ruido',
    assetId: unitId,
    typeId: await orderTypeId(test, 'CORRECTIVE'),
    priority: 'HIGH',
    assigneeId: test.operator.personId,
    ...fields,
  })
  return body as { id: string; number: string }
}

const orderOf = async (id: string) => (await test.supervisor.get(`/work-orders/${id}`)).body

const actionsOf = (entityId: string) =>
  rows<{ action: string; channel: string; actorId: string }>(sql`
    SELECT action, channel, actor_id AS "actorId" FROM audit_entry WHERE entity_id = ${entityId} ORDER BY seq`)

describe('linking', () => {
  it('takes the code of the profile once, from one chat, and says so in the audit log', async () => {
    const person = await test.signIn('OPERATOR', test.sites.north, 'Lía <Linda>')
    const chat = chatOf(api, 1)
    await send(chat.says('/workorders'))
    expect(chat.sees()).toContain('/vincular 123456')
    expect((await person.get('/me/telegram')).body).toEqual({ available: true, bot: null, link: null })
    const issued = await person.post('/me/telegram-code')
    expect(issued.headers['cache-control']).toBe('no-store')
    expect(issued.body).toEqual({
      code: expect.stringMatching(/^\d{6}$/),
      expiresAt: new Date(clock + 600_000).toISOString(),
    })
    await send(chat.says(`/start ${issued.body.code}`))
    expect(chat.sees()).toContain('Hola, Lía &lt;Linda&gt;')
    expect((await person.get('/me/telegram')).body.link).toEqual({
      name: 'Óscar',
      linkedAt: expect.any(String),
    })
    const other = chatOf(api, 2, 'en')
    await send(other.says(`/vincular ${issued.body.code}`))
    expect(other.sees()).toContain('does not work')
    const addresses = () =>
      rows(sql`SELECT address FROM channel_address WHERE person_id = ${person.personId} AND channel = 'telegram'`)
    expect(await addresses()).toEqual([{ address: '1' }])
    const linked = (await actionsOf(person.personId)).find(({ action }) => action === 'person.telegramLinked')
    expect(linked).toMatchObject({ channel: 'telegram', actorId: person.personId })
    const kept = await rows(sql`SELECT 1 FROM telegram_code WHERE hash LIKE ${`%${issued.body.code}%`}
      UNION ALL SELECT 1 FROM audit_entry WHERE changes LIKE ${`%"${issued.body.code}"%`}`)
    expect(kept).toEqual([])
    await send(chat.says('/desvincular'))
    expect(await addresses()).toEqual([])
  })

  it('ends after ten minutes, with another code, by the bot and by the web', async () => {
    const person = await test.signIn('OPERATOR', test.sites.north)
    const chat = chatOf(api, 3)
    const late = (await person.post('/me/telegram-code')).body.code
    clock += 600_000
    await send(chat.says(`/vincular ${late}`))
    expect(chat.sees()).toContain('ya venció')
    const replaced = (await person.post('/me/telegram-code')).body.code
    const { code } = (await person.post('/me/telegram-code')).body
    if (replaced !== code) await send(chat.says(`/vincular ${replaced}`))
    expect(chat.sees()).toContain('no sirve')
    await send(chat.says(`/vincular ${code}`), chat.says('/desvincular'))
    expect(chat.sees()).toContain('ya no está vinculado')
    expect((await person.get('/me/telegram')).body.link).toBeNull()
    const again = (await person.post('/me/telegram-code')).body.code
    await send(chat.says(`/vincular ${again}`))
    expect((await person.get('/me/telegram')).body.link).not.toBeNull()
    expect((await person.delete('/me/telegram')).status).toBe(204)
    await send(chat.says('/myinfo'))
    expect(chat.sees()).toContain('no está vinculado')
  })

  it('stops a chat that guesses, even when it then has the right code', async () => {
    const person = await test.signIn('OPERATOR', test.sites.north)
    const { code } = (await person.post('/me/telegram-code')).body
    const chat = chatOf(api, 4)
    const wrong = (n: number) => String((Number(code) + n) % 1_000_000).padStart(6, '0')
    for (const n of [1, 2, 3, 4, 5]) await send(chat.says(`/vincular ${wrong(n)}`))
    await send(chat.says(`/vincular ${code}`))
    expect(chat.sees()).toContain('espere 900 s')
    const patient = chatOf(api, 5)
    await send(patient.says(`/vincular ${code}`))
    expect(patient.sees()).toContain('quedó vinculado')
  })

  it('ends with the account, waits for a new password, and with the chat', async () => {
    const person = await test.signIn('OPERATOR', test.sites.north)
    const chat = await linkedChat(person)
    await test.admin.post(`/people/${person.personId}/reset-password`, {})
    await send(chat.says('/status'))
    expect(chat.sees()).toContain('cambiar su clave')
    await test.admin.post(`/people/${person.personId}/deactivate`)
    await send(chat.says('/status'))
    expect(chat.sees()).toContain('no está vinculado')

    const leaving = await test.signIn('OPERATOR', test.sites.north)
    await send((await linkedChat(leaving)).leaves())
    expect((await leaving.get('/me/telegram')).body.link).toBeNull()
    const blocking = await test.signIn('OPERATOR', test.sites.north)
    const blocked = await linkedChat(blocking)
    api.trouble('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' })
    await send(blocked.says('/status'))
    expect((await blocking.get('/me/telegram')).body.link).toBeNull()
  })

  it('is refused without a bot', async () => {
    const config = { ...test.runtime.config, TELEGRAM_BOT_TOKEN: undefined }
    const code = issueCode({ ...test.runtime, config }, systemActor('job', 'r1'))
    await expect(code).rejects.toMatchObject({ code: 'telegram.notSetUp' })
  })
})

describe('an order', () => {
  it('goes from open to complete in the chat, by the same commands as on the web', async () => {
    const order = await openOrder({ tasks: ['Revisar mangueras'] })
    const chat = await linkedChat(test.operator)
    const own = await openOrder({ title: 'Ajena', assigneeId: null })
    await send(chat.says('/workorders'))
    expect(chat.sees()).toContain(`<b>${order.number}</b>`)
    expect(chat.sees()).not.toContain(own.number)
    await send(chat.presses(`o:${own.id}`))
    expect(chat.sees()).toContain('No se encontró')
    await send(chat.says('/workorders'))
    const before = chat.messages()
    await send(chat.presses('RE-1'))
    expect(chat.sees()).toContain('Fuga &lt;hidráulica&gt; &amp; ruido')
    expect(chat.sees()).toContain('☐ Revisar mangueras')
    expect(chat.seesButtons()).toEqual(['👍 Aceptar', '▶️ Iniciar', '🚜 RE-1'])
    await send(chat.presses('Aceptar'))
    expect((await orderOf(order.id)).comments).toMatchObject([{ text: 'Aceptada desde Telegram.' }])
    expect(chat.seesButtons()).toEqual(['▶️ Iniciar', '🚜 RE-1'])
    await send(
      chat.presses('Iniciar'),
      () => chat.presses('Pausar'),
      () => chat.presses('espera repuesto'),
    )
    expect(await orderOf(order.id)).toMatchObject({ status: 'ON_HOLD', holdReason: 'PARTS' })
    await send(
      chat.presses('Continuar'),
      () => chat.presses('Pausar'),
      () => chat.presses('otro motivo'),
    )
    expect(chat.messages()).toBe(before)
    await send(chat.says('Falta la grúa'))
    expect(await orderOf(order.id)).toMatchObject({
      status: 'ON_HOLD',
      holdReason: 'OTHER',
      statusReason: 'Falta la grúa',
    })
    await send(
      chat.presses('Continuar'),
      () => chat.presses('Terminar'),
      () => chat.says('muchas'),
    )
    expect(chat.sees()).toContain('como un número')
    const hours = chat.presses('2 h')
    await send(chat.says('1,5'), chat.says('Se cambió la manguera'))
    expect(chat.sees()).toContain('1 de 3')
    const codes = await failureCodes(test)
    const mode = chat.presses(`code:${codes.failureModeId}`)
    await send(mode, hours)
    expect(chat.sees()).toContain('2 de 3')
    await send(chat.presses(`code:${codes.failureModeId}`))
    expect(chat.sees()).toContain('2 de 3')
    await send(chat.presses(`code:${codes.failureCauseId}`), () => chat.presses(`code:${codes.failureActionId}`))
    expect((await orderOf(order.id)).status).toBe('IN_PROGRESS')
    const last = chat.presses('Terminar la orden')
    await send(last, last)
    expect(chat.sees()).toContain('Orden terminada')
    expect(await orderOf(order.id)).toMatchObject({
      status: 'COMPLETED',
      hoursWorked: 1.5,
      completionNotes: 'Se cambió la manguera',
      failureMode: { id: codes.failureModeId },
      failureAction: { id: codes.failureActionId },
    })
    const done = (await actionsOf(order.id)).filter(({ channel }) => channel === 'telegram')
    const held = ['workOrder.held', 'workOrder.resumed']
    expect(done.map(({ action }) => action)).toEqual([
      ...['workOrder.commented', 'workOrder.started', ...held, ...held, 'workOrder.completed'],
    ])
    expect(new Set(done.map(({ actorId }) => actorId))).toEqual(new Set([test.operator.personId]))
    await send(chat.presses(`start:${order.id}`))
    expect(chat.sees()).toContain('desde ahí no puede pasar')
  })

  it('is approved, taken and told to supervisors in English, with predictions for them alone', async () => {
    await test.supervisor.patch('/me', { locale: 'en' })
    const chat = await linkedChat(test.supervisor)
    const { id } = await openOrder({ assigneeId: null, typeId: await orderTypeId(test, 'MODIFICATION') })
    await send(chat.presses(`o:${id}`))
    expect(chat.sees()).toContain('Awaits approval')
    await send(chat.presses('Approve'), () => chat.presses('Accept'))
    expect(await orderOf(id)).toMatchObject({ assignee: { id: test.supervisor.personId }, awaitsApproval: false })
    await send(chat.says('/predictions'))
    expect(chat.sees()).toContain('<b>RE-1</b> Retro &lt;1&gt; · 42 % within 30 days\nSin mantención &amp; vieja')
    await send(chat.says('/status'), chat.says('/myinfo'))
    expect(chat.sees()).toContain('Faena Norte')
    await send(chat.says('/help'))
    expect(chat.sees()).toContain('/predictions')
    await send(chat.says('/nothing'), chat.says('/predictions@faena_bot'))
    expect(risks).toHaveBeenCalledTimes(2)
    const operator = await linkedChat(test.operator)
    await send(operator.says('/predictions'))
    expect(operator.sees()).toContain('No conozco ese comando')
    await send(operator.presses(`approve:${id}`))
    expect(operator.sees()).not.toContain('aprobada')
    await test.supervisor.patch('/me', { locale: 'es-CL' })
  })

  it('has each update once, whatever is repeated, killed half-way or late', async () => {
    const order = await openOrder({ typeId: await orderTypeId(test, 'PREVENTIVE') })
    const chat = await linkedChat(test.operator)
    await send(chat.presses(`o:${order.id}`))
    const accept = chat.presses('Aceptar')
    await Promise.all([accept, accept, accept].map((update) => telegram.take(update as never)))
    await telegram.settled()
    // As if the process had ended after the change and before it was written down that the update is done.
    await rows(sql`DELETE FROM telegram_update WHERE id = ${accept.update_id}`)
    await send(accept)
    expect((await orderOf(order.id)).comments).toHaveLength(1)
    await send(chat.presses('Iniciar'))
    const earlier = chat.says('3')
    await send(chat.presses('Terminar'), earlier)
    expect(chat.sees()).not.toContain('Horas: 3')
    const open = await rows(sql`SELECT id FROM telegram_update WHERE done_at IS NULL OR payload IS NOT NULL`)
    expect(open).toEqual([])
  })
})

describe('a unit', () => {
  it('has its meter read, and a reading that cannot be is asked for again', async () => {
    const chat = await linkedChat(test.operator)
    await openOrder()
    await send(
      chat.says('/assets re-1'),
      () => chat.presses('Registrar h'),
      () => chat.says('mil'),
    )
    expect(chat.sees()).toContain('lectura')
    await send(chat.says('1000,5'))
    expect(chat.sees()).toContain('Lectura registrada')
    clock += 60_000
    await send(chat.presses('Registrar h'), () => chat.says('900'))
    expect(chat.sees()).toContain('menor que la lectura anterior')
    const read = await rows<{ value: number }>(sql`SELECT value FROM meter_reading WHERE asset_id = ${unitId}`)
    expect(read).toEqual([{ value: 1000.5 }])
    await send(chat.says('nada así'))
  })

  it('has a fault reported with a photo, as one from its label', async () => {
    const chat = await linkedChat(test.operator)
    await openOrder()
    const foto = await picture()
    await send(
      chat.sendsPhoto('foto-1', 'Humo en el motor'),
      () => chat.presses('RE-1'),
      () => chat.presses('No'),
    )
    expect(chat.sees()).toContain('Fotos: 1')
    await send(chat.presses('Enviar el reporte'))
    expect(chat.sees()).toContain('No se pudo traer la foto')
    api.files.set('foto-1', foto)
    const sent = chat.presses('Enviar el reporte')
    const [asked] = await rows<{ state: object; updateId: number; expiresAt: string }>(sql`
      SELECT state, update_id AS "updateId", expires_at AS "expiresAt" FROM telegram_conversation
      WHERE chat_id = ${chat.id}`)
    await send(sent, sent)
    expect(chat.sees()).toContain('Recibido')
    // As if the process had ended after the report was in and before it was written down that the update is done.
    await rows(sql`DELETE FROM telegram_update WHERE id = ${sent.update_id}`)
    await test.runtime.database.db.insert(telegramConversation).values({ chatId: chat.id, ...asked } as never)
    await send(sent)
    expect(chat.sees()).toContain('Recibido')
    const { items } = (await test.supervisor.get(`/fault-requests?assetId=${unitId}`)).body
    expect(items).toMatchObject([{ what: 'Humo en el motor', canMove: false, photoIds: [expect.any(String)] }])
    expect(await actionsOf(items[0].id)).toMatchObject([{ channel: 'telegram', actorId: test.operator.personId }])
    const stranger = await linkedChat(test.otherOperator)
    await send(stranger.says('/report'))
    expect(stranger.sees()).toContain('No hay unidades')
    await send(stranger.presses(`fault:${unitId}`))
    expect(stranger.sees()).toContain('No se encontró')
  })
})

describe('Telegram', () => {
  it('is let in at the webhook by its secret alone', async () => {
    const chat = await linkedChat(test.operator)
    const post = (payload: object, secret?: string) =>
      test.app.inject({
        method: 'POST',
        url: '/telegram/webhook',
        payload,
        headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
      })
    const update = chat.says('/myinfo')
    expect((await post(update)).statusCode).toBe(401)
    expect((await post(update, 'wrong')).statusCode).toBe(401)
    const secret = webhookSecret(test.runtime.config)
    expect((await post({ update_id: 'x' }, secret)).statusCode).toBe(400)
    const before = chat.messages()
    expect((await post(update, secret)).statusCode).toBe(200)
    expect((await post(update, secret)).statusCode).toBe(200)
    await expect.poll(() => chat.messages()).toBe(before + 1)
    expect(chat.sees()).toContain('Óscar Operador')
  })

  it('may be away, slow or too busy: what was done is done, and nothing waits for it', async () => {
    const chat = await linkedChat(test.operator)
    const { id } = await openOrder()
    await send(chat.presses(`o:${id}`))
    const start = chat.presses('Iniciar')
    api.trouble('*', 'down', 99)
    await send(start)
    expect((await orderOf(id)).status).toBe('IN_PROGRESS')
    api.recover()
    expect(logged.join()).toContain('does not take the answer')
    expect(logged.join()).not.toContain(botToken)
    api.trouble('editMessageText', 'silence')
    await send(chat.presses(`hold:${id}`))
    api.trouble('editMessageText', { code: 429, description: 'Too Many Requests', retryAfter: 1 })
    const before = api.called('editMessageText').length
    await send(chat.presses(`o:${id}`))
    expect(api.called('editMessageText')).toHaveLength(before + 2)
    expect(chat.sees()).toContain('en curso')
    api.trouble('editMessageText', { code: 400, description: 'Bad Request: message is not modified' })
    const messages = chat.messages()
    await send(chat.presses(`o:${id}`))
    expect(chat.messages()).toBe(messages)
  })

  it('takes notices, and says what becomes of those it does not take', async () => {
    const message: Message = {
      id: 'd1',
      to: '99',
      title: 'Unidad <detenida>',
      text: 'RE-1 & otras',
      url: 'https://faena.example/assets/1',
      locale: 'es-CL',
      critical: true,
    }
    const deliver = () => telegramChannel.send(message, test.runtime.config)
    expect(await deliver()).toEqual({ providerId: expect.any(String) })
    expect(chatOf(api, 99).sees()).toBe('🚨 <b>Unidad &lt;detenida&gt;</b>\nRE-1 &amp; otras')
    expect(api.shown(99).at(-1)?.buttons).toEqual([{ text: 'Abrir en Faena', url: message.url }])
    const kinds = [
      [{ code: 403, description: 'Forbidden: bot was blocked by the user' }, { kind: 'gone' }],
      [{ code: 400, description: 'Bad Request: chat not found' }, { kind: 'gone' }],
      [{ code: 400, description: 'Bad Request: message is too long' }, { kind: 'permanent' }],
      [{ code: 404, description: 'Not Found' }, { kind: 'permanent' }],
      [
        { code: 429, description: 'Too Many Requests', retryAfter: 17 },
        { kind: 'transient', retryAfterSeconds: 17 },
      ],
      [{ code: 502, description: 'Bad Gateway' }, { kind: 'transient' }],
    ] as const
    for (const [trouble, failure] of kinds) {
      api.trouble('sendMessage', trouble)
      await expect(deliver()).rejects.toMatchObject(failure)
    }
    for (const trouble of ['down', 'silence'] as const) {
      api.trouble('sendMessage', trouble)
      const failed = await deliver().catch((error: Error) => error)
      expect(failed).not.toHaveProperty('kind')
      expect(String((failed as Error).message)).not.toContain(botToken)
    }
    expect(telegramChannel.configured(test.runtime.config)).toBe(true)
  })

  it('is asked for news by one process at a time, which goes on after it was away', async () => {
    const chat = await linkedChat(test.operator)
    api.trouble('deleteWebhook', 'down')
    api.trouble('getUpdates', { code: 502, description: 'Bad Gateway' })
    const first = openTelegram(test.runtime, { pace: fast })
    first.start()
    await expect.poll(() => api.called('getUpdates').length).toBeGreaterThan(1)
    const update = chat.says('/myinfo')
    const before = chat.messages()
    api.push(update)
    await expect.poll(() => chat.messages()).toBe(before + 1)
    await expect.poll(() => api.called('getUpdates').at(-1)?.payload.offset).toBe(update.update_id + 1)
    expect(first.userName()).toBe('faena_bot')
    expect(api.called('setMyCommands').map(({ payload }) => payload.language_code)).toEqual([undefined, 'en'])
    if (testServer) {
      const asked = api.called('deleteWebhook').length
      const second = openTelegram(test.runtime, { pace: fast })
      second.start()
      await expect.poll(() => second.userName()).toBe('faena_bot')
      await second.stop()
      expect(api.called('deleteWebhook')).toHaveLength(asked)
    }
    await first.stop()
  })

  it('is told where the webhook is and by what it proves itself', async () => {
    const config = { ...test.runtime.config, TELEGRAM_WEBHOOK_URL: 'https://faena.example' }
    const hooked = openTelegram({ ...test.runtime, config }, { pace: fast })
    const polls = api.called('getUpdates').length
    hooked.start()
    await expect.poll(() => api.called('setWebhook')).toHaveLength(1)
    expect(api.called('setWebhook')[0]!.payload).toMatchObject({
      url: 'https://faena.example/telegram/webhook',
      secret_token: webhookSecret(config),
    })
    await hooked.stop()
    expect(api.called('getUpdates')).toHaveLength(polls)
    expect(() => readConfig({ TELEGRAM_BOT_TOKEN: 'no token' })).toThrow('TELEGRAM_BOT_TOKEN')
    expect(() => readConfig({ TELEGRAM_WEBHOOK_URL: 'http://faena.example' })).toThrow('TELEGRAM_WEBHOOK_URL')
  })
})
