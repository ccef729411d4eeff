import { useTranslation } from 'react-i18next'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { useCountryName, usePageName } from './words.ts'

export type Summary = components['schemas']['AnalyticsSummary']

interface Count {
  key: string
  name: string
  views: number
}

/** What was seen in the period: by day, page, step, device, language and country. */
export function Views({ summary }: { summary: Summary }) {
  const { t } = useTranslation(['analytics', 'shell'])
  const format = useFormat()
  const pageName = usePageName()
  const countryName = useCountryName()
  const { days, pages, paths, byDevice, byLanguage, byCountry, countries, from, to } = summary
  const total = pages.reduce((sum, { views }) => sum + views, 0)
  const period = { from: format.date(from), to: format.date(to), n: format.number(total) }
  return (
    <>
      <Section title={t('viewsIn', period)}>
        <Chart
          kind="bars"
          label={t('viewsByDay')}
          dimension={t('day')}
          points={days.map(({ day, views }) => ({ key: day, label: format.date(day).slice(0, 5), values: { views } }))}
          series={[{ key: 'views', label: t('views') }]}
          format={(value) => format.number(value)}
        />
      </Section>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <Section title={t('pages')} padded={false}>
          <Counts
            label={t('pages')}
            what={t('page')}
            rows={pages.map(({ page, views }) => ({ key: page, name: pageName(page), views }))}
          />
        </Section>
        <Section title={t('paths')} padded={false}>
          {paths.length === 0 ? (
            <p className="p-4 text-muted">{t('noPaths')}</p>
          ) : (
            <SimpleTable
              label={t('paths')}
              rows={paths}
              rowKey={(step) => `${step.from} ${step.page}`}
              columns={[
                { id: 'from', header: t('from'), cell: (step) => pageName(step.from) },
                { id: 'page', header: t('page'), cell: (step) => pageName(step.page) },
                { id: 'views', header: t('views'), numeric: true, cell: ({ views }) => format.number(views) },
              ]}
            />
          )}
        </Section>
      </div>
      <Section title={t('who')}>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-3">
          <Counts
            label={t('devices')}
            what={t('devices')}
            rows={byDevice.map(({ device, views }) => ({ key: device, name: t(`device.${device}`), views }))}
          />
          <Counts
            label={t('languages')}
            what={t('languages')}
            rows={byLanguage.map(({ language, views }) => ({
              key: language,
              name: t(`shell:language.${language}`),
              views,
            }))}
          />
          <Counts
            label={t('countries')}
            what={t('countries')}
            rows={byCountry.map(({ country, views }) => ({ key: country, name: countryName(country), views }))}
          />
        </div>
        {countries === 'OFF' && <p className="mt-3 text-muted">{t('countriesOff')}</p>}
        {countries === 'UNREADABLE' && (
          <div className="mt-3">
            <Notice tone="warning">{t('countriesUnreadable')}</Notice>
          </div>
        )}
      </Section>
    </>
  )
}

/** How many views each had, and which part of all. */
function Counts({ label, what, rows }: { label: string; what: string; rows: readonly Count[] }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const total = rows.reduce((sum, { views }) => sum + views, 0)
  return (
    <SimpleTable
      label={label}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { id: 'name', header: what, cell: ({ name }) => <span className="[overflow-wrap:anywhere]">{name}</span> },
        { id: 'views', header: t('views'), numeric: true, cell: ({ views }) => format.number(views) },
        { id: 'share', header: t('share'), numeric: true, cell: ({ views }) => format.percent(views / total) },
      ]}
    />
  )
}
