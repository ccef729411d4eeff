import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportTarget } from '../../../domain/import/fields.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ColumnsStep } from './columns-step.tsx'
import type { Step } from './import-steps.tsx'
import { missingFields } from './mapping-edit.ts'
import { ProblemNotice } from './problem-notice.tsx'
import type { Import, ImportMapping, ImportProposal } from './schema.ts'
import { ValuesStep } from './values-step.tsx'

interface MappingStepsProps {
  run: Import
  step: 'columns' | 'values'
  goTo: (step: Step) => void
  onChecked: () => Promise<unknown>
  reload: () => Promise<unknown>
}

/** Columns, then values: begun from what the server proposes, kept on the server with every step forward. */
export function MappingSteps(props: MappingStepsProps) {
  const { run } = props
  const [target, setTarget] = useState<ImportTarget | undefined>(undefined)
  const proposal = query.useQuery(
    'get',
    '/imports/{id}/proposal',
    { params: { path: { id: run.id }, query: { target } } },
    { staleTime: 0, refetchOnWindowFocus: false },
  )
  return (
    <Loaded query={proposal} skeleton={<SkeletonForm />}>
      {(found) => (
        <Editor
          key={`${target} ${run.shape.sheet} ${run.shape.delimiter} ${run.shape.encoding} ${run.shape.headerRow}`}
          {...props}
          proposal={found}
          setTarget={setTarget}
          refresh={() => proposal.refetch()}
        />
      )}
    </Loaded>
  )
}

interface EditorProps extends MappingStepsProps {
  proposal: ImportProposal
  setTarget: (target: ImportTarget) => void
  refresh: () => Promise<unknown>
}

function Editor({ run, step, goTo, onChecked, reload, proposal, setTarget, refresh }: EditorProps) {
  const { t } = useTranslation('imports')
  const [mapping, setMapping] = useState<ImportMapping>(proposal.mapping)
  const path = { params: { path: { id: run.id } } }
  const save = useSend('put', '/imports/{id}/mapping', { invalidates: [] })
  const check = useSend('post', '/imports/{id}/check', { invalidates: ['/imports'] })
  const missing = missingFields(mapping)

  const next = async () => {
    await save.mutateAsync({ ...path, body: mapping })
    await refresh()
    if (step === 'columns') return goTo('values')
    await check.mutateAsync(path)
    await onChecked()
  }
  const pending = save.isPending || check.isPending
  return (
    <div className="grid gap-4">
      <ProblemNotice problem={save.error ?? check.error} />
      {proposal.remembered && step === 'columns' && <Notice tone="info">{t('columns.remembered')}</Notice>}
      {step === 'columns' ? (
        <ColumnsStep
          run={run}
          mapping={mapping}
          change={setMapping}
          setTarget={setTarget}
          reload={reload}
          refresh={refresh}
        />
      ) : (
        <ValuesStep run={run} mapping={mapping} change={setMapping} proposal={proposal} refresh={refresh} />
      )}
      {step === 'columns' && missing.length > 0 && (
        <Notice tone="warning" live>
          {t('columns.missing', { fields: missing.map(({ name }) => t(`field.${name}` as 'field.asset')).join(', ') })}
        </Notice>
      )}
      <div className="sticky bottom-16 z-[5] flex flex-wrap-reverse justify-end gap-2 border-t border-separator bg-background py-3 md:bottom-0">
        {step === 'values' && <Button onClick={() => goTo('columns')}>{t('back')}</Button>}
        <Button
          variant="primary"
          pending={pending}
          disabled={missing.length > 0}
          onClick={() => void next().catch(() => {})}
        >
          {t(step === 'columns' ? 'columns.next' : 'values.next')}
        </Button>
      </div>
    </div>
  )
}
