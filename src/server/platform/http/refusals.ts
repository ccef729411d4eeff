import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Locale, ProblemDetails } from '../../../contract/errors.ts'
import { fieldErrorWords } from '../../../contract/refusals/field-words.ts'
import { isConnectionLost } from '../database/connect-failure.ts'
import { languageOf, Problem, toProblemDetails } from '../problem.ts'
import { InvalidRequest } from './validator.ts'

const zodWords = { es: z.locales.es().localeError, en: z.locales.en().localeError }

/** Every field that a request's schema refused, in the caller's language. */
function invalidRequest(issues: z.core.$ZodIssue[], locale: Locale, requestId: string): ProblemDetails {
  const language = languageOf(locale)
  const errors = issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    const missing = issue.code === 'invalid_type' && issue.input === undefined
    const worded = zodWords[language](issue as z.core.$ZodRawIssue)
    const message = typeof worded === 'string' ? worded : worded?.message
    return paths.map((path) => ({
      field: path.join('.'),
      code: missing ? 'required' : issue.code,
      message: (missing ? fieldErrorWords.required[language] : message) ?? fieldErrorWords.invalid[language],
    }))
  })
  return { ...toProblemDetails(new Problem('request.invalid'), locale, requestId), errors }
}

/** Refusals of PostgreSQL that are the caller's doing, by SQLSTATE. */
const databaseRefusals: Record<string, () => Problem> = {
  '23505': () => new Problem('record.duplicate'),
  '23P01': () => new Problem('record.duplicate'),
  '23503': () => new Problem('request.invalid'),
  '22021': () => new Problem('request.malformed'),
  '22P05': () => new Problem('request.malformed'),
  '22007': () => new Problem('request.malformed'),
  '22P02': () => new Problem('request.malformed'),
  '22003': () => new Problem('request.invalid'),
  '22008': () => new Problem('request.invalid'),
}

/** What PostgreSQL says, by SQLSTATE, when the same request may succeed a moment later. */
const unavailable = new Set(['53300', '40P01', '40001'])

const httpRefusals: Record<number, () => Problem> = {
  404: () => new Problem('request.notFound'),
  405: () => new Problem('request.methodNotAllowed'),
  413: () => new Problem('request.tooLarge'),
  415: () => new Problem('request.unsupportedMediaType'),
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause ? codeOf(cause) : undefined)
}

/** The refusal that `error` comes to; `null` when it is a fault of this program. */
export function asProblem(error: FastifyError): Problem | null {
  const cause = (error as { cause?: unknown }).cause
  if (error instanceof Problem) return error
  if (cause instanceof Problem) return cause
  const code = codeOf(cause ?? error)
  if (code && databaseRefusals[code]) return databaseRefusals[code]()
  if ((code && unavailable.has(code)) || isConnectionLost(cause ?? error)) return new Problem('server.unavailable')
  const status = error.statusCode ?? 500
  return httpRefusals[status]?.() ?? (status >= 400 && status < 500 ? new Problem('request.malformed') : null)
}

/** Answers `error` as problem+json; what is not the caller's doing is logged and tells only the request id. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.refusal = null
  if (error instanceof InvalidRequest) {
    return sendProblem(reply, invalidRequest(error.issues, request.locale, request.id))
  }
  const refusal = asProblem(error)
  if (!refusal) request.log.error({ err: error }, 'request failed')
  request.refusal = refusal?.code ?? 'server.error'
  return sendProblem(reply, toProblemDetails(refusal ?? new Problem('server.error'), request.locale, request.id))
}

export function sendProblem(reply: FastifyReply, details: ProblemDetails): FastifyReply {
  return reply
    .code(details.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(details)
}
