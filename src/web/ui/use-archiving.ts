import { useTranslation } from 'react-i18next'
import { useSend } from '../app/api/send.ts'
import { toast } from './toast.ts'
import { useSayProblem } from './use-say-problem.ts'

type Archivable = '/assets' | '/sites' | '/asset-types' | '/checklists' | '/plans' | '/parts' | '/suppliers'

/**
 * Archives a record at once and offers ten seconds to take it back; a refusal says what still uses it. `name` is how
 * people call the record.
 */
export function useArchiving(path: Archivable, id: string, name: string) {
  const { t } = useTranslation()
  const onError = useSayProblem()
  const invalidates = [path]
  const send = useSend('post', `${path}/{id}/archive`, { invalidates })
  const bring = useSend('post', `${path}/{id}/restore`, { invalidates })
  const init = { params: { path: { id } } }
  const restore = () => bring.mutate(init, { onSuccess: () => toast(t('archiving.restored', { name })), onError })
  const archive = () =>
    send.mutate(init, { onSuccess: () => toast(t('archiving.archived', { name }), { undo: restore }), onError })
  return { archive, restore }
}
