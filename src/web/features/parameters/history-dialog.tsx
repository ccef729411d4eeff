import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import type { Parameter } from './parameters-page.tsx'
import { useParameterValue } from './words.ts'

export function HistoryDialog({ parameter, onClose }: { parameter: Parameter; onClose: () => void }) {
  const { t } = useTranslation('parameters')
  const format = useFormat()
  const textOf = useParameterValue()
  const { key } = parameter
  const history = query.useQuery('get', '/parameters/{key}/history', { params: { path: { key } } })
  return (
    <Dialog title={t('historyTitle', { name: t(`name.${key}`) })} onClose={onClose}>
      <Loaded query={history} skeleton={<SkeletonRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="clock">{t('never')}</EmptyState>
          ) : (
            <ol className="divide-y divide-separator">
              {items.map(({ value, changedAt, changedBy }) => (
                <li key={changedAt} className="flex flex-wrap justify-between gap-x-4 py-2">
                  <span className="font-medium">{textOf(parameter, value)}</span>
                  <span className="text-muted">
                    {[format.dateTime(changedAt), changedBy?.name].filter(Boolean).join(' · ')}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Dialog>
  )
}
