import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { invalidate } from '../../app/api/query-client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Paged } from '../../ui/list/paged.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type Abstention, useAbstentionWords } from './abstention.ts'
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
  return (
    <Paged
      list={models}
      empty={
        <div className="card">
          <EmptyState icon="prediction">{t('models.empty')}</EmptyState>
        </div>
      }
    >
      {(items) => (
        <>
          <Comparison models={items} />
          <Section title={t('models.title')} padded={false}>
            <Registry models={items} />
          </Section>
        </>
      )}
    </Paged>
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
          cell: (model) => <Verdicts model={model} />,
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

/** The winner of each horizon, or why it has none. */
function Verdicts({ model: { champions, abstentions } }: { model: PredictionModel }) {
  const { t } = useTranslation('predictions')
  const why = useAbstentionWords()
  const won = champions.flatMap(({ days, name }) => (name ? [{ days, verdict: t(`competitor.${name}`) }] : []))
  const none = abstentions.map(({ days, reason }) => ({ days, verdict: why(reason) }))
  if (won.length + none.length === 0) return '—'
  return (
    <ul className="min-w-48">
      {[...won, ...none]
        .sort((a, b) => a.days - b.days)
        .map(({ days, verdict }) => (
          <li key={days}>{`${t('days', { count: days })}: ${verdict}`}</li>
        ))}
    </ul>
  )
}

interface Compared {
  id: string
  createdAt: string
  champion: PredictionModel['champions'][number] | undefined
  abstention: Abstention | undefined
}

/** The champions of one horizon, training by training: is it getting better? */
function Comparison({ models }: { models: readonly PredictionModel[] }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const horizon = useHorizon()
  const why = useAbstentionWords()
  const rows = models.flatMap(({ id, createdAt, champions, abstentions }): Compared[] => {
    const champion = champions.find(({ days }) => days === horizon)
    const abstention = abstentions.find(({ days }) => days === horizon)
    return champion || abstention ? [{ id, createdAt, champion, abstention }] : []
  })
  if (rows.length < 2) return null
  const figure = (id: string, header: string, write: (own: PredictionModel['champions'][number]) => string) => ({
    ...{ id, header, numeric: true },
    cell: ({ champion }: Compared) => (champion ? write(champion) : '—'),
  })
  const title = t('models.compare', { days: horizon })
  return (
    <Section title={title} actions={<HorizonChoice quiet />} padded={false}>
      <SimpleTable
        compared
        label={title}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { id: 'started', header: t('models.started'), cell: ({ createdAt }) => format.dateTime(createdAt) },
          {
            id: 'name',
            header: t('accuracy.competitor'),
            cell: ({ champion, abstention }) =>
              abstention ? why(abstention.reason) : t(`competitor.${champion!.name!}`),
          },
          figure('logLoss', t('accuracy.logLoss'), ({ logLoss }) => format.number(logLoss, 3)),
          figure('skill', t('accuracy.skill'), ({ brierSkill }) => format.percent(brierSkill, 0)),
          figure('auc', t('accuracy.auc'), ({ auc }) => format.number(auc, 2)),
          figure('rows', t('accuracy.rows'), ({ rows: tested }) => format.number(tested)),
        ]}
      />
    </Section>
  )
}
