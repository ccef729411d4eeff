import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { cx } from './class-names.ts'
import { place } from './floating.ts'

interface PopoverProps {
  /** Renders the button that opens; spread `props` on it. */
  trigger: (props: TriggerProps, open: boolean) => ReactNode
  children: ReactNode | ((close: () => void) => ReactNode)
  align?: 'start' | 'end'
  className?: string
  role?: 'dialog' | 'menu' | 'listbox'
  label?: string
  onOpen?: (panel: HTMLElement) => void
}

export interface TriggerProps {
  ref: RefObject<HTMLButtonElement | null>
  'aria-expanded': boolean
  'aria-controls': string
  'aria-haspopup': 'dialog' | 'menu' | 'listbox'
  onClick: () => void
}

/** A light panel beside its button, closed by Esc, by a press elsewhere, and on leaving it with Tab. */
export function Popover({
  trigger,
  children,
  align = 'start',
  className,
  role = 'dialog',
  label,
  onOpen,
}: PopoverProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    const element = panel.current
    const anchor = button.current
    if (!open || !element || !anchor) return
    element.showPopover()
    const move = () => place(element, anchor, align)
    move()
    onOpen?.(element)
    addEventListener('resize', move)
    addEventListener('scroll', move, true)
    return () => {
      removeEventListener('resize', move)
      removeEventListener('scroll', move, true)
    }
  }, [open, align, onOpen])

  const close = () => {
    panel.current?.hidePopover()
    button.current?.focus({ preventScroll: true })
  }

  return (
    <>
      {trigger(
        {
          ref: button,
          'aria-expanded': open,
          'aria-controls': id,
          'aria-haspopup': role,
          onClick: () => (open ? close() : setOpen(true)),
        },
        open,
      )}
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useAriaPropsSupportedByRole: the role is one of three, all of which may
        <div
          ref={panel}
          id={id}
          role={role}
          aria-label={label}
          popover="auto"
          className={cx('floating', className)}
          onToggle={(event) => {
            if (event.newState === 'closed') setOpen(false)
          }}
          onBlur={(event) => {
            if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node)) {
              panel.current?.hidePopover()
            }
          }}
        >
          {typeof children === 'function' ? children(close) : children}
        </div>
      )}
    </>
  )
}
