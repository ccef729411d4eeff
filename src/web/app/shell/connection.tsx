import { useIsFetching } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { queryClient } from '../api/query-client.ts'

function subscribe(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
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
  if (online && !unreachable) return null
  return (
    <span role="status">
      <Badge tone="warning" icon="offline">
        {t(online ? 'connection.unreachable' : 'connection.offline')}
      </Badge>
    </span>
  )
}
