import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { money, optionalText } from '../../../contract/common.ts'
import { equalMonths } from '../../../domain/budget.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { MoneyField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { useEdited } from '../../ui/form/use-edited.ts'
import { Segments } from '../../ui/segments.tsx'
import { toast } from '../../ui/toast.ts'
import type { Budget } from './schema.ts'

const months = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] as const
const form = z.object({
  total: money,
  month: z.object(Object.fromEntries(months.map((at) => [at, money])) as Record<(typeof months)[number], typeof money>),
  note: optionalText(500),
})

interface BudgetDialogProps {
  budget: Budget
  refetch: () => Promise<Budget | undefined>
  onClose: () => void
}

const fieldsOf = (budget: Budget) => {
  const byMonth = budget.months.map((one) => one.budget ?? 0)
  return {
    total: budget.budget ?? 0,
    month: Object.fromEntries(months.map((at) => [at, byMonth[Number(at)]!])) as Record<
      (typeof months)[number],
      number
    >,
    note: null,
  }
}

const isEven = ({ budget, months: all }: Budget) =>
  budget === null || equalMonths(budget).every((amount, at) => amount === all[at]!.budget)

/** By year, spread evenly, or month by month; whichever is in sight is what is saved, as the next version. */
export function BudgetDialog({ budget, refetch, onClose }: BudgetDialogProps) {
  const { t } = useTranslation('budgets')
  const [by, setBy] = useState<'year' | 'month'>(isEven(budget) ? 'year' : 'month')
  const { version, reload } = useEdited(budget, refetch, fieldsOf)
  const send = useSend('put', '/budgets/{id}', { version })
  const state = useZodForm(form, fieldsOf(budget))
  const { control, getValues, setValue } = state
  const { site, year } = budget
  const { monthName } = useFormat()

  const change = (next: 'year' | 'month') => {
    const values = getValues()
    // What was typed goes along: the year over its months, the months into the year.
    if (next === 'month') {
      for (const [at, amount] of equalMonths(values.total || 0).entries()) setValue(`month.${months[at]!}`, amount)
    } else {
      setValue(
        'total',
        months.reduce((sum, at) => sum + (values.month[at] || 0), 0),
      )
    }
    setBy(next)
  }
  return (
    <FormDialog
      title={t('of', { site: site.name, year })}
      onClose={onClose}
      width="40rem"
      submit={t('save')}
      form={state}
      reload={reload}
      onSubmit={async ({ total, month, note }) => {
        const amounts = by === 'year' ? { total } : { months: months.map((at) => month[at]) }
        await send.mutateAsync({ params: { path: { id: site.id } }, body: { year, note, ...amounts } })
        toast(t('saved', { site: site.name, year }))
      }}
    >
      <Segments
        label={t('setBy')}
        value={by}
        onChange={change}
        options={[
          { value: 'year', label: t('byYear') },
          { value: 'month', label: t('monthly') },
        ]}
      />
      {by === 'year' ? (
        <MoneyField control={control} name="total" label={t('ofYear')} hint={t('evenly')} required />
      ) : (
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {months.map((at) => (
            <MoneyField key={at} control={control} name={`month.${at}`} label={monthName(Number(at) + 1)} required />
          ))}
        </div>
      )}
      <TextField control={control} name="note" label={t('noteLabel')} maxLength={500} />
    </FormDialog>
  )
}
