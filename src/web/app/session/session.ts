import { useSyncExternalStore } from 'react'
import type { Permission } from '../../../contract/permissions.ts'
import { networkProblem, type Problem, problemOfStatus } from '../api/problem.ts'
import type { components } from '../api-schema.d.ts'
import { config } from '../config.ts'
import { currentLanguage } from '../i18n/language.ts'
import { rememberSession, sessionRemembered } from './memory.ts'

export type Me = components['schemas']['Me']
type Granted = components['schemas']['SignedIn']

interface Session {
  /** Only ever in memory: a script that reads storage finds nothing to steal. */
  token: string
  me: Me
  /** End of the audit chain when it began: whatever this tab reads is not older. */
  seq: number
}

let session: Session | null = null
let refreshing: Promise<boolean> | null = null
const listeners = new Set<() => void>()
/** Tells the other tabs that this person signed out. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('faena.session')
channel?.addEventListener('message', () => put(null))

function put(next: Session | null) {
  session = next
  rememberSession(next !== null)
  for (const listener of listeners) listener()
}

export const accessToken = () => session?.token ?? null
export const currentMe = () => session?.me ?? null
export const seqAtSignIn = () => session?.seq ?? null

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function post(path: string, body?: object, token = accessToken()): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': currentLanguage() }
  if (body) headers['Content-Type'] = 'application/json'
  if (token) headers.Authorization = `Bearer ${token}`
  try {
    return await fetch(`${config.apiBaseUrl}/api/v1${path}`, {
      method: 'POST',
      credentials: 'include',
      headers,
      body: body && JSON.stringify(body),
    })
  } catch {
    throw networkProblem()
  }
}

async function grant(response: Response): Promise<Me> {
  if (!response.ok) {
    const json = response.headers.get('content-type')?.includes('json')
    throw json ? ((await response.json()) as Problem) : problemOfStatus(response)
  }
  const { accessToken: token, me, seq } = (await response.json()) as Granted
  // A renewed token is not a new beginning.
  put({ token, me, seq: session?.me.id === me.id ? session.seq : seq })
  return me
}

export const signIn = async (input: { email: string; password: string; totp?: string }) =>
  grant(await post('/auth/login', input))

export const setUp = async (input: { token: string; name: string; email: string; password: string }) =>
  grant(await post('/auth/setup', input))

export async function signOut(): Promise<void> {
  await post('/auth/logout').catch(() => undefined)
  put(null)
  channel?.postMessage('signedOut')
}

/**
 * Renews the access token through the refresh cookie; false when the session is over. One renewal at a time, in this
 * tab by the shared promise and among tabs by the lock: the cookie rotates, and using an old one ends the session.
 */
export function refreshSession(refused: string | null = null): Promise<boolean> {
  if (!session && !sessionRemembered()) return Promise.resolve(false)
  if (refused && session && session.token !== refused) return Promise.resolve(true)
  // Locks exist only on https and localhost; a plain http server renews without them.
  refreshing ??= (navigator.locks ? navigator.locks.request('faena.refresh', renew) : renew()).finally(() => {
    refreshing = null
  })
  return refreshing
}

async function renew(): Promise<boolean> {
  const response = await post('/auth/refresh', undefined, null)
  if (response.status === 401) {
    put(null)
    return false
  }
  await grant(response)
  return true
}

/** After a change of the person's own data. */
export function replaceMe(me: Me) {
  if (session) put({ ...session, me })
}

export const useMaybeMe = () => useSyncExternalStore(onSessionChange, currentMe)

/** The signed-in person; pages behind the shell always have one. */
export function useMe(): Me {
  const me = useMaybeMe()
  if (!me) throw new Error('useMe outside of a session')
  return me
}

export const can = (permission: Permission) => currentMe()?.permissions.includes(permission) ?? false

/** Whether the signed-in person may; for hiding what they cannot use (the server decides). */
export function useCan(): (permission: Permission) => boolean {
  const me = useMaybeMe()
  return (permission) => me?.permissions.includes(permission) ?? false
}
