import {
  measureElement,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual'
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from './card.tsx'
import type { RowsProps } from './table-rows.tsx'
import { useMoreAtEnd } from './use-more-at-end.ts'
import { useRowKeys } from './use-row-keys.ts'

const estimate = 102

/** How many cards are ready out of sight; none in the first rendering, which on a phone takes as long as it has cards. */
function useOverscan() {
  const [overscan, setOverscan] = useState(0)
  useEffect(() => startTransition(() => setOverscan(6)), [])
  return overscan
}

/** A list behind an open detail has no height; its cards keep theirs, so that going back finds the same place. */
function measureShown<T extends Window>(
  card: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<T, Element>,
) {
  if (card.checkVisibility()) return measureElement(card, entry, list)
  return list.itemSizeCache.get(list.options.getItemKey(list.indexFromElement(card))) ?? estimate
}

/** Where an element stands on the page, px. */
const topOf = (element: HTMLElement | null) => (element ? element.getBoundingClientRect().top + window.scrollY : 0)

/** The rows of a phone: one card each, scrolled with the page. */
export function PageCards<T>(props: RowsProps<T>) {
  const { query, rowId, frame } = props
  const list = useRef<HTMLDivElement>(null)
  // The rows take the place of what stood there while they came.
  const [top, setTop] = useState(() => topOf(frame.current))
  useLayoutEffect(() => setTop(topOf(list.current)), [])
  const virtualizer = useWindowVirtualizer({
    count: query.items.length,
    estimateSize: () => estimate,
    getItemKey: (index) => rowId(query.items[index] as T),
    overscan: useOverscan(),
    scrollMargin: top,
    measureElement: measureShown,
    // Known before the first layout, so that the first rendering already has the cards.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  })
  return (
    <div ref={list}>
      <Cards
        {...props}
        shown={virtualizer.getVirtualItems()}
        height={virtualizer.getTotalSize()}
        top={top}
        measure={virtualizer.measureElement}
      />
    </div>
  )
}

/** The rows of a narrow pane on a desk, beside an open detail: cards that scroll inside the pane. */
export function PaneCards<T>(props: RowsProps<T>) {
  const { query, rowId, label } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: query.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => rowId(query.items[index] as T),
    overscan: useOverscan(),
  })
  useRowKeys({ count: query.items.length, container: scroller, reveal: (index) => virtualizer.scrollToIndex(index) })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <section ref={scroller} tabIndex={0} aria-label={label} className="-m-1 min-h-0 flex-1 overflow-y-auto p-1">
      <Cards
        {...props}
        shown={virtualizer.getVirtualItems()}
        height={virtualizer.getTotalSize()}
        top={0}
        measure={virtualizer.measureElement}
      />
    </section>
  )
}

interface CardsProps<T> extends RowsProps<T> {
  shown: VirtualItem[]
  height: number
  top: number
  measure: (element: HTMLElement | null) => void
}

function Cards<T>({ shown, height, top, measure, ...props }: CardsProps<T>) {
  const { query, label, table } = props
  const { t } = useTranslation()
  useMoreAtEnd(query, shown.at(-1)?.index ?? 0)
  return (
    <>
      <ul aria-label={label} className="relative" style={{ height }}>
        {shown.map(({ index, key, start }) => (
          <li
            key={key}
            ref={measure}
            data-index={index}
            aria-setsize={query.hasMore ? -1 : query.items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 pb-2"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <Card {...props} row={query.items[index] as T} selected={table.state.rowSelection[String(key)] === true} />
          </li>
        ))}
      </ul>
      {query.isFetchingMore && (
        <p role="status" className="py-3 text-center text-muted">
          {t('list.loadingMore')}
        </p>
      )}
    </>
  )
}
