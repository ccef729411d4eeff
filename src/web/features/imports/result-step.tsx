import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink, LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { ResultCounts } from './result-counts.tsx'
import { ResultFacts } from './result-facts.tsx'
import type { Import } from './schema.ts'

export function ResultStep({ run, reload }: { run: Import; reload: () => Promise<unknown> }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const [undoing, setUndoing] = useState(false)
  const { result, appliedAt, undoneAt } = run
  const undone = run.status === 'UNDONE'
  return (
    <div className="grid gap-4">
      <Notice tone={undone ? 'info' : 'success'} live>
        {undone
          ? t('result.undone', { when: format.dateTime(undoneAt ?? run.createdAt) })
          : t('result.done', { when: format.dateTime(appliedAt ?? run.createdAt) })}
      </Notice>
      {result && (
        <Section
          title={t(undone ? 'result.was' : 'result.title')}
          actions={
            !undone && (
              <Button size="sm" icon="undo" onClick={() => setUndoing(true)}>
                {t('result.undo')}
              </Button>
            )
          }
        >
          <ResultFacts run={run} result={result} />
          {!undone && <Links run={run} />}
        </Section>
      )}
      {result && <ResultCounts run={run} result={result} />}
      {undoing && <UndoDialog run={run} reload={reload} onClose={() => setUndoing(false)} />}
    </div>
  )
}

function Links({ run }: { run: Import }) {
  const { t } = useTranslation('imports')
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      {run.target === 'workOrders' && (
        <LinkButton href={`/work-orders?importId=${run.id}`} variant="primary" icon="orders">
          {t('result.orders')}
        </LinkButton>
      )}
      <AppLink href="/assets" className="py-2 underline">
        {t('result.fleet')}
      </AppLink>
      <AppLink href="/imports/new" className="py-2 underline">
        {t('result.another')}
      </AppLink>
    </div>
  )
}

interface UndoDialogProps {
  run: Import
  reload: () => Promise<unknown>
  onClose: () => void
}

/** Says what undoing does; when it is refused, what has changed since is listed and nothing is touched. */
function UndoDialog({ run, reload, onClose }: UndoDialogProps) {
  const { t } = useTranslation(['imports', 'common'])
  const undo = useSend('post', '/imports/{id}/undo', { invalidates: ['/imports', '/work-orders', '/assets'] })
  const confirm = async () => {
    await undo.mutateAsync({ params: { path: { id: run.id } } })
    await reload()
    toast(t('result.undoneToast'))
    onClose()
  }
  return (
    <Dialog
      title={t('result.undoTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="danger" pending={undo.isPending} onClick={() => void confirm().catch(() => {})}>
            {t('result.undo')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t('result.undoText')}</p>
        <ProblemNotice problem={undo.error} />
      </div>
    </Dialog>
  )
}
