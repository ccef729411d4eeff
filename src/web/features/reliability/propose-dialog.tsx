import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { proposeInterval } from '../../../contract/reliability.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Study } from './schema.ts'
import type { StudyFilter } from './study-filter.ts'
import { useStudyWords } from './study-words.ts'
import { currentInterval, type StudiedPlan, suggestedInterval } from './suggested-interval.ts'

const { planId, every, reason } = proposeInterval.shape
const form = z.object({ planId, every, reason })

interface ProposeProps {
  study: Study
  filter: StudyFilter
  plans: readonly StudiedPlan[]
  onClose: () => void
}

/** Proposes the optimum, or what the workshop makes of it, for one of the plans that count in the same measure. */
export function ProposeDialog({ study, filter, plans, onClose }: ProposeProps) {
  const { t } = useTranslation('reliability')
  const words = useStudyWords()
  const { measure, replacement, life } = study
  const send = useSend('post', '/interval-proposals', { invalidates: ['/interval-proposals', '/reliability'] })
  const optimum = replacement.known ? replacement.age : 1
  const first = plans[0] as StudiedPlan
  const state = useZodForm(form, {
    planId: first.id,
    every: suggestedInterval(optimum, measure, first),
    reason: '',
  })
  const plan = plans.find(({ id }) => id === state.watch('planId')) ?? first
  const current = currentInterval({ measure, plan })
  const { assetId, typeId, system, modeId } = filter
  // From the study, not the address: there they are text.
  const given = ({ basis, value }: Study['costs']['planned']) =>
    basis === 'GIVEN' && value !== null ? value : undefined
  const costs = { plannedCost: given(study.costs.planned), failureCost: given(study.costs.failure) }
  const { asset } = study.subject
  return (
    <FormDialog
      title={t('propose.title')}
      onClose={onClose}
      submit={t('propose.action')}
      form={state}
      onSubmit={async (values) => {
        const subject = { assetId: asset?.id ?? assetId, typeId, system, modeId }
        await send.mutateAsync({
          body: { ...values, ...subject, ...costs, measure, planVersion: plan.version },
        })
        toast(t('propose.done'))
      }}
    >
      <p>
        {t('propose.text', {
          optimum: words.age(measure)(optimum),
          range: replacement.known ? words.open(measure, replacement.ageBounds) : '',
          n: life.known ? life.failures : 0,
        })}
      </p>
      <SelectField
        control={state.control}
        name="planId"
        label={t('propose.plan')}
        options={plans.map(({ id, name }) => ({ value: id, label: name }))}
        required
      />
      <NumberField
        control={state.control}
        name="every"
        label={t('propose.every', { unit: t(`unit.${current.unit}`) })}
        fractionDigits={measure === 'DAYS' ? 0 : 1}
        hint={t('propose.current', { interval: words.interval(current, current.every) })}
        required
      />
      <TextAreaField control={state.control} name="reason" label={t('propose.reason')} maxLength={500} required />
    </FormDialog>
  )
}
