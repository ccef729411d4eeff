import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { SkeletonForm } from '../../../ui/skeleton.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { CompleteForm } from './complete-form.tsx'

interface CompleteDialogProps {
  id: string
  number: string
  onClose: () => void
}

/** Finishing: what is recorded already is there, and only what is missing is asked. */
export function CompleteDialog({ id, number, onClose }: CompleteDialogProps) {
  const { t } = useTranslation('workOrders')
  const order = query.useQuery('get', '/work-orders/{id}', { params: { path: { id } } })
  return (
    <Dialog side title={t('ask.COMPLETE', { number })} onClose={onClose} width="34rem">
      <Loaded query={order} skeleton={<SkeletonForm />}>
        {(found) => <CompleteForm order={found} onClose={onClose} />}
      </Loaded>
    </Dialog>
  )
}
