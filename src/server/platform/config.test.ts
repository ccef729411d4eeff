import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, configSchema, readConfig } from './config.ts'
import { configExample } from './config-example.ts'

const oidc = {
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'faena',
  OIDC_CLIENT_SECRET: 'secreto',
  PUBLIC_URL: 'https://faena.example',
}

describe('the configuration', () => {
  it('has a meaning for every variable, and the committed example shows them', () => {
    const undescribed = Object.entries(configSchema.shape).filter(([, value]) => !value.description)
    expect(undescribed.map(([name]) => name)).toEqual([])
    const committed = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
    expect(committed, 'run `npx faena config example > .env.example`').toBe(configExample())
  })

  it('reads its own example, uncommented, as the defaults', () => {
    const lines = configExample().match(/^# [A-Z_]+=.*$/gm) ?? []
    const env = Object.fromEntries(lines.map((line) => line.slice(2).split(/=(.*)/s) as [string, string]))
    expect(readConfig(env)).toEqual(readConfig({}))
  })

  it('names every wrong variable at once', () => {
    const read = () => readConfig({ PORT: 'eighty', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/DATABASE_URL.*PORT|PORT.*DATABASE_URL/s)
    expect(read).toThrow(/LOG_LEVEL/)
  })

  it.each([
    [{ OIDC_ISSUER: 'https://id.example' }, /^OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: missing; /],
    [{ OIDC_CLIENT_SECRET: 'x' }, /^OIDC_ISSUER, OIDC_CLIENT_ID: missing; /],
    [{ ...oidc, PUBLIC_URL: '' }, /^PUBLIC_URL: required by OIDC_ISSUER/],
    [{ ...oidc, OIDC_ISSUER: 'http://id.example' }, /^OIDC_ISSUER: neither https nor/],
    [{ ...oidc, OIDC_SCOPES: 'email profile' }, /^OIDC_SCOPES: has to contain openid/],
    [{ ...oidc, OIDC_CREATE_PEOPLE: 'true' }, /^OIDC_EMAIL_DOMAINS: required by OIDC_CREATE_PEOPLE/],
  ])('refuses %j for the sign-in by OpenID Connect', (env, line) => {
    expect(() => readConfig(env)).toThrow(line)
  })

  it('takes a whole provider, without TLS only on this machine', () => {
    expect(readConfig(oidc).OIDC_NAME).toBe('OpenID Connect')
    expect(readConfig({ ...oidc, OIDC_ISSUER: 'http://127.0.0.1:9000' }).OIDC_ISSUER).toBe('http://127.0.0.1:9000')
  })

  it('refuses to run in production without secrets, or with short ones', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/SECRET_KEY, JWT_SECRET_KEY: required in production/)
    const short = { NODE_ENV: 'production', SECRET_KEY: 'x', JWT_SECRET_KEY: 'y'.repeat(32) }
    expect(() => readConfig(short)).toThrow(/SECRET_KEY/)
  })
})
