import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'

const tones: Record<Tone, string> = {
  neutral: 'bg-default text-default-foreground',
  info: 'bg-info-soft text-info-soft-foreground',
  success: 'bg-success-soft text-success-soft-foreground',
  warning: 'bg-warning-soft text-warning-soft-foreground',
  danger: 'bg-danger-soft text-danger-soft-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
}

/** A state in a word, an icon and a colour: any one of the three is enough to read it. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex w-max max-w-full items-center gap-1 rounded-md px-1.5 py-0.5 text-xs font-medium sunlight:ring-1 sunlight:ring-current',
        tones[tone],
      )}
    >
      <Icon name={icon} size={14} className="shrink-0" />
      <span className="min-w-0">{children}</span>
    </span>
  )
}
