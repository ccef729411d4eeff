import { cx } from './class-names.ts'

/** The place of what is coming, at its size, so that nothing moves when it comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('skeleton skeleton--pulse block', className)} />
}

const widths = ['w-2/3', 'w-1/2', 'w-3/5', 'w-5/12']

export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div className="divide-y divide-separator">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={row} className="flex h-11 items-center gap-4 px-3">
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className={cx('h-3.5', widths[row % widths.length])} />
        </div>
      ))}
    </div>
  )
}

/** A form or a sheet of facts that is coming. */
export function SkeletonForm({ fields = 5 }: { fields?: number }) {
  return (
    <div className="grid gap-5">
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields are alike and never move
        <div key={field} className="grid gap-2">
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-9 w-full" />
        </div>
      ))}
    </div>
  )
}
