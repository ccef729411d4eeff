import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ImportSteps, type Step } from './import-steps.tsx'
import { MappingSteps } from './mapping-steps.tsx'
import { ResultStep } from './result-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { RunningStep } from './running-step.tsx'
import { type Import, isRunning } from './schema.ts'
import { ImportStatusBadge } from './status-badge.tsx'

/** The step a run stands at by itself. */
const stepOf: Record<Import['status'], Step> = {
  UPLOADED: 'columns',
  CHECKING: 'review',
  CHECKED: 'review',
  APPLYING: 'import',
  APPLIED: 'import',
  FAILED: 'review',
  UNDONE: 'import',
}

export function ImportPage() {
  const { id = '' } = useParams({ strict: false })
  const run = query.useQuery(
    'get',
    '/imports/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (state.data && isRunning(state.data as Import) ? 700 : false) },
  )
  return (
    <Loaded query={run} skeleton={<LoadingPage />}>
      {(found) => <Wizard key={found.id} run={found} reload={() => run.refetch()} />}
    </Loaded>
  )
}

function LoadingPage() {
  const { t } = useTranslation('imports')
  return (
    <Page title={t('loading')}>
      <SkeletonForm />
    </Page>
  )
}

function Wizard({ run, reload }: { run: Import; reload: () => Promise<unknown> }) {
  const { t } = useTranslation('imports')
  /** Going back to what was decided before; `null` stays with the run. */
  const [back, setBack] = useState<'columns' | 'values' | null>(null)
  const editable = run.status === 'UPLOADED' || run.status === 'CHECKED' || run.status === 'FAILED'
  const step: Step = editable ? (back ?? stepOf[run.status]) : stepOf[run.status]
  const goTo = (to: Step) => setBack(to === 'columns' || to === 'values' ? to : null)
  const checked = async () => {
    await reload()
    setBack(null)
  }
  return (
    <Page
      title={run.fileName}
      mark={<ImportStatusBadge status={run.status} />}
      breadcrumbs={[{ label: t('list.title'), href: '/imports' }]}
      tabs={<ImportSteps current={step} goTo={editable ? goTo : undefined} />}
    >
      {step === 'columns' || step === 'values' ? (
        <MappingSteps run={run} step={step} goTo={goTo} onChecked={checked} reload={reload} />
      ) : isRunning(run) ? (
        <RunningStep run={run} />
      ) : step === 'review' ? (
        <ReviewStep run={run} edit={() => goTo('columns')} reload={reload} />
      ) : (
        <ResultStep run={run} reload={reload} />
      )}
    </Page>
  )
}
