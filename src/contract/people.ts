import { z } from 'zod'
import { instant, uuid } from './common.ts'
import { locales } from './errors.ts'
import { roles } from './permissions.ts'

export const themes = ['system', 'light', 'dark', 'sunlight'] as const

const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** Passwords are checked against the rules of `domain/password.ts`, not by shape. */
const password = z.string().min(1).max(256)
const totpCode = z.string().regex(/^\d{6}$/)

export const login = z.strictObject({ email, password, totp: totpCode.optional() })

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
    sites: z
      .array(z.object({ id: uuid, code: z.string(), name: z.string() }))
      .nullable()
      .meta({ description: 'sites the person is responsible for; null means all' }),
    permissions: z.array(z.string()),
    demo: z.boolean().meta({ description: 'the installation holds simulated data' }),
    version: z.int(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const signedIn = z
  .object({ accessToken: z.string(), expiresIn: z.int().meta({ description: 'seconds' }), me })
  .meta({ id: 'SignedIn' })

export const updateMe = z.strictObject({
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
  singleKeys: z.boolean().optional(),
  phone: z.string().trim().max(30).nullable().optional(),
})
export type UpdateMe = z.infer<typeof updateMe>

export const changePassword = z.strictObject({ current: password, next: password })
export type ChangePassword = z.infer<typeof changePassword>

export const sessionItem = z.object({
  id: uuid,
  createdAt: instant,
  lastUsedAt: instant,
  userAgent: z.string(),
  ip: z.string(),
  current: z.boolean(),
})

export const totpSetup = z.object({ secret: z.string(), uri: z.string() })
export const confirmTotp = z.strictObject({ code: totpCode })
export const disableTotp = z.strictObject({ password })
