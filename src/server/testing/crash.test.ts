import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openTestDatabase, prepareFolder, testServer } from './database.ts'
import { fileForm } from './multipart.ts'
import { faena, startServer } from './process.ts'

const rounds = 5
const writesPerRound = 400
const connections = 8
const login = { email: 'jefa@faena.example', password: 'nieve en la cordillera' }

interface Json extends Record<string, unknown> {
  id: string
  items: Json[]
  status: string
  number: string
  title: string
  accessToken: string
  nextCursor: string | null
  mapping: object
}
type Send = (method: string, path: string, body?: object) => Promise<{ status: number; body: Json }>

/** What the server has said it keeps. */
interface Kept {
  orders: Map<string, { number: string; status: string }>
  comments: Map<string, string[]>
  imports: string[]
}

function client(port: number, token: string | null): Send {
  return async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null }
  }
}

async function signIn(port: number): Promise<Send> {
  const { body } = await client(port, null)('POST', '/auth/login', login)
  return client(port, body.accessToken)
}

async function found(send: Send) {
  const { body: site } = await send('POST', '/sites', { code: 'MINA', name: 'Mina' })
  const { body: types } = await send('GET', '/asset-types')
  const asset = { code: 'RE-01', name: 'Retro', typeId: types.items[0]!.id, siteId: site.id }
  const { body: unit } = await send('POST', '/assets', asset)
  const { body: orderTypes } = await send('GET', '/order-types')
  const type = orderTypes.items.find(({ code }) => code === 'INSPECTION')!
  return { title: 'Revisar', assetId: unit.id, typeId: type.id, priority: 'LOW' }
}

