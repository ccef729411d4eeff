import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { useHorizon } from './horizon-choice.tsx'
import type { PredictionModel, PredictionStatus } from './schema.ts'

/** Where predictions stand; asked again while something is under way. */
export function useStanding() {
  const horizon = useHorizon()
  return query.useQuery(
    'get',
    '/predictions/statistics',
    { params: { query: { horizon } } },
    {
      refetchInterval: ({ state }) => {
        const now = state.data as PredictionStatus | undefined
        return now && (now.training || now.running) ? 1000 : 60_000
      },
    },
  )
}

export function TrainButton() {
  const { t } = useTranslation('predictions')
  const may = useCan()
  const say = useSayProblem()
  const send = useSend('post', '/predictions/models')
  if (!may('prediction.train')) return null
  const start = () => send.mutateAsync({ body: {} }).then(() => toast(t('trainStarted')), say)
  return (
    <Button icon="play" pending={send.isPending} onClick={() => void start()}>
      {t('train')}
    </Button>
  )
}

export function RunButton() {
  const { t } = useTranslation('predictions')
  const may = useCan()
  const say = useSayProblem()
  const send = useSend('post', '/predictions/run')
  if (!may('prediction.run')) return null
  const start = () => send.mutateAsync({}).then(({ day }) => toast(t('runStarted', { day })), say)
  return (
    <Button icon="prediction" pending={send.isPending} onClick={() => void start()}>
      {t('runNow')}
    </Button>
  )
}

/** Everything to know before reading a risk. */
export function Standing({ status }: { status: PredictionStatus }) {
  const { t } = useTranslation('predictions')
  return (
    <>
      {status.training && <TrainingProgress model={status.training} />}
      {status.running && !status.training && <Notice tone="info">{t('running')}</Notice>}
      {status.isDemo && <Notice tone="warning">{t('demo')}</Notice>}
      {status.state === 'RANKING_ONLY' && <Notice tone="warning">{t('state.RANKING_ONLY')}</Notice>}
      {status.lastTraining?.state === 'FAILED' && <Notice tone="danger">{t('failedTraining')}</Notice>}
    </>
  )
}

export function TrainingProgress({ model }: { model: PredictionModel }) {
  const { t } = useTranslation('predictions')
  const may = useCan()
  const say = useSayProblem()
  const send = useSend('post', '/predictions/models/{id}/cancel')
  const { done, total } = model.progress
  return (
    <div className="card grid gap-3 p-4">
      <Progress
        label={t(`training.${model.state === 'RUNNING' ? 'RUNNING' : 'QUEUED'}`)}
        share={total > 0 ? done / total : 0}
        detail={t('training.fits', { done, total })}
      />
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-sm text-muted">{t('training.leave')}</p>
        {may('prediction.train') && (
          <Button
            size="sm"
            icon="stop"
            pending={send.isPending || model.cancelRequested}
            onClick={() => void send.mutateAsync({ params: { path: { id: model.id } } }).catch(say)}
          >
            {t(model.cancelRequested ? 'training.stopping' : 'training.cancel')}
          </Button>
        )}
      </div>
    </div>
  )
}
