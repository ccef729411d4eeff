import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configSchema } from '../src/server/platform/config.ts'
import { openMetrics } from '../src/server/platform/metrics.ts'
import { serverCommand } from './server-command.js'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const has = (program: string, version: string) => spawnSync(program, [version]).status === 0
const known = new Set(Object.keys(configSchema.shape))

/** Variables of the deployment itself, which the server does not read. */
const others = new Set(['POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'VITE_API_BASE_URL'])

describe('what deploys Faena', () => {
  it('sets variables that the server reads', () => {
    const dockerfile = read('deploy/Dockerfile')
    const named = [
      ...[...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line]) =>
        line!.split(' ').map((pair) => pair.split('=')[0]!),
      ),
      ...[...read('deploy/production.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!),
      ...[...read('deploy/compose.yaml').matchAll(/\b([A-Z][A-Z_]{3,}):/g)].map(([, name]) => name!),
    ]
    expect(named.length).toBeGreaterThan(12)
    expect(named.filter((name) => !known.has(name) && !others.has(name))).toEqual([])
  })

  it('copies files that exist and starts programs that do', () => {
    for (const [, from] of read('deploy/Dockerfile').matchAll(/^COPY (?!--from|\. )(.+) \S+$/gm)) {
      for (const path of from!.split(' ')) expect(statSync(new URL(path, root)), path).toBeDefined()
    }
    const started = ['deploy/Dockerfile', 'start.sh'].map(read).join('\n')
    for (const [path] of started.matchAll(/src\/[\w/]+\.[jt]s/g))
      expect(statSync(new URL(path, root)), path).toBeDefined()
    for (const script of ['start.sh', 'build.sh']) {
      expect(statSync(new URL(script, root)).mode & 0o111, script).toBe(0o111)
      expect(spawnSync('sh', ['-n', new URL(script, root).pathname]).status, script).toBe(0)
    }
    const railway = JSON.parse(read('railway.json'))
    expect(statSync(new URL(railway.build.dockerfilePath, root))).toBeDefined()
    expect(statSync(new URL(railway.deploy.startCommand, root))).toBeDefined()
  })

  it('starts the server with the flags of `npm start`', () => {
    const [, inContainer] = /^CMD (\[.+\])$/m.exec(read('deploy/Dockerfile'))!
    expect(JSON.parse(inContainer!)).toEqual(['node', ...serverCommand])
    expect(read('deploy/Dockerfile')).toContain(`  node ${serverCommand.join(' ')} ||`)
    expect(read('start.sh')).toContain(`exec "$node" ${serverCommand.join(' ')}\n`)
  })

  it('divides the roles between processes so that each is somewhere, and the scheduler once', () => {
    const roles = [...read('deploy/compose.yaml').matchAll(/FAENA_ROLES: ([a-z]+(?:,[a-z]+)*)/g)].map(
      ([, role]) => role,
    )
    expect(roles.sort()).toEqual(['api', 'api', 'scheduler', 'worker'])
  })

  it('calls commands of faena that exist', () => {
    const commands = read('src/cli/main.ts')
    const calls = ['.github/workflows/deploy.yml', 'start.sh'].map(read).join('\n')
    const named = [...calls.matchAll(/(?:npx faena|cli\/start\.js) ([a-z-]+)/g)].map(([, name]) => name!)
    expect(named.sort()).toEqual(['migrate', 'smoke'])
    for (const name of named) expect(commands).toMatch(new RegExp(`\\b'?${name}'?: \\(\\) =>`))
  })

  it('gives the pages of a static host the policy of the server, and its addresses to the app', () => {
    const { headers, rewrites } = JSON.parse(read('vercel.json'))
    const policy = headers.flatMap((one: { headers: { key: string; value: string }[] }) => one.headers)
    const csp = policy.find(({ key }: { key: string }) => key === 'Content-Security-Policy').value
    expect(csp).toContain("default-src 'self'")
    expect(csp).not.toContain('unsafe')
    const page = new RegExp(`^${rewrites[1].source}$`)
    for (const path of ['/', '/login', '/work-orders', '/admin/backups']) expect(path).toMatch(page)
    for (const path of ['/api/v1/me', '/assets/a.js', '/favicon.svg', '/manifest.webmanifest'])
      expect(path).not.toMatch(page)
  })

  it('watches metrics that there are', async () => {
    const source = read('src/server/features/monitoring/routes.ts') + read('src/server/platform/metrics.ts')
    const own = await openMetrics().registry.metrics()
    const asked = read('deploy/prometheus/alerts.yml') + read('deploy/grafana/faena.json')
    const names = new Set([...asked.matchAll(/\b(faena|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name))
    expect(names.size).toBeGreaterThan(10)
    for (const name of names) {
      const base = name.replace(/_(bucket|count|sum)$/, '')
      expect(source.includes(`'${base}'`) || own.includes(base), name).toBe(true)
    }
  })

  it.skipIf(!has('promtool', '--version'))('has alert rules that do what they say (promtool)', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'alerts.test.yml'], {
      cwd: new URL('deploy/prometheus', root),
      encoding: 'utf8',
    })
    expect(status, stdout + stderr).toBe(0)
  })

  it.skipIf(!has('nginx', '-v') || !has('openssl', 'version'))('has a configuration that nginx accepts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'faena-nginx-'))
    const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')]
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=faena.example']
    expect(spawnSync('openssl', [...asked, '-keyout', key, '-out', certificate]).status).toBe(0)
    const here = read('deploy/nginx.conf')
      .replaceAll(/api-\d:8000/g, '127.0.0.1:8000')
      .replaceAll('tls/', `${folder}/`)
      .replace('/tmp/nginx.pid', join(folder, 'nginx.pid'))
    writeFileSync(join(folder, 'nginx.conf'), here)
    const { status, stderr } = spawnSync('nginx', ['-t', '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' })
    rmSync(folder, { recursive: true, force: true })
    expect(status, stderr).toBe(0)
  })
})
