import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemOf } from '../../app/api/paths.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { jobLooks, useTook } from './words.ts'

/** One job: how it ended, who did it, and what can still be done about it. */
export function JobRow({ job }: { job: ItemOf<'/jobs'> }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const took = useTook()
  const say = useSayProblem()
  const [discarding, setDiscarding] = useState(false)
  const retry = useSend('post', '/jobs/{queue}/{id}/retry')
  const discard = useSend('delete', '/jobs/{queue}/{id}')
  const { id, queue, state, createdAt, seconds, attempts, most, worker, error } = job
  const init = { params: { path: { queue, id } } }
  const facts = [
    seconds !== null && took(seconds),
    attempts > 0 && t('attempts', { n: format.number(attempts), most: format.number(most) }),
    worker,
  ].filter(Boolean)
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[10rem_9rem_minmax(0,1fr)_auto] md:items-start">
      <p className="text-muted tabular-nums">{format.dateTime(createdAt)}</p>
      <div>
        <Badge {...jobLooks[state]}>{t(`state.${state}`)}</Badge>
      </div>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-mono text-xs">{queue}</p>
        <p className="text-xs text-muted">{facts.join(' · ')}</p>
        {error && <p className="text-danger">{error}</p>}
      </div>
      {state === 'DEAD' && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            icon="undo"
            pending={retry.isPending}
            onClick={() => retry.mutate(init, { onSuccess: () => toast(t('retried')), onError: say })}
          >
            {t('retry')}
          </Button>
          <Button size="sm" variant="danger-soft" icon="trash" onClick={() => setDiscarding(true)}>
            {t('discard')}
          </Button>
        </div>
      )}
      {discarding && (
        <Confirm
          title={t('discardTitle')}
          confirm={t('discard')}
          danger
          onClose={() => setDiscarding(false)}
          onConfirm={async () => {
            await discard.mutateAsync(init)
            toast(t('discarded'))
          }}
        >
          <p>{t('discardText')}</p>
        </Confirm>
      )}
    </li>
  )
}
