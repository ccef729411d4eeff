import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { currentToasts, dismiss, onToasts, type Toast } from './toast.ts'

const looks: Record<Toast['tone'], { icon: IconName; className: string }> = {
  success: { icon: 'done', className: 'text-success-soft-foreground' },
  danger: { icon: 'warning', className: 'text-danger-soft-foreground' },
  info: { icon: 'info', className: 'text-info-soft-foreground' },
}

/** The place of the toasts, above everything, dialogs included. */
export function Toaster() {
  const { t } = useTranslation()
  const toasts = useSyncExternalStore(onToasts, currentToasts)
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // Shown again for each new one: the latest to enter the top layer is on top of it.
    ref.current?.hidePopover()
    if (toasts.length) ref.current?.showPopover()
  }, [toasts])

  return (
    <div
      ref={ref}
      popover="manual"
      role="status"
      className="fixed inset-auto bottom-20 left-1/2 m-0 w-[min(26rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-visible border-0 bg-transparent p-0 md:bottom-5"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="mt-2 flex items-center gap-3 rounded-lg border border-border bg-overlay py-1.5 pr-1.5 pl-3 text-foreground shadow-overlay"
        >
          <Icon name={looks[toast.tone].icon} className={cx('shrink-0', looks[toast.tone].className)} />
          <p className="min-w-0 flex-1 py-1">{toast.message}</p>
          {toast.undo && <Act toast={toast} label={t('undo')} icon="undo" run={toast.undo} />}
          {toast.action && <Act toast={toast} {...toast.action} />}
          <IconButton icon="close" label={t('close')} size="sm" onClick={() => dismiss(toast.id)} />
        </div>
      ))}
    </div>
  )
}

function Act({ toast, label, icon, run }: { toast: Toast; label: string; icon?: IconName; run: () => void }) {
  return (
    <Button
      size="sm"
      icon={icon}
      onClick={() => {
        dismiss(toast.id)
        run()
      }}
    >
      {label}
    </Button>
  )
}
