import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'

export interface MasterDataRecord {
  id: string
  archived: boolean
  version: number
}

/** As `useArchiving`, for records whose being archived is one of their fields. */
export function useArchivingByPatch(
  path: '/order-types' | '/failure-codes' | '/document-types',
  record: MasterDataRecord,
  name: string,
) {
  const { t } = useTranslation()
  const onError = useSayProblem()
  const change = useSend('patch', `${path}/{id}`, { version: record.version })
  const bring = useSend('patch', `${path}/{id}`)
  const params = { path: { id: record.id } }
  const restore = () =>
    bring.mutate(
      { params, body: { archived: false } },
      { onSuccess: () => toast(t('archiving.restored', { name })), onError },
    )
  const archive = () =>
    change.mutate(
      { params, body: { archived: true } },
      { onSuccess: () => toast(t('archiving.archived', { name }), { undo: restore }), onError },
    )
  return { archive, restore }
}
