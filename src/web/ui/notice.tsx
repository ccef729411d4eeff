import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

const looks: Record<'info' | 'success' | 'warning' | 'danger', { className: string; icon: IconName }> = {
  info: { className: 'border-info/40 bg-info-soft text-info-soft-foreground', icon: 'info' },
  success: { className: 'border-success/40 bg-success-soft text-success-soft-foreground', icon: 'done' },
  warning: { className: 'border-warning/60 bg-warning-soft text-warning-soft-foreground', icon: 'warning' },
  danger: { className: 'border-danger/40 bg-danger-soft text-danger-soft-foreground', icon: 'warning' },
}

interface NoticeProps {
  tone: Extract<Tone, keyof typeof looks>
  children: ReactNode
  action?: ReactNode
  /** It has just appeared because of something the person did: read it out. */
  live?: boolean
}

/** Something to know, in the flow of the page. */
export function Notice({ tone, children, action, live }: NoticeProps) {
  const { className, icon } = looks[tone]
  return (
    <div
      role={live ? 'alert' : undefined}
      className={cx('flex flex-wrap items-start gap-2 rounded-md border px-3 py-2.5', className)}
    >
      <Icon name={icon} className="mt-px shrink-0" />
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action}
    </div>
  )
}
