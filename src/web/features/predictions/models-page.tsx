import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { invalidate } from '../../app/api/query-client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm, SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState, Loaded } from '../../ui/states.tsx'
import { HorizonChoice, useHorizon } from './horizon-choice.tsx'
import { ModelHealthSection } from './model-health.tsx'
import { PredictionTabs } from './prediction-tabs.tsx'
import { DemoBadge } from './risk-badge.tsx'
import type { PredictionModel } from './schema.ts'
import { Standing, TrainButton, useStanding } from './standing.tsx'

/** Every training with its data, its seed and its scores, held against each other. */
export function ModelsPage() {
  const { t } = useTranslation('predictions')
  const standing = useStanding()
  const ended = standing.data?.lastTraining?.id
  const running = standing.data?.training?.id
  // A training that began or ended since the list was read may have done so a moment after it.
  useEffect(() => {
    if (running || ended) void invalidate(['/predictions/models'])
  }, [running, ended])
  return (
    <Page title={t('tab.models')} tabs={<PredictionTabs />} actions={standing.data?.training ? null : <TrainButton />}>
      <Loaded query={standing} skeleton={<SkeletonForm />}>
        {(status) => <Standing status={status} />}
      </Loaded>
      <ModelHealthSection />
      <Trainings />
    </Page>
  )
}

function Trainings() {
  const { t } = useTranslation('predictions')
  const models = useInfinite('/predictions/models', { limit: 20 })
  if (models.isPending) return <SkeletonRows />
  if (models.problem && models.items.length === 0) return <ErrorState error={models.problem} retry={models.retry} />
  if (models.items.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="prediction">{t('models.empty')}</EmptyState>
      </div>
    )
  }
  return (
    <>
      <Comparison models={models.items} />
      <Section title={t('models.title')} padded={false}>
        <Registry models={models.items} />
        {models.hasMore && (
          <div className="p-3 text-center">
            <Button pending={models.isFetchingMore} onClick={models.fetchMore}>
              {t('more')}
            </Button>
          </div>
        )}
      </Section>
    </>
  )
}

const looks = {
  QUEUED: ['neutral', 'pending'],
  RUNNING: ['info', 'play'],
  TRAINED: ['success', 'check'],
  ABSTAINED: ['warning', 'info'],
  FAILED: ['danger', 'warning'],
  CANCELLED: ['neutral', 'cancelled'],
} as const satisfies Record<PredictionModel['state'], [Tone, IconName]>

function StateBadges({ model }: { model: PredictionModel }) {
  const { t } = useTranslation('predictions')
  const [tone, icon] = looks[model.state]
  return (
    <span className="flex flex-wrap gap-1">
      <Badge tone={tone} icon={icon}>
        {t(`models.stateName.${model.state}`)}
      </Badge>
      {model.inForce && (
        <Badge tone="accent" icon="check">
          {t('models.inForce')}
        </Badge>
      )}
      {model.isDemo && <DemoBadge />}
      {model.broken && (
        <Badge tone="danger" icon="warning">
          {t('models.broken', { reason: t(`models.fault.${model.broken.reason}`) })}
        </Badge>
      )}
    </span>
  )
}

function Registry({ models }: { models: readonly PredictionModel[] }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const short = (hash: string | null) => (hash ? <code title={hash}>{hash.slice(0, 10)}</code> : '—')
  return (
    <SimpleTable
      label={t('models.title')}
      rows={models}
      rowKey={({ id }) => id}
      columns={[
        { id: 'started', header: t('models.started'), cell: ({ createdAt }) => format.dateTime(createdAt) },
        { id: 'state', header: t('models.state'), cell: (model) => <StateBadges model={model} /> },
        { id: 'cause', header: t('models.cause'), cell: ({ cause }) => t(`models.causeName.${cause}`) },
        {
          id: 'champions',
          header: t('models.champions'),
          cell: ({ champions }) =>
            champions.length === 0 ? (
              '—'
            ) : (
              <ul>
                {champions.map(({ days, name }) => (
                  <li key={days}>
                    {`${t('days', { count: days })}: ${name ? t(`competitor.${name}`) : t('class.none')}`}
                  </li>
                ))}
              </ul>
            ),
        },
        {
          id: 'data',
          header: t('models.data'),
          cell: ({ limits }) =>
            limits
              ? t('models.units', { assets: format.number(limits.assets), failures: format.number(limits.failures) })
              : '—',
        },
        { id: 'hash', header: t('models.hash'), cell: ({ dataHash }) => short(dataHash) },
        { id: 'artefact', header: t('models.artefact'), cell: ({ artefactHash }) => short(artefactHash) },
        { id: 'seed', header: t('models.seed'), numeric: true, cell: ({ seed }) => seed },
        { id: 'version', header: t('models.version'), cell: ({ codeVersion }) => codeVersion },
      ]}
    />
  )
}

/** The champions of one horizon, training by training: is it getting better? */
function Comparison({ models }: { models: readonly PredictionModel[] }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const horizon = useHorizon()
  const rows = models.flatMap(({ id, createdAt, champions, inForce }) => {
    const own = champions.find(({ days }) => days === horizon)
    return own ? [{ id, createdAt, inForce, ...own }] : []
  })
  if (rows.length < 2) return null
  const title = t('models.compare', { days: horizon })
  return (
    <Section title={title} actions={<HorizonChoice quiet />} padded={false}>
      <SimpleTable
        label={title}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: 'started', header: t('models.started'), cell: ({ createdAt }) => format.dateTime(createdAt) },
          {
            id: 'name',
            header: t('accuracy.competitor'),
            cell: ({ name }) => (name ? t(`competitor.${name}`) : t('class.none')),
          },
          { id: 'logLoss', header: t('accuracy.logLoss'), numeric: true, cell: (r) => format.number(r.logLoss, 3) },
          { id: 'skill', header: t('accuracy.skill'), numeric: true, cell: (r) => format.percent(r.brierSkill, 0) },
          { id: 'auc', header: t('accuracy.auc'), numeric: true, cell: (r) => format.number(r.auc, 2) },
          { id: 'rows', header: t('accuracy.rows'), numeric: true, cell: (r) => format.number(r.rows) },
        ]}
      />
    </Section>
  )
}
