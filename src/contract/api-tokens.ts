import { z } from 'zod'
import { instant, reference, text, uuid } from './common.ts'
import { type Permission, permissions } from './permissions.ts'

/** How every token begins, so that a scanner of secrets finds one that was published. */
export const apiTokenStart = 'faena_'

/** What no token may do: give out tokens, change the account that it acts for, or what needs a person's session. */
const ungrantable = ['apiToken.manage', 'me.update', 'live.use'] as const satisfies readonly Permission[]
type Ungrantable = (typeof ungrantable)[number]

export const grantablePermissions = (Object.keys(permissions) as Permission[]).filter(
  (permission): permission is Exclude<Permission, Ungrantable> =>
    !(ungrantable as readonly Permission[]).includes(permission),
)
const granted = z.enum(
  grantablePermissions as [Exclude<Permission, Ungrantable>, ...Exclude<Permission, Ungrantable>[]],
)

export const apiToken = z
  .object({
    id: uuid,
    name: z.string(),
    prefix: z.string().meta({ description: 'the beginning of the token, to tell it from others' }),
    owner: reference.meta({ description: 'whose rights it has, and never more' }),
    permissions: z.array(z.string()),
    sites: z.array(reference).nullable().meta({ description: 'none: every site of its owner' }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'to the minute' }),
    revokedAt: instant.nullable(),
    revokedBy: reference.nullable(),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof apiToken>
export const apiTokenList = z.object({ items: z.array(apiToken) })

export const createApiToken = z.strictObject({
  name: text(80),
  permissions: z.array(granted).min(1).max(grantablePermissions.length),
  siteIds: z.array(uuid).min(1).max(200).nullable().default(null),
  expiresAt: instant.nullable(),
})
export type CreateApiToken = z.output<typeof createApiToken>

export const issuedApiToken = z
  .object({
    token: z.string().meta({ description: 'shown only now; sent as `Authorization: Bearer …`' }),
    record: apiToken,
  })
  .meta({ id: 'IssuedApiToken' })
