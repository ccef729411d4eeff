import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { text } from '../../../contract/common.ts'
import { movingPeriods } from '../../../domain/report-schedule.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { PeriodAndShared } from './save-dialog.tsx'
import type { SavedReport } from './schema.ts'

const form = z.object({ name: text(80), period: z.enum(movingPeriods), shared: z.boolean() })

export function EditReportDialog({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { t } = useTranslation('savedReports')
  const send = useSend('patch', '/saved-reports/{id}', { version: report.version })
  const { name, period, shared } = report
  const state = useZodForm(form, { name, period, shared })
  return (
    <Dialog title={t('edit.title')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async (body) => {
          await send.mutateAsync({ params: { path: { id: report.id } }, body })
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
