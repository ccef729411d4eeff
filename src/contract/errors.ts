import { z } from 'zod'
import { importErrors } from './refusals/imports.ts'
import { inventoryErrors } from './refusals/inventory.ts'
import { maintenanceErrors } from './refusals/maintenance.ts'
import { oidcErrors } from './refusals/oidc.ts'
import { operationsErrors } from './refusals/operations.ts'
import { peopleErrors } from './refusals/people.ts'
import { predictionErrors } from './refusals/prediction.ts'
import { requestsErrors } from './refusals/requests.ts'
import { workOrdersErrors } from './refusals/work-orders.ts'

export const locales = ['es-CL', 'en'] as const
export type Locale = (typeof locales)[number]

interface CatalogueEntry {
  status: number
  es: string
  en: string
}

/** Every refusal the API gives, by its stable code. `{name}` places are filled from the refusal's parameters. */
export const errorCatalogue = {
  ...requestsErrors,
  ...operationsErrors,
  ...workOrdersErrors,
  ...peopleErrors,
  ...oidcErrors,
  ...maintenanceErrors,
  ...predictionErrors,
  ...inventoryErrors,
  ...importErrors,
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof errorCatalogue

/** What is wrong with one field: its dotted path, a stable code and words in the caller's language. */
export const fieldError = z.object({ field: z.string(), code: z.string(), message: z.string() })
export type FieldError = z.infer<typeof fieldError>

/** RFC 9457 problem details; `instance` is the request id to quote to an administrator. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' })
export type ProblemDetails = z.infer<typeof problem>

/** Response schemas of the refusals a route can give. */
export function problems<S extends number>(...statuses: S[]): Record<S, typeof problem> {
  return Object.fromEntries(statuses.map((status) => [status, problem])) as Record<S, typeof problem>
}

/** `{name}` places of `text` filled from `params`. */
export function fill(text: string, params: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place))
}
