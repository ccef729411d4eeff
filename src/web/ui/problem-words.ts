import type { TFunction } from 'i18next'
import type { Problem } from '../app/api/problem.ts'

const known = [
  'network.offline',
  'network.unreachable',
  'server.unavailable',
  'server.unreadable',
  'server.error',
  'client.failed',
  'record.notFound',
  'auth.forbidden',
] as const

/** What happened and how to go on, in words: the server's own where it gave any. */
export function wordsOfProblem(t: TFunction<'common'>, problem: Problem): { what: string; how: string | undefined } {
  const code = known.find((code) => code === problem.code)
  return {
    what: problem.title || t(`problem.${code ?? 'server.error'}.what`),
    how: problem.detail ?? (code && t(`problem.${code}.how`)),
  }
}
