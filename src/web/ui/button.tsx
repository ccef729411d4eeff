import type { ButtonHTMLAttributes, Ref } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-soft'

interface Look {
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  icon?: IconName
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Work is under way: the button keeps its place and its words, and takes no second press. */
  pending?: boolean
  ref?: Ref<HTMLButtonElement>
}

export const buttonClass = (variant: ButtonVariant = 'secondary', size: 'sm' | 'md' = 'md', iconOnly = false) =>
  cx('button', `button--${variant}`, `button--${size}`, iconOnly && 'button--icon-only')

export function Button({ variant, size, icon, pending, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(buttonClass(variant, size), className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  icon: IconName
  /** What it does, for a screen reader and the tooltip. */
  label: string
}

export function IconButton({ icon, label, variant = 'ghost', size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(buttonClass(variant, size, true), className)}
    >
      <Icon name={icon} />
    </button>
  )
}
