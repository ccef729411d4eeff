import { z } from 'zod'
import {
  codedReference,
  commaSeparated,
  flag,
  instant,
  money,
  optionalText,
  page,
  pageQuery,
  text,
  uuid,
} from './common.ts'
import { locales } from './errors.ts'
import { linkedIdentity } from './oidc.ts'
import { roles } from './permissions.ts'

export const themes = ['system', 'light', 'dark', 'sunlight'] as const

const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** Passwords are checked against the rules of `domain/password.ts`, not by shape. */
const password = z.string().min(1).max(256)
const totpCode = z.string().regex(/^\d{6}$/)
const recoveryCode = z.string().regex(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)

export const login = z.strictObject({
  email,
  password,
  totp: z
    .union([totpCode, recoveryCode])
    .optional()
    .meta({ description: 'six digits of the second factor, or one of its one-time recovery codes' }),
})

export const setUp = z.strictObject({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(120),
  email,
  password,
})

export const me = z
  .object({
    id: uuid,
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    role: z.enum(roles),
    locale: z.enum(locales),
    theme: z.enum(themes),
    singleKeys: z.boolean().meta({ description: 'whether one-letter shortcuts are on' }),
    mustChangePassword: z.boolean(),
    totpEnabled: z.boolean(),
    recoveryCodesLeft: z.int(),
    sites: z
      .array(codedReference)
      .nullable()
      .meta({ description: 'sites the person is responsible for; null means all' }),
    permissions: z.array(z.string()),
    demo: z.boolean().meta({ description: 'the installation holds simulated data' }),
    version: z.int(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const signedIn = z
  .object({
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: 'seconds' }),
    me,
    seq: z.int().meta({
      description:
        'end of the audit chain: a first live connection with it as `since` misses nothing that is read from now on',
    }),
  })
  .meta({ id: 'SignedIn' })

export const updateMe = z.strictObject({
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
  singleKeys: z.boolean().optional(),
  phone: z.string().trim().max(30).nullable().optional(),
})
export type UpdateMe = z.infer<typeof updateMe>

export const changePassword = z.strictObject({ current: password, next: password })

export const sessionItem = z.object({
  id: uuid,
  createdAt: instant,
  lastUsedAt: instant,
  userAgent: z.string(),
  ip: z.string(),
  method: z.enum(['password', 'oidc']).meta({ description: 'what proved who it is' }),
  current: z.boolean(),
})

export const totpSetup = z.object({ secret: z.string(), uri: z.string() })
export const recoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).meta({ description: 'shown once; each works once in place of the second factor' }),
})
export const confirmTotp = z.strictObject({ code: totpCode })
export const disableTotp = z.strictObject({ password })

/** How a supervisor or administrator sees a person in a list. */
const personItem = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  role: z.enum(roles),
  sites: z.array(codedReference),
  totpEnabled: z.boolean(),
  mustChangePassword: z.boolean(),
  lockedUntil: instant.nullable(),
  lastSeenAt: instant.nullable(),
  deactivatedAt: instant.nullable(),
})
export type PersonItem = z.infer<typeof personItem>
export const personPage = page(personItem)

export const personSorts = ['name', '-name', 'createdAt', '-createdAt'] as const

export const personListQuery = z.strictObject({
  ...pageQuery,
  search: z.string().trim().max(100).optional(),
  role: commaSeparated(z.enum(roles)).optional(),
  siteId: uuid.optional(),
  active: flag.optional(),
  sort: z.enum(personSorts).default('name'),
})
export type PersonListQuery = z.infer<typeof personListQuery>

const personDetail = personItem.extend({
  rut: z.string().nullable(),
  skills: z.array(z.string()),
  weeklyHours: z.number(),
  hourlyRate: money,
  rates: z.array(z.object({ from: instant, rate: money })).meta({ description: 'newest first' }),
  identities: z.array(linkedIdentity),
  createdAt: instant,
  version: z.int(),
})
export const person = personDetail.meta({ id: 'Person' })
export type PersonDetail = z.infer<typeof person>
export const personWithPassword = personDetail.extend({
  temporaryPassword: z.string().meta({ description: 'shown once; it has to be changed at the next sign-in' }),
})

const personFields = {
  name: text(120),
  email,
  role: z.enum(roles),
  rut: optionalText(20),
  phone: optionalText(30),
  siteIds: z.array(uuid).max(500),
  skills: z
    .array(z.string().max(60))
    .max(60)
    .meta({ description: 'codes of asset types and systems the person is trained in' }),
  weeklyHours: z.number().min(0).max(168),
  hourlyRate: money.meta({ description: 'minor units per hour, valid from the start of today' }),
}

export const createPerson = z.strictObject({
  ...personFields,
  siteIds: personFields.siteIds.default([]),
  skills: personFields.skills.default([]),
  weeklyHours: personFields.weeklyHours.default(45),
  hourlyRate: personFields.hourlyRate.default(0),
})
export type CreatePerson = z.infer<typeof createPerson>

export const updatePerson = z.strictObject(personFields).partial()
export type UpdatePerson = z.infer<typeof updatePerson>

export const resetPassword = z.strictObject({
  removeSecondFactor: z.boolean().default(false).meta({ description: 'for a person who lost it' }),
})

export const personNamesQuery = z.strictObject({
  ...pageQuery,
  search: z.string().trim().max(100).optional(),
  role: commaSeparated(z.enum(roles)).optional(),
  siteId: uuid.optional().meta({ description: 'people responsible for this site' }),
})
export type PersonNamesQuery = z.infer<typeof personNamesQuery>
export const personNamesPage = page(z.object({ id: uuid, name: z.string(), role: z.enum(roles) }))
