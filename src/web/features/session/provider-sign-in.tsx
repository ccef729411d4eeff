import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOidcError, oidcErrors } from '../../../contract/refusals/oidc.ts'
import { query } from '../../app/api/client.ts'
import { asProblem, type Problem } from '../../app/api/problem.ts'
import { config } from '../../app/config.ts'
import { rememberSession } from '../../app/session/memory.ts'
import { adoptPreferences } from '../../app/session/preferences.ts'
import { currentMe, refreshSession } from '../../app/session/session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { nextAddress } from './next-address.ts'
import { ProblemNotice } from './session-card.tsx'

/** Which refusal the server sent somebody back from the provider with. */
function refusalIn(search: string): string | null {
  return new URLSearchParams(search).get('refused')
}

/** The cookie came with the redirection; what is left is to fetch the session that it stands for. */
async function takeSession(): Promise<boolean> {
  rememberSession(true)
  if (!(await refreshSession())) return false
  await adoptPreferences(currentMe()!)
  return true
}

/** The way in through the provider of OpenID Connect, where the installation has one; and the way back from it. */
export function ProviderSignIn() {
  const { t, i18n } = useTranslation('oidc')
  const router = useRouter()
  const { search } = window.location
  const [entering, setEntering] = useState(() => new URLSearchParams(search).has('signedIn'))
  const [refused, setRefused] = useState(() => refusalIn(search))
  const [failure, setFailure] = useState<Problem | null>(null)
  const provider = query.useQuery('get', '/auth/oidc')

  useEffect(() => {
    if (!entering) return
    takeSession()
      .then((taken) => {
        if (taken) return router.navigate({ href: nextAddress(search), replace: true })
        setRefused('auth.oidcExpired')
        setEntering(false)
      })
      .catch((error: unknown) => {
        setFailure(asProblem(error))
        setEntering(false)
      })
  }, [entering, router, search])

  if (entering) return <p role="status">{t('entering')}</p>
  const refusal = refused && isOidcError(refused) ? oidcErrors[refused] : null
  const title = refusal?.[i18n.language === 'en' ? 'en' : 'es'] ?? ''
  const name = provider.data?.name
  const next = encodeURIComponent(nextAddress(search))
  return (
    <>
      <ProblemNotice problem={failure ?? (refusal && { status: refusal.status, code: refused!, title })} />
      {name && (
        <a
          href={`${config.apiBaseUrl}/api/v1/auth/oidc/login?next=${next}`}
          className={cx(buttonClass('secondary'), 'w-full justify-center')}
        >
          {t('enter', { name })}
        </a>
      )}
    </>
  )
}
