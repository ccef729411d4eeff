import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp } from './testing/app.ts'
import { prepareFolder } from './testing/database.ts'
import { startServer } from './testing/process.ts'

let base: string
const children: ChildProcess[] = []
const servers: Server[] = []
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'faena-start-'))
  await prepareFolder(join(base, 'data/database'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) server.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Starts the server on the prepared database and a free port. */
function start(env: Record<string, string> = {}) {
  const started = startServer(base, { DATA_DIR: join(base, 'data'), ...env })
  children.push(started.child)
  return started
}

/** A server that answers every connection by `answer`. */
async function listen(answer: (socket: Socket) => void = () => {}): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

/** Refuses the log-in as PostgreSQL does (message E of its protocol). */
function refusePassword(socket: Socket): void {
  socket.once('data', () => {
    const fields = 'SFATAL\0C28P01\0Mpassword authentication failed\0\0'
    const length = Buffer.alloc(4)
    length.writeUInt32BE(4 + fields.length)
    socket.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(fields)]))
  })
}

describe('a start that cannot succeed ends with one clear line and not with 0', () => {
  const cases: [string, () => Promise<Record<string, string>>, RegExp][] = [
    [
      'the port is taken',
      async () => ({ PORT: String(await listen()) }),
      /^faena: port \d+ is taken; set PORT to a free one\n$/,
    ],
    [
      'a value of the configuration is wrong',
      async () => ({ JWT_ACCESS_TOKEN_LIFETIME: 'soon' }),
      /^faena: configuration: JWT_ACCESS_TOKEN_LIFETIME: [^\n]+\n$/,
    ],
    [
      'the database is unreachable',
      async () => ({ DATABASE_URL: 'postgres://faena:secret@127.0.0.1:1/faena' }),
      /^faena: cannot reach the database at 127\.0\.0\.1:1: ECONNREFUSED\n$/,
    ],
    [
      'the database refuses the password',
      async () => ({ DATABASE_URL: `postgres://faena:secret@127.0.0.1:${await listen(refusePassword)}/faena` }),
      /^faena: the database at 127\.0\.0\.1:\d+ refused the user faena or the password of DATABASE_URL\n$/,
    ],
    [
      'the data folder cannot be written',
      async () => {
        writeFileSync(join(base, 'file'), '')
        return { DATA_DIR: join(base, 'file/data') }
      },
      /^faena: cannot write \S+ \(ENOTDIR\); set DATA_DIR to a folder that can be written\n$/,
    ],
    [
      'a newer version migrated the database',
      async () => {
        await prepareFolder(join(base, 'newer/database'), async ({ db }) => {
          await db.rows(sql`UPDATE drizzle.__drizzle_migrations SET created_at = 9999999999999`)
        })
        return { DATA_DIR: join(base, 'newer') }
      },
      /^faena: the database was migrated by a newer Faena; install that version or restore a backup\n$/,
    ],
  ]
  it.each(cases)('when %s', async (_what, prepare, line) => {
    const { code, stderr } = await start(await prepare()).exited
    expect(stderr).toMatch(line)
    expect(code).toBe(1)
  })

  const disk = process.platform === 'linux' && process.getuid?.() === 0
  it.skipIf(!disk)('when the disk is full', async (context) => {
    const folder = join(base, 'small')
    mkdirSync(folder)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).status === 0
    if (!mounted) return context.skip('a small disk cannot be mounted here')
    try {
      const { code, stderr } = await start({ DATA_DIR: folder }).exited
      expect(stderr).toBe('faena: the disk is full; free some space and start again\n')
      expect(code).toBe(1)
    } finally {
      spawnSync('umount', [folder])
    }
  })
})

describe('a running server', () => {
  it('has its database for itself, says where it is, and gives the first administrator a link', async () => {
    const first = start()
    const port = await first.ready
    expect(first.output()).toMatch(
      /Create the first administrator: http:\/\/127\.0\.0\.1:\d+\/setup\?token=[\w-]{43}\n/,
    )
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`)).status).toBe(200)
    const second = await start().exited
    expect(second.stderr).toMatch(
      /^faena: the embedded database in \S+ is in use by process \d+; stop it, or set DATA_DIR/,
    )
    expect(second.code).toBe(1)
    first.child.kill('SIGKILL')
    await first.exited
    const third = start()
    await third.ready
    third.child.kill('SIGTERM')
    expect((await third.exited).code).toBe(0)
  })

  it('drains on SIGTERM: what is in flight is answered, new connections are refused, and the end is clean', async () => {
    const { child, ready, exited } = start()
    const port = await ready
    const body = JSON.stringify({ email: 'x@faena.example', password: 'x' })
    const socket = connect(port, '127.0.0.1')
    const head = [
      'POST /api/v1/auth/login HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    await once(socket, 'data')
    child.kill('SIGTERM')
    await refused(port)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.write(body)
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect((await exited).code).toBe(0)
  })

  it('reads what was sent to it before it closes idle connections', async () => {
    const { app, close } = await openTestApp()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const kept = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    const request = 'GET /api/v1/health/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
    kept.write(request)
    await once(kept, 'data')
    kept.write(request)
    app.server.close()
    const answered = once(kept, 'data').then(([chunk]) => String(chunk).slice(0, 15))
    const closed = once(kept, 'close').then(() => 'closed')
    expect(await Promise.race([answered, closed])).toBe('HTTP/1.1 200 OK')
    kept.destroy()
    await close()
  })
})

/** Returns when nothing takes connections at `port` any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (!open) return
  }
}
