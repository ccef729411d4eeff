import { useIsFetching } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icon.tsx'
import { queryClient } from '../api/query-client.ts'
import { liveState, onLiveState } from '../live/state.ts'

function subscribe(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** The page works, but what colleagues change does not show by itself: said quietly, as it mostly passes in seconds. */
function NotLive() {
  const { t } = useTranslation('shell')
  return (
    <span role="img" aria-label={t('connection.notLive')} title={t('connection.notLive')} className="text-muted">
      <Icon name="offline" size={18} />
    </span>
  )
}

/** Whether the server answers: the browser's word for the network, and what happened to the latest requests. */
export function Connection() {
  const { t } = useTranslation('shell')
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  // Counting fetches only makes this look again after each of them.
  useIsFetching()
  const unreachable = queryClient
    .getQueryCache()
    .getAll()
    .some(({ state }) => (state.error ?? state.fetchFailureReason)?.code.startsWith('network'))
  const live = useSyncExternalStore(onLiveState, liveState)
  if (online && !unreachable) return live === 'waiting' ? <NotLive /> : null
  return (
    <span role="status">
      <Badge tone="warning" icon="offline">
        {t(online ? 'connection.unreachable' : 'connection.offline')}
      </Badge>
    </span>
  )
}
