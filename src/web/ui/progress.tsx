import { useFormat } from '../app/i18n/format.ts'

/** Long work, from 0 to 1, with what it is doing in words. */
export function Progress({ label, share, detail }: { label: string; share: number; detail?: string }) {
  const format = useFormat()
  const done = Math.max(0, Math.min(1, share))
  return (
    <div>
      <div className="mb-1 flex gap-3 text-sm">
        <span className="min-w-0 flex-1 font-medium">{label}</span>
        <span className="tabular-nums text-muted">{format.percent(done, 0)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
        className="h-2 overflow-hidden rounded-full bg-surface-tertiary"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${done * 100}%` }} />
      </div>
      {detail && (
        <p role="status" className="mt-1 text-xs text-muted">
          {detail}
        </p>
      )}
    </div>
  )
}
