import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/form/field.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'

/** The calendar in the person's own calendar program, by an address that only they have. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const say = useSayProblem()
  const [address, setAddress] = useState<string | null>(null)
  const feed = query.useQuery('get', '/plans/feed')
  const create = useSend('post', '/plans/feed')
  const remove = useSend('delete', '/plans/feed')
  const open = () =>
    create.mutate(
      {},
      {
        onSuccess: ({ path }) => setAddress(new URL(`${config.apiBaseUrl}${path}`, location.href).href),
        onError: say,
      },
    )
  const close = () =>
    remove.mutate(
      {},
      {
        onSuccess: () => {
          setAddress(null)
          toast(t('feed.removed'))
        },
        onError: say,
      },
    )
  return (
    <Dialog title={t('feed.title')} onClose={onClose}>
      <div className="grid gap-4">
        <p>{t('feed.text')}</p>
        <Loaded query={feed} skeleton={<SkeletonRows rows={1} />}>
          {({ createdAt, lastReadAt }) => (
            <>
              {address ? (
                <Address value={address} />
              ) : (
                createdAt && (
                  <p className="text-muted">
                    {t('feed.since', { when: format.date(createdAt) })}{' '}
                    {lastReadAt ? t('feed.read', { when: format.relative(lastReadAt) }) : t('feed.unread')}
                  </p>
                )
              )}
              <div className="flex flex-wrap gap-2">
                <Button
                  variant={createdAt ? 'secondary' : 'primary'}
                  icon="key"
                  pending={create.isPending}
                  onClick={open}
                >
                  {t(createdAt ? 'feed.renew' : 'feed.create')}
                </Button>
                {createdAt && (
                  <Button variant="danger-soft" icon="trash" pending={remove.isPending} onClick={close}>
                    {t('feed.remove')}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Dialog>
  )
}

function Address({ value }: { value: string }) {
  const { t } = useTranslation('plans')
  return (
    <div className="grid gap-2">
      <Field label={t('feed.address')} hint={t('feed.once')}>
        {(aria) => (
          <input
            {...aria}
            readOnly
            value={value}
            className="input font-mono text-xs"
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <Button
        className="w-fit"
        size="sm"
        onClick={() => {
          void navigator.clipboard.writeText(value).then(() => toast(t('feed.copied')))
        }}
      >
        {t('feed.copy')}
      </Button>
    </div>
  )
}
