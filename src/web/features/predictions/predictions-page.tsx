import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { predictionQuery } from '../../../contract/predictions.ts'
import { riskClasses } from '../../../domain/risk.ts'
import { systemCodes, systemNames } from '../../../domain/system.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import { HorizonChoice } from './horizon-choice.tsx'
import { PredictionTabs } from './prediction-tabs.tsx'
import { RiskCard } from './risk-card.tsx'
import type { PredictionStatus } from './schema.ts'
import { RunButton, Standing, TrainButton, useStanding } from './standing.tsx'

const filterSchema = predictionQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof filterSchema)['_input']>

/** A ranking in words, not a wall of percentages. */
export function PredictionsPage() {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const standing = useStanding()
  const { data } = standing
  const lead = data?.day
    ? t('asOf', { day: format.date(data.day), days: data.horizon, units: format.number(data.units) })
    : undefined
  return (
    <Page
      title={t('title')}
      lead={lead}
      tabs={<PredictionTabs />}
      actions={
        <>
          <LinkButton href="/predictions/accuracy" icon="help">
            {t('tab.accuracy')}
          </LinkButton>
          {data?.model && <RunButton />}
        </>
      }
    >
      <Loaded query={standing} skeleton={<SkeletonRows />}>
        {(status) => <Ranking status={status} />}
      </Loaded>
    </Page>
  )
}

function Ranking({ status }: { status: PredictionStatus }) {
  const { t } = useTranslation('predictions')
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const fields = useFields()
  const whole = filter.whole !== 'false'
  const bySystem = status.model?.parameters.bySystem === true
  const shown = status.state === 'READY' || status.state === 'RANKING_ONLY'
  return (
    <>
      <Standing status={status} />
      <div className="flex flex-wrap items-end gap-3">
        <HorizonChoice quiet />
        {bySystem && (
          <Segments
            label={t('show')}
            quiet
            value={whole ? 'units' : 'systems'}
            onChange={(value) => setFilter({ whole: value === 'systems' ? 'false' : undefined })}
            options={[
              { value: 'units', label: t('units') },
              { value: 'systems', label: t('systems') },
            ]}
          />
        )}
      </div>
      {shown ? (
        <>
          <FilterBar fields={fields} value={filter} onChange={setFilter} />
          <Risks filter={{ ...filter, whole: whole ? 'true' : 'false' }} day={status.finishedAt} />
        </>
      ) : (
        <div className="card">
          <EmptyState icon="prediction" action={status.training ? undefined : <TrainButton />}>
            {t(`state.${status.state as 'NO_MODEL'}`)}
          </EmptyState>
        </div>
      )}
    </>
  )
}

function Risks({ filter, day }: { filter: Filter; day: string | null }) {
  const { t } = useTranslation('predictions')
  const risks = useInfinite('/predictions', { ...filter, limit: 30 } as never)
  return (
    <Paged
      list={risks}
      empty={
        <div className="card">
          <EmptyState icon="search">{t('nothing')}</EmptyState>
        </div>
      }
    >
      {(items) => (
        <section aria-label={t('list')} aria-busy={risks.isStale} className="grid gap-3" key={day}>
          {items.map((prediction) => (
            <RiskCard key={prediction.id} prediction={prediction} />
          ))}
        </section>
      )}
    </Paged>
  )
}

function useFields(): readonly FilterField<Filter>[] {
  const { t, i18n } = useTranslation('predictions')
  const language = i18n.language === 'en' ? 'en' : 'es'
  const sites = useSiteOptions()
  const types = useTypeOptions()
  return useMemo(
    () => [
      {
        kind: 'options',
        name: 'riskClass',
        label: t('filter.class'),
        options: [...riskClasses].reverse().map((value) => ({ value, label: t(`class.${value}`) })),
      },
      { kind: 'option', name: 'siteId', label: t('filter.site'), options: sites },
      { kind: 'option', name: 'typeId', label: t('filter.type'), options: types },
      { kind: 'lookup', name: 'assetId', label: t('filter.unit'), lookup: assetLookup },
      {
        kind: 'options',
        name: 'system',
        label: t('filter.system'),
        options: systemCodes.map((value) => ({ value, label: systemNames[value][language] })),
      },
      { kind: 'flag', name: 'suggested', label: t('filter.suggested') },
    ],
    [t, language, sites, types],
  )
}
