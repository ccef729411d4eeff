import type { FieldError } from '../../../contract/errors.ts'

/** A refusal of the API, or of the network: then `status` is 0 and `code` says which. */
export interface Problem {
  status: number
  code: string
  title: string
  detail?: string
  /** The request id, to quote to an administrator. */
  instance?: string
  errors?: FieldError[]
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error
}

/** Anything thrown, as a problem: what is not one already is a fault of this program. */
export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error
  return { status: 0, code: 'client.failed', title: '', detail: error instanceof Error ? error.message : String(error) }
}

/** The problem of an answer that is not problem+json, such as the page of a proxy in between. */
export function problemOfStatus(response: Response): Problem {
  const unavailable = response.status >= 502 && response.status <= 504
  return {
    status: response.status,
    code: unavailable ? 'server.unavailable' : 'server.unreadable',
    title: '',
    instance: response.headers.get('x-request-id') ?? undefined,
  }
}

export function networkProblem(): Problem {
  return { status: 0, code: navigator.onLine ? 'network.unreachable' : 'network.offline', title: '' }
}
