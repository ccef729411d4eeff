import { useTranslation } from 'react-i18next'
import { type VitalRating, vitalNames, vitalRating, vitalThresholds } from '../../../domain/web-vitals.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import type { Summary } from './views.tsx'
import { usePageName, useVitalValue } from './words.ts'

type Vital = Summary['vitals'][number]

/** Fewer measurements than this say little. */
const few = 5

const looks = {
  GOOD: { tone: 'success', icon: 'done' },
  NEEDS_IMPROVEMENT: { tone: 'warning', icon: 'info' },
  POOR: { tone: 'danger', icon: 'warning' },
} as const satisfies Record<VitalRating, object>

/** The web vitals of the period, of all pages and by page, rated by the thresholds of web.dev. */
export function Speed({ summary: { vitals, vitalsByPage } }: { summary: Summary }) {
  const { t } = useTranslation('analytics')
  const pageName = usePageName()
  if (vitals.length === 0) {
    return (
      <Section title={t('speed')}>
        <p className="text-muted">{t('noSpeed')}</p>
      </Section>
    )
  }
  return (
    <>
      <Section title={t('speed')}>
        <p className="mb-3 text-muted">{t('speedLead')}</p>
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-5">
          {vitals.map((vital) => (
            <VitalCard key={vital.name} vital={vital} />
          ))}
        </ul>
      </Section>
      <Section title={t('byPage')} padded={false}>
        <SimpleTable
          compared
          label={t('byPage')}
          rows={vitalsByPage}
          rowKey={({ page }) => page}
          columns={[
            { id: 'page', header: t('page'), cell: ({ page }) => pageName(page) },
            ...vitalNames.map((name) => ({
              id: name,
              header: name,
              cell: ({ vitals: ofPage }: Summary['vitalsByPage'][number]) => (
                <Measured vital={ofPage.find((one) => one.name === name)} />
              ),
            })),
          ]}
        />
      </Section>
    </>
  )
}

function Rating({ vital: { name, p75 } }: { vital: Vital }) {
  const { t } = useTranslation('analytics')
  const rating = vitalRating(name, p75)
  return <Badge {...looks[rating]}>{t(`rating.${rating}`)}</Badge>
}

function VitalCard({ vital }: { vital: Vital }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const textOf = useVitalValue()
  const { name, p75, n, good, needsImprovement, poor } = vital
  const limits = vitalThresholds[name]
  return (
    <li className="rounded-md border border-border p-3">
      <p className="font-medium">{t(`vital.${name}`)}</p>
      <p className="text-xs text-muted">{name}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <span className="text-2xl font-semibold tabular-nums">{textOf(name, p75)}</span>
        <Rating vital={vital} />
      </p>
      <p className="mt-1 text-xs text-muted">
        {t('limits', { good: textOf(name, limits.good), poor: textOf(name, limits.poor) })}
      </p>
      <p className="text-xs text-muted">
        {t('shares', {
          good: format.percent(good / n, 0),
          middle: format.percent(needsImprovement / n, 0),
          poor: format.percent(poor / n, 0),
        })}
      </p>
      <p className="text-xs text-muted">
        {t('n', { count: n, n: format.number(n) })}
        {n < few && ` · ${t('few')}`}
      </p>
    </li>
  )
}

function Measured({ vital }: { vital: Vital | undefined }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const textOf = useVitalValue()
  if (!vital) return <span className="text-muted">—</span>
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="tabular-nums">{textOf(vital.name, vital.p75)}</span>
        <Rating vital={vital} />
      </span>
      <span className="block text-xs whitespace-nowrap text-muted">
        {t('n', { count: vital.n, n: format.number(vital.n) })}
      </span>
    </>
  )
}
