import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useArchiving } from '../../ui/use-archiving.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import type { Plan } from './schema.ts'

/** Edit, pause or resume, and archive a plan; nothing for whom it reaches beyond. */
export function PlanActions({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const may = useCan()
  const say = useSayProblem()
  const [pausing, setPausing] = useState(false)
  const { archive, restore } = useArchiving('/plans', plan.id, plan.name)
  const pause = useSend('post', '/plans/{id}/pause', { version: plan.version })
  const resume = useSend('post', '/plans/{id}/resume', { version: plan.version })
  if (!may('plan.manage') || !plan.mayManage) return null
  const params = { path: { id: plan.id } }
  if (plan.archivedAt) {
    return (
      <Button icon="undo" onClick={restore}>
        {t('action.restore')}
      </Button>
    )
  }
  return (
    <>
      <LinkButton href={`/plans/${plan.id}/edit`} icon="edit">
        {t('action.edit')}
      </LinkButton>
      {plan.pausedAt ? (
        <Button
          icon="play"
          variant="primary"
          pending={resume.isPending}
          onClick={() => resume.mutate({ params }, { onSuccess: () => toast(t('paused.resumed')), onError: say })}
        >
          {t('action.resume')}
        </Button>
      ) : (
        <Button icon="pause" onClick={() => setPausing(true)}>
          {t('action.pause')}
        </Button>
      )}
      <Menu label={t('action.more')} items={[{ label: t('action.archive'), icon: 'archive', onSelect: archive }]} />
      {pausing && (
        <Confirm
          title={t('pause.title')}
          confirm={t('action.pause')}
          reason={{ label: t('pause.reason'), required: true }}
          onClose={() => setPausing(false)}
          onConfirm={async (reason) => {
            await pause.mutateAsync({ params, body: { reason } })
            toast(t('pause.done'))
          }}
        >
          <p className="text-muted">{t('pause.text')}</p>
        </Confirm>
      )}
    </>
  )
}
