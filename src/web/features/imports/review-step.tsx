import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { ResultCounts } from './result-counts.tsx'
import { ResultFacts } from './result-facts.tsx'
import { RowErrors } from './row-errors.tsx'
import type { Import } from './schema.ts'

interface ReviewStepProps {
  run: Import
  edit: () => void
  reload: () => Promise<unknown>
}

/** What the dry run found; nothing has been written yet. */
export function ReviewStep({ run, edit, reload }: ReviewStepProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { result } = run
  const [skip, setSkip] = useState(false)
  const [again, setAgain] = useState(false)
  const apply = useSend('post', '/imports/{id}/apply', { invalidates: ['/imports'] })
  const importIt = async () => {
    await apply.mutateAsync({ params: { path: { id: run.id } }, body: { skipRefused: skip, again } })
    await reload()
  }
  if (run.status === 'FAILED' || !result) {
    return (
      <div className="grid gap-4">
        <Notice tone="danger" live>
          <p className="font-medium">{t('review.failed')}</p>
          <p>{run.error}</p>
        </Notice>
        <Actions run={run} edit={edit} />
      </div>
    )
  }
  const refused = result.refused > 0
  const ready = result.accepted > 0 && (!refused || skip) && (!run.sameFileAppliedAt || again)
  return (
    <div className="grid gap-4">
      <ProblemNotice problem={apply.error} />
      <Section title={t('review.title')}>
        <ResultFacts run={run} result={result} />
        {refused && (
          <div className="mt-4">
            <Notice tone="warning">
              <p className="font-medium">
                {t('review.refused', { count: result.refused, rows: format.number(result.refused) })}
              </p>
              <Check
                label={t('review.skip', { count: result.refused, rows: format.number(result.refused) })}
                checked={skip}
                onChange={setSkip}
              />
            </Notice>
          </div>
        )}
        {run.sameFileAppliedAt && (
          <div className="mt-4">
            <Notice tone="warning">
              <p className="font-medium">{t('review.same', { when: format.dateTime(run.sameFileAppliedAt) })}</p>
              <Check label={t('review.again')} checked={again} onChange={setAgain} />
            </Notice>
          </div>
        )}
      </Section>
      {refused && <RowErrors run={run} result={result} />}
      <ResultCounts run={run} result={result} />
      <Actions run={run} edit={edit}>
        <Button
          variant="primary"
          disabled={!ready}
          pending={apply.isPending}
          onClick={() => void importIt().catch(() => {})}
        >
          {t('review.import', { count: result.accepted, rows: format.number(result.accepted) })}
        </Button>
      </Actions>
    </div>
  )
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="mt-1 flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
      <input type="checkbox" className="check" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{label}</span>
    </label>
  )
}

function Actions({ run, edit, children }: { run: Import; edit: () => void; children?: ReactNode }) {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const [discarding, setDiscarding] = useState(false)
  const discard = useSend('delete', '/imports/{id}', { invalidates: [] })
  return (
    <div className="sticky bottom-16 z-[5] flex flex-wrap-reverse justify-end gap-2 border-t border-separator bg-background py-3 md:bottom-0">
      <Button icon="trash" variant="ghost" onClick={() => setDiscarding(true)}>
        {t('review.discard')}
      </Button>
      <Button onClick={edit}>{t('review.edit')}</Button>
      {children}
      {discarding && (
        <Confirm
          title={t('review.discardTitle')}
          confirm={t('review.discard')}
          danger
          onClose={() => setDiscarding(false)}
          onConfirm={async () => {
            await discard.mutateAsync({ params: { path: { id: run.id } } })
            await navigate({ to: '/imports' })
          }}
        >
          <p>{t('review.discardText', { file: run.fileName })}</p>
        </Confirm>
      )}
    </div>
  )
}
