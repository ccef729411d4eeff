import { useTranslation } from 'react-i18next'
import type { InfiniteList } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Paged } from '../../ui/list/paged.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { entityHref, useAuditWords, valueText } from './words.ts'

type Entry = ItemOf<'/audit'>

export function AuditList({ entries }: { entries: InfiniteList<Entry> }) {
  const { t } = useTranslation('audit')
  return (
    <Paged list={entries} empty={<EmptyState icon="search">{t('nothing')}</EmptyState>}>
      {(items) => (
        <ol className="card divide-y divide-separator" aria-label={t('title')}>
          {items.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
    </Paged>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const words = useAuditWords()
  const { seq, at, actor, channel, action, entityType, entityId, changes } = entry
  const href = entityHref(entityType, entityId)
  // Hours, tasks and the like are rows about their order.
  const entity = words.entity(action.split('.')[0] ?? entityType)
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[10rem_minmax(0,16rem)_minmax(0,1fr)]">
      <p className="text-muted tabular-nums">
        {format.dateTime(at)}
        <span className="block text-xs">{t('row', { seq: format.number(seq) })}</span>
      </p>
      <p className="min-w-0">
        <span className="font-medium">
          {href ? (
            <AppLink href={href} className="underline">
              {entity}
            </AppLink>
          ) : (
            entity
          )}
          {`: ${words.action(action)}`}
        </span>
        <span className="block text-xs text-muted">{`${actor.name} · ${t(`channel.${channel}`)}`}</span>
      </p>
      <Changes changes={changes} />
    </li>
  )
}

function Changes({ changes }: { changes: Entry['changes'] }) {
  const { t } = useTranslation('audit')
  const fields = Object.entries(changes)
  if (fields.length === 0) return null
  return (
    <ul aria-label={t('changes')} className="grid min-w-0 gap-0.5 text-xs">
      {fields.map(([field, [before, after]]) => (
        <li key={field} className="min-w-0 [overflow-wrap:anywhere]">
          <span className="font-mono text-muted">{field}</span>{' '}
          {before === null ? valueText(after) : `${valueText(before)} → ${valueText(after)}`}
        </li>
      ))}
    </ul>
  )
}
