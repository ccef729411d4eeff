import { Link, useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { type ButtonVariant, buttonClass } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** An address inside the app, with its query if it has one: `/work-orders?status=PENDING`. */
  href: string
  children?: ReactNode
  ref?: Ref<HTMLAnchorElement>
  replace?: boolean
}

/** A link by address. Pages that name a route with parameters may use the router's own typed `Link`. */
export function AppLink({ href, ...rest }: AppLinkProps) {
  const router = useRouter()
  const { pathname, search, hash } = new URL(href, window.location.origin)
  return (
    <Link
      {...(rest as object)}
      to={pathname as never}
      search={router.options.parseSearch(search) as never}
      hash={hash.slice(1)}
      activeProps={{}}
    />
  )
}

interface LinkButtonProps extends AppLinkProps {
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  icon?: IconName
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ variant, size, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <AppLink {...rest} className={cx(buttonClass(variant, size), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </AppLink>
  )
}
