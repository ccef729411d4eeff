import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/keyboard/shortcuts.ts'

interface RowKeys {
  count: number
  container: RefObject<HTMLElement | null>
  /** Scrolls a row into sight, which also renders it. */
  reveal: (index: number) => void
  toggle?: (index: number) => void
}

/** `j` and `k` move through the rows, `x` selects; Enter opens, because the focus is on the row's own link. */
export function useRowKeys({ count, container, reveal, toggle }: RowKeys) {
  const { t } = useTranslation()
  const current = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]')
    return row && container.current?.contains(row) ? Number(row.dataset.index) : -1
  }
  const move = (step: number) => () => {
    const index = Math.max(0, Math.min(count - 1, current() + step))
    reveal(index)
    requestAnimationFrame(() =>
      container.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`)
        ?.focus({ preventScroll: true }),
    )
  }
  useShortcuts([
    { keys: 'j', label: t('list.next'), run: move(1) },
    { keys: 'k', label: t('list.previous'), run: move(-1) },
    ...(toggle
      ? [{ keys: 'x', label: t('list.select'), run: () => (current() >= 0 ? toggle(current()) : undefined) }]
      : []),
  ])
}
