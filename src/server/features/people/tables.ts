import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, hours, id, instant, money, version } from '../../platform/database/columns.ts'
import { site } from '../sites/tables.ts'

export const person = pgTable(
  'person',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: ['ADMIN', 'SUPERVISOR', 'OPERATOR'] }).notNull(),
    rut: text('rut'),
    phone: text('phone'),
    locale: text('locale', { enum: ['es-CL', 'en'] })
      .notNull()
      .default('es-CL'),
    theme: text('theme', { enum: ['system', 'light', 'dark', 'sunlight'] })
      .notNull()
      .default('system'),
    singleKeys: boolean('single_keys').notNull().default(true),
    passwordHash: text('password_hash'),
    mustChangePassword: boolean('must_change_password').notNull().default(true),
    /** Encrypted with SECRET_KEY; present but unconfirmed until `totpEnabledAt` is set. */
    totpSecret: text('totp_secret'),
    totpEnabledAt: instant('totp_enabled_at'),
    /** The last accepted TOTP time step, so that a code works once. */
    totpLastStep: integer('totp_last_step'),
    /** SHA-256 of each one-time code that stands in for a lost second factor; a used one is taken out. */
    recoveryHashes: text('recovery_hashes').array().notNull().default(sql`'{}'`),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: instant('locked_until'),
    /** Asset type codes or systems this person is trained in, for assignment suggestions. */
    skills: text('skills').array().notNull().default(sql`'{}'`),
    /** Minor units of the company's currency per hour, from today on; past rates are in `hourly_rate`. */
    hourlyRate: money('hourly_rate').notNull().default(0),
    weeklyHours: hours('weekly_hours').notNull().default(45),
    deactivatedAt: instant('deactivated_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    uniqueIndex('person_email').on(sql`lower(${t.email})`),
    uniqueIndex('person_rut').on(t.rut).where(sql`${t.rut} IS NOT NULL`),
  ],
)

/** What a person's hour costs from an instant on: labour is costed at the rate of its day. */
export const hourlyRate = pgTable(
  'hourly_rate',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    from: instant('valid_from').notNull(),
    rate: money('rate').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.from] })],
)

/** The sites a person is responsible for; an administrator needs none. */
export const personSite = pgTable(
  'person_site',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
  },
  (t) => [primaryKey({ columns: [t.personId, t.siteId] }), index('person_site_site').on(t.siteId)],
)

/** One log-in on one device: the family of its refresh tokens. */
export const session = pgTable(
  'session',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    userAgent: text('user_agent').notNull(),
    ip: text('ip').notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
    /** What proved who it is. */
    method: text('method', { enum: ['password', 'oidc'] })
      .notNull()
      .default('password'),
  },
  (t) => [index('session_person').on(t.personId, t.createdAt)],
)

/** Refresh tokens by SHA-256; a token used twice revokes its session. */
export const refreshToken = pgTable(
  'refresh_token',
  {
    hash: text('hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id, { onDelete: 'cascade' }),
    issuedAt: createdAt(),
    usedAt: instant('used_at'),
  },
  (t) => [index('refresh_token_session').on(t.sessionId)],
)

/** Whom a provider of OpenID Connect knows a person as. */
export const personIdentity = pgTable(
  'person_identity',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    /** The address that linked the two. */
    email: text('email').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [
    uniqueIndex('person_identity_subject').on(t.issuer, t.subject),
    uniqueIndex('person_identity_person').on(t.personId, t.issuer),
  ],
)

/** Sign-ins under way at the provider, by SHA-256 of the browser's cookie; each ends with the first return. */
export const oidcAttempt = pgTable('oidc_attempt', {
  hash: text('hash').primaryKey(),
  /** Page of this app to open afterwards. */
  next: text('next').notNull(),
  startedAt: instant('started_at').notNull(),
})
