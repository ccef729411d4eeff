import { useTranslation } from 'react-i18next'
import { recordOutcome } from '../../../contract/predictions.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextAreaField } from '../../ui/form/text-fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import type { Alert } from './schema.ts'

interface PredictedOrder {
  id: string
  category: string
  status: string
}

/** On an order that a prediction made, once the work is done: what was found decides whether it was right. */
export function OrderOutcome({ order }: { order: PredictedOrder }) {
  const may = useCan()
  const done = order.status === 'COMPLETED' || order.status === 'CLOSED'
  const asked = order.category === 'PREDICTIVE' && done && may('prediction.decide')
  const { data } = query.useQuery(
    'get',
    '/predictions/alerts',
    { params: { query: { workOrderId: order.id } } },
    { enabled: asked },
  )
  const alert = asked ? data?.items[0] : undefined
  return alert ? <Outcome key={alert.version} alert={alert} /> : null
}

function Outcome({ alert }: { alert: Alert }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const { outcome, outcomeAt, outcomeBy, outcomeNote, isDemo } = alert
  const when = outcomeAt ? format.dateTime(outcomeAt) : ''
  return (
    <Section title={t('ask.title')}>
      {isDemo && <p className="mb-2 text-sm text-muted">{t('demo')}</p>}
      {outcome && (
        <div className="mb-3">
          <p className="font-medium">{t('ask.known', { outcome: t(`outcome.${outcome}`) })}</p>
          <p className="text-sm text-muted">
            {outcomeBy ? t('ask.by', { name: outcomeBy.name, when }) : t('ask.byFacts', { when })}
          </p>
          {outcomeNote && <Notice tone="info">{outcomeNote}</Notice>}
        </div>
      )}
      {!outcomeBy && <OutcomeForm alert={alert} />}
    </Section>
  )
}

function OutcomeForm({ alert: { id, version } }: { alert: Alert }) {
  const { t } = useTranslation('predictions')
  const state = useZodForm(recordOutcome, { note: undefined } as never)
  const send = useSend('post', '/predictions/alerts/{id}/outcome', { version })
  return (
    <Form
      form={state}
      guard={false}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id } }, body })
        toast(t('ask.saved'))
      }}
    >
      <p className="text-muted">{t('ask.lead')}</p>
      <RadioField
        control={state.control}
        name="outcome"
        label={t('ask.choose')}
        options={[
          { value: 'HIT', label: t('ask.HIT'), icon: 'warning' },
          { value: 'PREVENTED', label: t('ask.PREVENTED'), icon: 'shield' },
          { value: 'FALSE', label: t('ask.FALSE'), icon: 'cancelled' },
        ]}
      />
      <TextAreaField control={state.control} name="note" label={t('ask.note')} maxLength={500} rows={2} />
      <SubmitBar label={t('ask.save')} pending={send.isPending} />
    </Form>
  )
}
