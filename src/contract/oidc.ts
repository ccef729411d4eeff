import { z } from 'zod'
import { instant, uuid } from './common.ts'

const name = z.string().nullable().meta({ description: 'of the provider, for the button; null when there is none' })

export const oidcProvider = z.object({ name })

export const oidcLogin = z.object({
  next: z.string().max(2000).optional().meta({ description: 'page of this app to open afterwards' }),
})

/** What a provider sends along beyond these is read by the client library. */
export const oidcCallback = z.looseObject({
  code: z.string().optional(),
  state: z.string().optional(),
  error: z.string().optional(),
})

/** An account at a provider that a person may sign in with. */
export const linkedIdentity = z
  .object({
    id: uuid,
    issuer: z.string(),
    email: z.string().meta({ description: 'the address that linked them' }),
    linkedAt: instant,
  })
  .meta({ id: 'LinkedIdentity' })

export const myIdentities = z.object({ provider: name, items: z.array(linkedIdentity) })

export const identityOfPersonParams = z.object({ id: uuid, identityId: uuid })