/** Files that are checked and only wait to be applied: applying one is a job of the queue. */
async function waitingImports(port: number, send: Send, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const form = fileForm(
      `uno-${i}.csv`,
      `Fecha;Equipo;Trabajo;Tipo\n2026-11-0${(i % 9) + 1};RE-01;Importada ${i};OTRO\n`,
    )
    const { body: session } = await client(port, null)('POST', '/auth/login', login)
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/imports`, {
      method: 'POST',
      headers: { ...form.headers, authorization: `Bearer ${session.accessToken}` },
      body: form.payload,
    })
    const { id } = (await answer.json()) as Json
    const { body: proposal } = await send('GET', `/imports/${id}/proposal`)
    await send('PUT', `/imports/${id}/mapping`, { ...proposal.mapping, values: { type: { OTRO: 'CORRECTIVE' } } })
    await send('POST', `/imports/${id}/check`)
    ids.push(id)
  }
  return ids
}

async function settled(send: Send, id: string, over: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const { body } = await send('GET', `/imports/${id}`)
    if (body.status === over) return
    if (body.status === 'FAILED') throw new Error(`import ${id} failed`)
    await pause(250)
  }
  throw new Error(`import ${id} never became ${over}`)
}

/** Writes of every kind until the connection breaks or there were enough; what is acknowledged goes into `kept`. */
async function write(send: Send, order: object, kept: Kept, enough: () => boolean, done: () => void): Promise<void> {
  for (let i = 0; !enough(); i++) {
    try {
      const created = await send('POST', '/work-orders', order)
      if (created.status !== 201) throw new Error(`${created.status} ${JSON.stringify(created.body)}`)
      const { id, number } = created.body
      kept.orders.set(id, { number, status: 'PENDING' })
      done()
      if (i % 2 === 0) {
        const comment = await send('POST', `/work-orders/${id}/comments`, { text: `Visto ${i}` })
        if (comment.status === 201) kept.comments.set(id, [...(kept.comments.get(id) ?? []), `Visto ${i}`])
        done()
      }
      if (i % 3 === 0) {
        if ((await send('POST', `/work-orders/${id}/start`, {})).status === 200)
          kept.orders.set(id, { number, status: 'IN_PROGRESS' })
        done()
        const finished = await send('POST', `/work-orders/${id}/complete`, { notes: 'Listo', hours: 1 })
        if (finished.status === 200) kept.orders.set(id, { number, status: 'COMPLETED' })
        done()
      }
    } catch (error) {
      // The process is gone: whatever was not answered may be there or not.
      if (error instanceof TypeError || error instanceof SyntaxError) return
      throw error
    }
  }
}

const later = ['PENDING', 'IN_PROGRESS', 'COMPLETED']

async function everyOrder(send: Send): Promise<Map<string, Json>> {
  const all = new Map<string, Json>()
  let cursor = ''
  do {
    const { body } = await send('GET', `/work-orders?limit=200&sort=number${cursor}`)
    for (const item of body.items) all.set(item.id, item)
    cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : ''
  } while (cursor)
  return all
}

const engine = testServer === undefined ? 'the embedded database' : 'PostgreSQL'

describe(`kill -9 on ${engine}`, () => {
  it(`loses nothing acknowledged in ${rounds} × ${writesPerRound} mixed writes, doubles nothing, and the audit chain holds`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faena-crash-'))
    const database = engine === 'PostgreSQL' ? await openTestDatabase() : null
    if (!database) await prepareFolder(join(folder, 'data/database'))
    const env = {
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'silent',
      ...(database?.url ? { DATABASE_URL: database.url } : {}),
    }
    const kept: Kept = { orders: new Map(), comments: new Map(), imports: [] }
    try {
      expect(
        faena(folder, env, ['create-admin', '--email', login.email, '--password-stdin'], login.password).status,
      ).toBe(0)
      let server = startServer(folder, env)
      let send = await signIn(await server.ready)
      const order = await found(send)
      const files = await waitingImports(await server.ready, send, rounds * 2)
      for (const id of files) await settled(send, id, 'CHECKED')

      for (let round = 0; round < rounds; round++) {
        let count = 0
        const writers = Array.from({ length: connections }, () =>
          write(
            send,
            order,
            kept,
            () => count >= writesPerRound,
            () => count++,
          ),
        )
        while (count < (writesPerRound * 3) / 4) await pause(5)
        for (const id of files.slice(round * 2, round * 2 + 2)) {
          const asked = await send('POST', `/imports/${id}/apply`, {})
          if (asked.status === 202) kept.imports.push(id)
        }
        // At once: what follows from an acknowledged change is as safe as the change.
        server.child.kill('SIGKILL')
        await Promise.all([...writers, server.exited])
        server = startServer(folder, env)
        send = await signIn(await server.ready)
      }

      const orders = await everyOrder(send)
      for (const [id, { number, status }] of kept.orders) {
        expect(orders.get(id)?.number).toBe(number)
        expect(later.indexOf(orders.get(id)!.status)).toBeGreaterThanOrEqual(later.indexOf(status))
      }
      for (const [id, texts] of kept.comments) {
        const { body } = await send('GET', `/work-orders/${id}/comments`)
        expect(body.items.map(({ text }) => text)).toEqual(expect.arrayContaining(texts))
      }
      expect(kept.imports.length).toBeGreaterThan(0)
      for (const id of kept.imports) await settled(send, id, 'APPLIED')
      const after = [...(await everyOrder(send)).values()]
      const imported = after.filter(({ title }) => title.startsWith('Importada')).map(({ title }) => title)
      expect(new Set(imported).size).toBe(imported.length)
      expect(imported.length).toBeGreaterThanOrEqual(kept.imports.length)
      const numbers = after.map(({ number }) => Number(number.slice(8))).sort((a, b) => a - b)
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1))
      expect(kept.orders.size).toBeGreaterThan(rounds * 50)

      server.child.kill('SIGTERM')
      expect((await server.exited).code).toBe(0)
      expect(faena(folder, env, ['audit', 'verify'])).toMatchObject({ status: 0 })
    } finally {
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 600_000)
})
