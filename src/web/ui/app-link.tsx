import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref, SyntheticEvent } from 'react'
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

/**
 * A link by address. The router's own `Link` finds out whether it leads to where one is, and looks again at every move, which
 * a page of fifty links pays for each of them. Who needs to know says it with `aria-current`.
 */
export function AppLink({ href, replace, onClick, onFocus, onMouseEnter, onTouchStart, ...rest }: AppLinkProps) {
  const router = useRouter()
  const destination = () => {
    const { pathname, search, hash } = new URL(href, window.location.origin)
    return { to: pathname, search: router.options.parseSearch(search), hash: hash.slice(1), replace } as never
  }
  // Whoever points at a link is about to follow it: its page is fetched meanwhile, and asked for again if that failed.
  const fetchAhead = () => void router.preloadRoute(destination()).catch(() => {})
  return (
    <a
      {...rest}
      href={href}
      onFocus={chain(onFocus, fetchAhead)}
      onMouseEnter={chain(onMouseEnter, fetchAhead)}
      onTouchStart={chain(onTouchStart, fetchAhead)}
      onClick={chain(onClick, (event) => {
        if (rest.target || event.button !== 0 || event.metaKey || event.altKey || event.ctrlKey || event.shiftKey)
          return
        event.preventDefault()
        void router.navigate(destination())
      })}
    />
  )
}

/** What the caller does with an event, then what the link does, unless the caller has dealt with it. */
function chain<E extends SyntheticEvent>(first: ((event: E) => void) | undefined, second: (event: E) => void) {
  return (event: E) => {
    first?.(event)
    if (!event.defaultPrevented) second(event)
  }
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
