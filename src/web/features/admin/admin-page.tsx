import { useTranslation } from 'react-i18next'
import { useCan } from '../../app/session/session.ts'
import { useAdminPlaces } from '../../app/shell/navigation.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'

/** What an installation is set up with, each with a page of its own. */
export function AdminPage() {
  const { t } = useTranslation(['admin', 'shell'])
  const places = useAdminPlaces()
  const may = useCan()
  return (
    <Page title={t('shell:nav.admin')} lead={t('lead')}>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {places.map(({ key, to, icon }) => (
          <li key={key}>
            <AppLink href={to} className="card flex h-full items-start gap-3 p-4 hover:bg-surface-secondary">
              <Icon name={icon} size={22} className="mt-0.5 shrink-0 text-muted" />
              <span>
                <span className="block font-semibold">{t(`shell:nav.${key}`)}</span>
                <span className="block text-muted">{t(`about.${key}`)}</span>
              </span>
            </AppLink>
          </li>
        ))}
        {may('masterData.manage') && (
          <li>
            <a
              href="/api/docs/"
              target="_blank"
              rel="noreferrer"
              className="card flex h-full items-start gap-3 p-4 hover:bg-surface-secondary"
            >
              <Icon name="external" size={22} className="mt-0.5 shrink-0 text-muted" />
              <span>
                <span className="block font-semibold">{t('api')}</span>
                <span className="block text-muted">{t('about.api')}</span>
              </span>
            </a>
          </li>
        )}
      </ul>
    </Page>
  )
}
