import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, type Problem } from '../../../app/api/problem.ts'
import { useCan } from '../../../app/session/session.ts'
import { Confirm } from '../../../ui/confirm.tsx'

type Send = (overrideReason?: string) => Promise<unknown>

interface Asked {
  problem: Problem
  send: Send
  settle: (refusal: Problem | null) => void
}

/**
 * Sends what papers may refuse. Whoever may override is then asked for a reason and it is sent again with it; answers the
 * refusal that was left to stand, or `null`, and throws every other problem. The caller puts the dialog on screen.
 */
export function useReadinessOverride(): { attempt: (send: Send) => Promise<Problem | null>; dialog: ReactNode } {
  const may = useCan()
  const [asked, setAsked] = useState<Asked | null>(null)
  const attempt = async (send: Send) => {
    try {
      await send()
      return null
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code !== 'assignment.notReady' || !may('readiness.override')) throw problem
      return new Promise<Problem | null>((settle) => setAsked({ problem, send, settle }))
    }
  }
  const close = () => {
    asked?.settle(asked.problem)
    setAsked(null)
  }
  return {
    attempt,
    dialog: asked && (
      <NotReadyDialog
        problem={asked.problem}
        onOverride={async (reason) => {
          await asked.send(reason)
          asked.settle(null)
        }}
        onClose={close}
      />
    ),
  }
}

interface NotReadyDialogProps {
  problem: Problem
  onOverride: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Why papers refuse the work, for somebody who may let it go on: the reason stays in the order's history. */
function NotReadyDialog({ problem, onOverride, onClose }: NotReadyDialogProps) {
  const { t } = useTranslation('workOrders')
  return (
    <Confirm
      title={t('notReady.title')}
      confirm={t('notReady.confirm')}
      danger
      reason={{ label: t('notReady.reason'), required: true }}
      onClose={onClose}
      onConfirm={onOverride}
    >
      <ul className="list-disc ps-5">
        {problem.errors?.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field !== 'asset' && field !== 'assignee' && <span className="font-medium">{field}: </span>}
            {message}
          </li>
        ))}
      </ul>
      <p className="text-muted">{t('notReady.text')}</p>
    </Confirm>
  )
}
