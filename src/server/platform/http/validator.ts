import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'

/** What a schema refused of a request, field by field. */
export class InvalidRequest extends Error {
  readonly issues: z.core.$ZodIssue[]

  constructor(issues: z.core.$ZodIssue[]) {
    super('request.invalid')
    this.issues = issues
  }
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const result = z.safeParse(schema, data, { reportInput: true })
    return result.success ? { value: result.data } : { error: new InvalidRequest(result.error.issues) }
  }
