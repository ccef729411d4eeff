import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { wordsOfProblem } from '../../ui/problem-words.ts'

/** What the installation found last night; recomputing every hash now takes a moment on a long log, so it is asked for. */
export function ChainSection() {
  const { t } = useTranslation('audit')
  const { t: common } = useTranslation()
  const format = useFormat()
  const [asked, setAsked] = useState(false)
  const chain = query.useQuery('get', '/audit/chain', {}, { enabled: asked, staleTime: 0, retry: false })
  const last = query.useQuery('get', '/audit/chain/last').data?.last
  const verdict = chain.data ?? last
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon="shield" pending={chain.isFetching} onClick={() => (asked ? void chain.refetch() : setAsked(true))}>
        {t('chain.verify')}
      </Button>
      <div className="min-w-0 flex-1 basis-72" role="status">
        {chain.error ? (
          <Notice tone="danger">{wordsOfProblem(common, chain.error).what}</Notice>
        ) : verdict?.intact ? (
          <Notice tone="success">
            {'at' in verdict ? (
              <p>{t('chain.checked', { at: format.dateTime(verdict.at), n: format.number(verdict.entries) })}</p>
            ) : (
              <>
                <p>{t('chain.intact', { n: format.number(verdict.entries) })}</p>
                <p className="font-mono text-xs break-all">{verdict.head}</p>
              </>
            )}
          </Notice>
        ) : verdict ? (
          <Notice tone="danger">
            {'at' in verdict && <p>{t('chain.checkedBroken', { at: format.dateTime(verdict.at) })}</p>}
            <p className="font-medium">
              {t(`chain.${verdict.reason ?? 'altered'}`, { seq: format.number(verdict.brokenAt ?? 0) })}
            </p>
          </Notice>
        ) : (
          last === null && <p className="text-muted">{t('chain.never')}</p>
        )}
      </div>
    </div>
  )
}
