import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { Field } from '../../ui/form/field.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import type { Study } from './schema.ts'
import type { StudyFilter } from './study-filter.ts'
import { useStudyWords } from './study-words.ts'
import { WhyNot } from './why-not.tsx'

const horizons = [1, 3, 6, 12, 24]

interface SparesProps {
  study: Study
  filter: StudyFilter
  setFilter: (change: StudyFilter) => void
}

/** How many replacements the next months will ask for, and what stock covers them. */
export function SparesSection({ study, filter, setFilter }: SparesProps) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { spares, parts, months } = study
  if (!spares.known) {
    return (
      <Section title={t('spares.title')}>
        <WhyNot why={spares} />
      </Section>
    )
  }
  const cover = spares.levels.find(({ level }) => level === 0.95)?.stock ?? 0
  // Bars that nobody would see on either side say nothing.
  const shown = spares.probabilities.flatMap((probability, count) =>
    probability >= 0.001 ? [{ count, probability }] : [],
  )
  return (
    <Section title={t('spares.title')}>
      <p className="font-medium">
        {t('spares.words', {
          months: t('interval.month', { count: months }),
          expected: format.number(spares.expected, 1),
          cover: format.number(cover),
          positions: t('units', { count: spares.positions }),
        })}
      </p>
      <p className="mt-1 mb-3 text-sm text-muted">{t('spares.about')}</p>
      <div className="mb-3 max-w-48">
        <Field label={t('spares.horizon')}>
          {(aria) => (
            <select
              {...aria}
              className="input"
              value={String(filter.months ?? months)}
              onChange={({ target }) => setFilter({ months: Number(target.value) })}
            >
              {[...new Set([...horizons, months])]
                .sort((a, b) => a - b)
                .map((count) => (
                  <option key={count} value={count}>
                    {t('interval.month', { count })}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
      <Chart
        kind="bars"
        label={t('spares.label', { subject: words.subject(study.subject), months })}
        dimension={t('spares.count')}
        series={[{ key: 'probability', label: t('spares.probability') }]}
        points={shown.map(({ count, probability }) => ({
          key: String(count),
          label: format.number(count),
          values: { probability },
        }))}
        format={(value) => format.percent(value, 1)}
      />
      <h3 className="mt-4 mb-1 text-sm font-semibold">{t('spares.levels')}</h3>
      <SimpleTable
        label={t('spares.levels')}
        rows={spares.levels}
        rowKey={({ level }) => String(level)}
        columns={[
          { id: 'level', header: t('spares.level'), cell: ({ level }) => format.percent(level, 0) },
          { id: 'stock', header: t('spares.stock'), numeric: true, cell: ({ stock }) => format.number(stock) },
        ]}
      />
      {parts.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm font-semibold">{t('spares.parts')}</h3>
          <SimpleTable
            label={t('spares.parts')}
            rows={parts}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/inventory/${id}`}
            columns={[
              { id: 'part', header: t('spares.part'), cell: ({ number, description }) => `${number} · ${description}` },
              { id: 'used', header: t('spares.used'), numeric: true, cell: ({ used }) => format.number(used, 1) },
              {
                id: 'available',
                header: t('spares.available'),
                numeric: true,
                cell: ({ available }) => format.number(available, 1),
              },
            ]}
          />
        </>
      )}
    </Section>
  )
}
