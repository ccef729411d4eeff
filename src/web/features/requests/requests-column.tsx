import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultRequestStatus } from '../../../domain/fault-request.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { BoardCard, BoardColumn } from '../../ui/board.tsx'
import { Button } from '../../ui/button.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { AcceptDialog } from './accept-dialog.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { RequestCard } from './request-card.tsx'
import type { FaultRequest } from './schema.ts'

interface RequestsColumnProps {
  status: FaultRequestStatus
  filter: object
  sums: string
}

type Deciding = { request: FaultRequest; how: 'accept' | 'reject' } | null

export function RequestsColumn({ status, filter, sums }: RequestsColumnProps) {
  const { t } = useTranslation('requests')
  const requests = useInfinite('/fault-requests', { ...filter, status, limit: 30 })
  const [deciding, setDeciding] = useState<Deciding>(null)
  const close = () => setDeciding(null)
  return (
    <>
      <BoardColumn title={t(`status.${status}`)} sums={sums}>
        {requests.isPending ? (
          <li>
            <SkeletonRows rows={3} />
          </li>
        ) : requests.problem && requests.items.length === 0 ? (
          <li>
            <ErrorState compact error={requests.problem} retry={requests.retry} />
          </li>
        ) : requests.items.length === 0 ? (
          <li className="p-3 text-center text-muted">{t('nothing')}</li>
        ) : (
          requests.items.map((request) => (
            <BoardCard key={request.id} id={request.id} moves={[]} menuLabel="">
              <RequestCard request={request} decide={(how) => setDeciding({ request, how })} />
            </BoardCard>
          ))
        )}
        {requests.hasMore && (
          <li>
            <Button size="sm" variant="ghost" pending={requests.isFetchingMore} onClick={requests.fetchMore}>
              {t('more')}
            </Button>
          </li>
        )}
      </BoardColumn>
      {deciding?.how === 'accept' && <AcceptDialog request={deciding.request} onClose={close} />}
      {deciding?.how === 'reject' && <RejectDialog request={deciding.request} onClose={close} />}
    </>
  )
}
