import { createContext, type ReactNode, startTransition, use, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, type Problem } from '../app/api/problem.ts'
import { isReturning } from '../app/returning.ts'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { wordsOfProblem } from './problem-words.ts'

/** Nothing here: one sentence and, where there is one, the one thing to do about it. */
export function EmptyState({
  children,
  action,
  icon = 'info',
}: {
  children: string
  action?: ReactNode
  icon?: IconName
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-12 text-center">
      <Icon name={icon} size={28} className="text-muted" />
      <p className="max-w-md text-muted">{children}</p>
      {action}
    </div>
  )
}

/** What failed, why, and how to go on; the request id is what an administrator needs. */
export function ErrorState({ error, retry, compact }: { error: unknown; retry?: () => void; compact?: boolean }) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  const { what, how } = wordsOfProblem(t, problem)
  return (
    <div role="alert" className={cx('flex flex-col items-center gap-2 px-4 text-center', compact ? 'py-4' : 'py-12')}>
      <Icon name={problem.code.startsWith('network') ? 'offline' : 'warning'} size={28} className="text-danger" />
      <p className="max-w-md font-semibold">{what}</p>
      {how && <p className="max-w-md text-muted">{how}</p>}
      {problem.instance && <p className="font-mono text-xs text-muted">{t('requestId', { id: problem.instance })}</p>}
      {retry && (
        <Button className="mt-2" icon="undo" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}

export interface Reading<T> {
  data: T | undefined
  error: Problem | null
  isPending: boolean
  refetch: () => unknown
}

/** Whether a page is there from its first rendering on, so that going back to it finds its place again. */
const AtOnce = createContext(true)

/**
 * The states of one query, handled once: skeleton, refusal, and then the content. Its first rendering gives way to what
 * the person does meanwhile: that of a whole page takes long on a phone.
 */
export function Loaded<T>({
  query,
  skeleton,
  children,
}: {
  query: Reading<T>
  skeleton: ReactNode
  children: (data: NonNullable<T>) => ReactNode
}) {
  const there = query.data != null
  const [atOnce] = useState(there && isReturning())
  const shown = useDeferredValue(there, atOnce)
  if (there && shown) return <AtOnce value={atOnce}>{children(query.data as NonNullable<T>)}</AtOnce>
  if (there || query.isPending) return skeleton
  return <ErrorState error={query.error} retry={() => void query.refetch()} />
}

/** What stands below the first screen of a page whose content has just come: rendered in a turn of its own. */
export function Later({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(use(AtOnce))
  useEffect(() => startTransition(() => setShown(true)), [])
  return shown && children
}
