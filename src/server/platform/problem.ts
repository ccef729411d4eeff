import { type ErrorCode, errorCatalogue, fill, type Locale, type ProblemDetails } from '../../contract/errors.ts'
import { type FieldErrorCode, fieldErrorWords } from '../../contract/refusals/field-words.ts'

export interface FieldRefusal {
  field: string
  code: FieldErrorCode
  params?: Record<string, string | number>
}

type Params = Record<string, string | number>

/** A refusal on its way to the caller: thrown by commands and queries, worded in the caller's language at the edge. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly params: Params
  readonly fields: FieldRefusal[]

  constructor(code: ErrorCode, params: Params = {}, fields: FieldRefusal[] = []) {
    super(code)
    this.code = code
    this.params = params
    this.fields = fields
  }
}

export const notFound = () => new Problem('record.notFound')

/** A business rule refused one field. */
export function refuseField(field: string, code: FieldErrorCode, params: Params = {}): Problem {
  return new Problem('request.invalid', {}, [{ field, code, params }])
}

export function languageOf(locale: Locale): 'es' | 'en' {
  return locale === 'en' ? 'en' : 'es'
}

export function toProblemDetails(refusal: Problem, locale: Locale, requestId: string): ProblemDetails {
  const language = languageOf(locale)
  const entry = errorCatalogue[refusal.code]
  return {
    type: `/api/docs/errors#${refusal.code}`,
    title: fill(entry[language], refusal.params),
    status: entry.status,
    code: refusal.code,
    instance: requestId,
    ...(refusal.fields.length > 0
      ? {
          errors: refusal.fields.map(({ field, code, params }) => ({
            field,
            code,
            message: fill(fieldErrorWords[code][language], params),
          })),
        }
      : {}),
  }
}
