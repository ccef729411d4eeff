import { useTranslation } from 'react-i18next'
import { saveView } from '../../../contract/work-order-changes.ts'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'

const form = saveView.pick({ name: true })

/** Keeps the filter in force under a name. */
export function SaveViewDialog({ filter, onClose }: { filter: string; onClose: () => void }) {
  const { t } = useTranslation('workOrders')
  const save = useSend('post', '/saved-views', { invalidates: ['/saved-views'] })
  const state = useZodForm(form, { name: '' })
  return (
    <Dialog title={t('saved.save')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async ({ name }) => {
          await save.mutateAsync({ body: { name, filter } })
          toast(t('saved.done', { name }))
          onClose()
        }}
      >
        <TextField control={state.control} name="name" label={t('saved.name')} required maxLength={60} />
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t('saved.save')}
        </Button>
      </Form>
    </Dialog>
  )
}
