import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

interface SplitViewProps {
  list: ReactNode
  /** What is open; `null` while nothing is. */
  detail: ReactNode
  /** In its place on a desk: one sentence on what to do. */
  nothing: ReactNode
}

/** List and detail side by side on a desk; on a phone one of them, the detail when something is open. */
export function SplitView({ list, detail, nothing }: SplitViewProps) {
  return (
    <div className="flex min-h-0 flex-1 gap-4">
      <div
        className={cx('min-h-0 min-w-0 flex-col lg:flex lg:w-[44%] lg:flex-none', detail ? 'hidden' : 'flex flex-1')}
      >
        {list}
      </div>
      <div className={cx('card min-h-0 min-w-0 flex-1 overflow-y-auto', detail ? 'block' : 'hidden lg:block')}>
        {detail ?? nothing}
      </div>
    </div>
  )
}
