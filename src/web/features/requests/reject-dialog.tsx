import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'
import type { FaultRequest } from './schema.ts'

export function RejectDialog({ request, onClose }: { request: FaultRequest; onClose: () => void }) {
  const { t } = useTranslation('requests')
  const { id, asset, version } = request
  const send = useSend('post', '/fault-requests/{id}/reject', { version })
  return (
    <Confirm
      title={t('reject.title', { code: asset.code })}
      confirm={t('reject.action')}
      reason={{ label: t('reject.reason'), required: true, maxLength: 500 }}
      onClose={onClose}
      onConfirm={async (reason) => {
        await send.mutateAsync({ params: { path: { id } }, body: { reason } })
        toast(t('reject.done'))
      }}
    >
      <p className="text-muted">{t('reject.explain')}</p>
    </Confirm>
  )
}
