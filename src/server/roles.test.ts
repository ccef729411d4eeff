import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './platform/config.ts'
import { openTestApp, type TestApp } from './testing/app.ts'
import { testServer } from './testing/database.ts'
import { startServer } from './testing/process.ts'

describe('the roles of a process', () => {
  it('are all by default, are named when wrong, and stay together on the embedded database', () => {
    expect(readConfig({}).FAENA_ROLES).toEqual(['api', 'worker', 'scheduler'])
    expect(() => readConfig({ FAENA_ROLES: 'api,cook' })).toThrow(/FAENA_ROLES: no such role: cook/)
    expect(() => readConfig({ FAENA_ROLES: 'worker' })).toThrow(/FAENA_ROLES: the embedded database serves one process/)
    const divided = readConfig({ FAENA_ROLES: 'worker', DATABASE_URL: 'postgres://faena@127.0.0.1/faena' })
    expect(divided.FAENA_ROLES).toEqual(['worker'])
  })
})

describe.skipIf(!testServer)('processes of one role each', () => {
  let test: TestApp
  let folder: string
  const children: ChildProcess[] = []
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faena-roles-'))
    test = await openTestApp()
  })
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await test.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(role: string) {
    const env = { DATABASE_URL: test.databaseUrl!, DATA_DIR: folder, FAENA_ROLES: role, NODE_ENV: 'test' }
    const { child, output, exited } = startServer(folder, env)
    children.push(child)
    const line = /"address":"(http[^"]+)".*"roles":\["(\w+)"\].*"msg":"ready"/
    await expect.poll(() => line.exec(output())?.[2]).toBe(role)
    return { child, exited, address: line.exec(output())![1]! }
  }

  it('work together through the database: what one is asked, another does, and each says how it is', async () => {
    const [api, worker] = await Promise.all([start('api'), start('worker')])
    const headers = { authorization: `Bearer ${test.admin.token}` }
    const asked = await fetch(`${api.address}/api/v1/backups`, { method: 'POST', headers })
    expect(asked.status).toBe(202)
    await expect
      .poll(async () => (await test.admin.get('/backups')).body.items[0]?.status, { interval: 500 })
      .toBe('DONE')
    const metrics = await (await fetch(`${worker.address}/metrics`)).text()
    expect(metrics).toMatch(/faena_jobs_total\{queue="backup\.requested\.run",outcome="done"\} 1/)
    expect((await fetch(`${worker.address}/api/v1/health/ready`)).status).toBe(200)
    expect((await fetch(`${worker.address}/api/v1/backups`, { headers })).status).toBe(404)
    for (const { child, exited } of [api, worker]) {
      child.kill('SIGTERM')
      expect((await exited).code).toBe(0)
    }
  })
})
