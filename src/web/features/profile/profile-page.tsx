import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { IdentitiesSection } from './identities-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { PersonSection } from './person-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TelegramSection } from './telegram-section.tsx'
import { TotpSection } from './totp-section.tsx'

export function ProfilePage() {
  const { t } = useTranslation('profile')
  return (
    <Page title={t('title')} narrow>
      <PersonSection />
      <PreferencesSection />
      <TelegramSection />
      <PasswordSection />
      <TotpSection />
      <IdentitiesSection />
      <SessionsSection />
    </Page>
  )
}
