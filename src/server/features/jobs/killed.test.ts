import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { JobRecord } from '../../../contract/jobs.ts'
import { openTestDatabase, testServer } from '../../testing/database.ts'
import { fileForm } from '../../testing/multipart.ts'
import { faena, startServer } from '../../testing/process.ts'

const login = { email: 'jefa@faena.example', password: 'nieve en la cordillera' }
const rows = 6000

async function until<T>(look: () => Promise<T | undefined | false>, every: number): Promise<T> {
  for (;;) {
    const seen = await look()
    if (seen) return seen
    await pause(every)
  }
}

it.skipIf(!testServer)(
  'a job whose worker is killed midway is taken up by another one, and has its effect once',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'faena-killed-'))
    const test = await openTestDatabase()
    const env = { DATA_DIR: folder, LOG_LEVEL: 'silent', DATABASE_URL: test.url! }
    const started: ReturnType<typeof startServer>[] = []
    const start = (roles: string) => {
      const process = startServer(folder, { ...env, FAENA_ROLES: roles })
      started.push(process)
      return process
    }
    try {
      faena(folder, env, ['create-admin', '--email', login.email, '--password-stdin'], login.password)
      const base = `http://127.0.0.1:${await start('api').ready}/api/v1`
      let token = ''
      const call = async (method: string, path: string, body?: object | Buffer, headers: object = {}) => {
        const answer = await fetch(base + path, {
          method,
          headers: {
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(body && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
          ...(body ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) } : {}),
        })
        const text = await answer.text()
        // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
        return (text ? JSON.parse(text) : null) as any
      }
      token = (await call('POST', '/auth/login', login)).accessToken
      const site = await call('POST', '/sites', { code: 'MINA', name: 'Mina' })
      const types = await call('GET', '/asset-types')
      await call('POST', '/assets', { code: 'RE-01', name: 'Retro', typeId: types.items[0].id, siteId: site.id })
      const lines = Array.from({ length: rows }, (_, i) => `2026-11-01;RE-01;Importada ${i};OTRO`)
      const form = fileForm('muchas.csv', `Fecha;Equipo;Trabajo;Tipo\n${lines.join('\n')}\n`)
      const { id } = await call('POST', '/imports', form.payload, form.headers)
      const { mapping } = await call('GET', `/imports/${id}/proposal`)
      await call('PUT', `/imports/${id}/mapping`, { ...mapping, values: { type: { OTRO: 'CORRECTIVE' } } })
      await call('POST', `/imports/${id}/check`)
      const first = start('worker')
      await until(async () => (await call('GET', `/imports/${id}`)).status === 'CHECKED', 200)

      const { db } = test.database
      const written = async () => {
        const [row] = await db.rows<{ n: number }>(sql`SELECT count(*) AS n FROM work_order`)
        return row!.n
      }
      await call('POST', `/imports/${id}/apply`, {})
      await until(async () => {
        const running = await db.rows(sql`
          SELECT FROM jobs.job WHERE name = 'import.requested.run' AND state = 'active' AND output ? 'worker'
            AND data->>'step' = 'apply'`)
        return running.length > 0
      }, 5)
      first.child.kill('SIGKILL')
      await first.exited
      expect(await written()).toBeLessThan(rows)

      const second = start('worker')
      await until(async () => (await call('GET', `/imports/${id}`)).status === 'APPLIED', 500)
      expect(await written()).toBe(rows)
      const [{ different }] = (await db.rows<{ different: number }>(sql`
        SELECT count(DISTINCT title) AS different FROM work_order`)) as [{ different: number }]
      expect(different).toBe(rows)
      const job = await until(async () => {
        const { items } = await call('GET', '/jobs?queue=import.requested.run&limit=1')
        return (items as JobRecord[]).find(({ state }) => state === 'DONE')
      }, 200)
      expect(job).toMatchObject({ attempts: 2, worker: expect.stringMatching(new RegExp(`:${second.child.pid}$`)) })
    } finally {
      for (const { child } of started) child.kill('SIGKILL')
      await Promise.all(started.map(({ exited }) => exited))
      await test.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
