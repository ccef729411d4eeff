import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { text } from '../../../contract/common.ts'
import type { ReportGrouping } from '../../../contract/report.ts'
import type { SavedReportKind } from '../../../contract/saved-reports.ts'
import { movingPeriods } from '../../../domain/report-schedule.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField, SelectField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { KpiFilter } from '../kpis/addresses.ts'

const form = z.object({ name: text(80), period: z.enum(movingPeriods), shared: z.boolean() })

interface SaveReportDialogProps {
  report: SavedReportKind
  filter: KpiFilter & { groupBy?: ReportGrouping | undefined }
  onClose: () => void
}

/** Keeps what the page asks for under a name; its period moves on with the calendar. */
export function SaveReportDialog({ report, filter, onClose }: SaveReportDialogProps) {
  const { t } = useTranslation(['savedReports', 'kpis'])
  const send = useSend('post', '/saved-reports')
  const state = useZodForm(form, { name: '', period: 'LAST_MONTH', shared: false })
  const { siteId, typeId, assetId, groupBy } = filter
  return (
    <Dialog title={t('save.title')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async (fields) => {
          const narrowing = { siteId, typeId, assetId, ...(report === 'overview' ? {} : { groupBy }) }
          await send.mutateAsync({ body: { ...fields, report, ...narrowing } })
          toast(t('save.saved', { name: fields.name }))
          onClose()
        }}
      >
        <TextField control={state.control} name="name" label={t('field.name')} required maxLength={80} />
        <PeriodAndShared control={state.control} />
        <SubmitBar label={t('action.save')} pending={send.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

type Control = ReturnType<typeof useZodForm<typeof form>>['control']

/** What every kept report has besides its name. */
export function PeriodAndShared({ control }: { control: Control }) {
  const { t } = useTranslation('savedReports')
  return (
    <>
      <SelectField
        control={control}
        name="period"
        label={t('field.period')}
        hint={t('save.periodHint')}
        required
        options={movingPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      <CheckField control={control} name="shared" label={t('field.shared')} hint={t('save.sharedHint')} />
    </>
  )
}
