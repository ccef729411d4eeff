import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './class-names.ts'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons; the last one is the main one. */
  footer?: ReactNode
  /** A drawer comes from the side on a desk and from below on a phone. */
  side?: boolean
  width?: string
}

/**
 * A modal dialog, on screen while mounted: `{open && <Dialog …/>}`. The browser's own `<dialog>` keeps the focus
 * inside, makes the page behind inert, closes on Esc and gives the focus back.
 */
export function Dialog({ title, onClose, children, footer, side, width }: DialogProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()

  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog on Esc; this is the press beside it
    <dialog
      ref={ref}
      className={cx('dialog', side && 'drawer')}
      style={width ? ({ '--dialog-width': width } as object) : undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <header className="flex items-start gap-3 border-b border-separator px-4 py-3">
        <h2 id={heading} className="min-w-0 flex-1 pt-1 text-base font-semibold">
          {title}
        </h2>
        <IconButton icon="close" label={t('close')} size="sm" onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-separator bg-surface-secondary px-4 py-3">
          {footer}
        </footer>
      )}
    </dialog>
  )
}
