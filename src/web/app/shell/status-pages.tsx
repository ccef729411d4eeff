import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/app-link.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('notFound.title')} narrow>
      <EmptyState
        icon="search"
        action={
          <LinkButton href="/" icon="home">
            {t('notFound.home')}
          </LinkButton>
        }
      >
        {t('notFound.text')}
      </EmptyState>
    </Page>
  )
}

/** For an address of no page at all, outside the shell. */
export function UnknownAddress() {
  return (
    <main id="main">
      <NotFoundPage />
    </main>
  )
}

/** A page of an older version asks for code that is no longer there: loading the new version is the cure. */
const isOldVersion = (error: unknown) => error instanceof TypeError && /import|module|fetch/i.test(error.message)

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const retry = () => {
    if (isOldVersion(error)) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <main id="main">
      <Page title={t('error.title')} narrow>
        <ErrorState error={error} retry={retry} />
      </Page>
    </main>
  )
}
