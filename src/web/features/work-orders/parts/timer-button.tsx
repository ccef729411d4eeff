import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { useSend } from '../../../app/api/send.ts'
import { Button } from '../../../ui/button.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import { touched } from '../actions/touched.ts'

export const useRunningTimer = () => query.useQuery('get', '/me/timer', {}).data?.timer ?? null

/** Time since `from` as `1:05`, hours and minutes, as it passes. */
export function Elapsed({ from }: { from: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - Date.parse(from)) / 60_000))
  return <span className="tabular-nums">{`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`}</span>
}

/** Starts or stops the person's own timer on an order in progress. */
export function TimerButton({ order, size = 'sm' }: { order: { id: string }; size?: 'sm' | 'md' }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const running = useRunningTimer()
  const start = useSend('post', '/work-orders/{id}/labour/timer', { invalidates: touched })
  const stop = useSend('post', '/work-orders/{id}/labour/{entryId}/stop', { invalidates: touched })
  const said = { onError: say }
  if (running?.workOrderId === order.id) {
    const params = { path: { id: order.id, entryId: running.entryId } }
    return (
      <Button size={size} icon="stop" pending={stop.isPending} onClick={() => stop.mutate({ params, body: {} }, said)}>
        {t('labour.stop')} <Elapsed from={running.from} />
      </Button>
    )
  }
  return (
    <Button
      size={size}
      icon="clock"
      pending={start.isPending}
      onClick={() => start.mutate({ params: { path: { id: order.id } } }, said)}
    >
      {t('labour.start')}
    </Button>
  )
}
