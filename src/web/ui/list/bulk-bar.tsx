import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'

/** What can be done with the selected rows; over the list while any are selected. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('list.bulk')}
      className="sticky bottom-18 z-[5] mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-border bg-overlay p-2 ps-4 shadow-overlay md:bottom-3"
    >
      <p role="status" className="font-medium tabular-nums">
        {t('list.selected', { count })}
      </p>
      {children}
      <Button variant="ghost" size="sm" icon="close" onClick={onClear}>
        {t('list.clearSelection')}
      </Button>
    </section>
  )
}
