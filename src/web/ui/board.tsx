import { type DragEvent, type ReactNode, useState } from 'react'
import { cx } from './class-names.ts'
import { Menu, type MenuItem } from './menu.tsx'

const kind = 'application/x-faena-card'

export function Board({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <section aria-label={label} tabIndex={0} className="flex min-h-0 flex-1 snap-x gap-3 overflow-x-auto pb-2">
      {children}
    </section>
  )
}

interface BoardColumnProps {
  title: ReactNode
  /** Above the cards: how many, how many hours. */
  sums: ReactNode
  /** A card was dropped here; absent where nothing may be dropped. */
  onDrop?: (id: string) => void
  children: ReactNode
}

export function BoardColumn({ title, sums, onDrop, children }: BoardColumnProps) {
  const [over, setOver] = useState(false)
  const accepts = (event: DragEvent) => onDrop && event.dataTransfer.types.includes(kind)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same move is in the menu of every card
    <div
      className={cx(
        'flex w-[82vw] max-w-80 shrink-0 snap-start flex-col rounded-lg border border-border bg-surface-secondary md:w-auto md:max-w-none md:min-w-60 md:flex-1',
        over && 'border-accent ring-2 ring-accent',
      )}
      onDragOver={(event) => {
        if (!accepts(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!accepts(event)) return
        event.preventDefault()
        onDrop?.(event.dataTransfer.getData(kind))
      }}
    >
      <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-separator px-3 py-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        <p className="text-xs tabular-nums text-muted">{sums}</p>
      </header>
      <ul className="flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto p-2">{children}</ul>
    </div>
  )
}

interface BoardCardProps {
  id: string
  /** Where it may be moved to: the same moves as by dragging, for keyboard and touch. */
  moves: readonly MenuItem[]
  menuLabel: string
  children: ReactNode
}

export function BoardCard({ id, moves, menuLabel, children }: BoardCardProps) {
  return (
    <li
      draggable={moves.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.setData(kind, id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      className={cx('card flex items-start gap-1 p-2.5', moves.length > 0 && 'cursor-grab active:cursor-grabbing')}
    >
      <div className="min-w-0 flex-1">{children}</div>
      {moves.length > 0 && <Menu label={menuLabel} items={moves} />}
    </li>
  )
}
