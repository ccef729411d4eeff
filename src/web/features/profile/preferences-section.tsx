import { useTranslation } from 'react-i18next'
import { languages } from '../../app/i18n/language.ts'
import { preferences } from '../../app/session/preferences.ts'
import { useMe } from '../../app/session/session.ts'
import { themeIcons } from '../../app/shell/user-menu.tsx'
import { themes, useTheme } from '../../app/theme.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'

export function PreferencesSection() {
  const { t, i18n } = useTranslation(['profile', 'shell'])
  const { singleKeys } = useMe()
  const theme = useTheme()
  return (
    <Section title={t('preferences.title')}>
      <div className="grid gap-5">
        <Segments
          label={t('preferences.theme')}
          value={theme}
          onChange={preferences.changeTheme}
          options={themes.map((value) => ({ value, label: t(`shell:theme.${value}`), icon: themeIcons[value] }))}
        />
        <Segments
          label={t('preferences.language')}
          value={i18n.language as (typeof languages)[number]}
          onChange={(locale) => void preferences.changeLocale(locale)}
          options={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))}
        />
        <div>
          <label className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
            <input
              type="checkbox"
              className="check"
              checked={singleKeys}
              onChange={({ target }) => void preferences.changeSingleKeys(target.checked)}
            />
            {t('preferences.singleKeys')}
          </label>
          <p className="ps-8 text-xs text-muted">{t('preferences.singleKeysHint')}</p>
        </div>
        <AppLink href="/profile/notices" className="flex min-h-12 items-center gap-3 underline md:min-h-9">
          <Icon name="bell" />
          {t('preferences.notices')}
        </AppLink>
      </div>
    </Section>
  )
}
