import { createInstance } from 'i18next'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { Locale } from '../../../contract/errors.ts'
import enCommon from '../../app/i18n/en/common.json' with { type: 'json' }
import enSession from '../../app/i18n/en/session.json' with { type: 'json' }
import esCommon from '../../app/i18n/es/common.json' with { type: 'json' }
import esSession from '../../app/i18n/es/session.json' with { type: 'json' }
import { languages } from '../../app/i18n/language.ts'
import { buttonClass } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { CredentialsForm } from './credentials-form.tsx'
import { SessionCard, useFieldsForm } from './session-card.tsx'

const words = {
  'es-CL': { common: esCommon, session: esSession },
  en: { common: enCommon, session: enSession },
} satisfies Record<Locale, object>

function Login() {
  const { t } = useTranslation('session')
  const form = useFieldsForm(async () => {})
  return (
    <SessionCard title={t('login.title')} lead={t('login.lead')}>
      <CredentialsForm form={form} />
    </SessionCard>
  )
}

/** A picture of a page: nothing to press, nothing to type into that would be lost when the page takes its place. */
const picture = (page: string) =>
  page
    .replace(/<input[^>]* class="([^"]*)"[^>]*>/g, '<span class="$1"></span>')
    .replace(/<button[^>]* class="([^"]*)"[^>]*>/g, '<span class="$1">')
    .replaceAll('</button>', '</span>')
    .replace(/ (id|for)="[^"]*"/g, '')

/** In place of any page when its program does not come. The link works without one: it asks for the same address again. */
function NotLoaded() {
  const { t } = useTranslation('session')
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-8">
      <div className="flex max-w-md flex-col items-center gap-3 text-center">
        <img src="/favicon.svg" alt="" width={48} height={48} />
        <h1 className="text-lg font-semibold">{t('notLoaded.what')}</h1>
        <p className="text-muted">{t('notLoaded.how')}</p>
        {/* biome-ignore lint/a11y/useValidAnchor: an empty address is the one that did not load */}
        <a href="" className={cx(buttonClass('primary'), 'mt-2')}>
          {t('notLoaded.retry')}
        </a>
      </div>
    </main>
  )
}

/** Markup of a page in one language. */
function written(page: ReactNode, language: Locale): string {
  const i18n = createInstance({ lng: language, resources: words, defaultNS: 'common', initAsync: false })
  void i18n.init()
  const html = renderToStaticMarkup(<I18nextProvider i18n={i18n}>{page}</I18nextProvider>)
  // React puts what belongs into the head before the page.
  return html.slice(html.indexOf('<main'))
}

/** The login page as it first looks, and what stands there when the program does not come, in one language. */
const paintedIn = (language: Locale): string =>
  `<div class="painted" lang="${language}" inert>${picture(written(<Login />, language))}</div>` +
  `<div class="not-loaded" lang="${language}" role="alert">${written(<NotLoaded />, language)}</div>`

/** What the build writes into the page for the browser to paint before any program has come. */
export const paintedLogin = (): string => languages.map(paintedIn).join('')
