import type { KeyboardEvent, ReactNode } from 'react'
import { AppLink } from './app-link.tsx'
import { Button, IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Popover, type TriggerProps } from './popover.tsx'

export interface MenuItem {
  label: string
  icon?: IconName
  /** One of the two: an action or an address. */
  onSelect?: () => void
  href?: string
  danger?: boolean
  /** Marks the choice in force. */
  checked?: boolean
  /** Draws a line above: another kind of thing begins. */
  separated?: boolean
}

interface MenuProps {
  label: string
  /** A function where many are put into words, which a menu that stays closed need not do. */
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  align?: 'start' | 'end'
  /** What opens it; by default three dots that carry `label`. */
  trigger?: (props: TriggerProps, open: boolean) => ReactNode
}

const focusFirst = (panel: HTMLElement) =>
  panel.querySelector<HTMLElement>('[aria-checked=true], [role^=menuitem]')?.focus()

/** Arrow keys, Home, End and the first letter move; Enter chooses. */
function onMenuKey(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    items[to]?.focus()
  } else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) {
    const starts = (item: HTMLElement) => item.textContent?.toLowerCase().startsWith(event.key.toLowerCase())
    ;[...items.slice(at + 1), ...items].find(starts)?.focus()
    event.stopPropagation()
  }
}

export function Menu({ label, items, align = 'end', trigger }: MenuProps) {
  return (
    <Popover
      role="menu"
      label={label}
      align={align}
      onOpen={focusFirst}
      className="min-w-48 max-w-80 p-1"
      trigger={trigger ?? ((props) => <IconButton icon="more" label={label} size="sm" {...props} />)}
    >
      {(close) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the menu around it
        <div onKeyDown={onMenuKey}>
          {(typeof items === 'function' ? items() : items).map((item) => (
            <Item key={item.label} item={item} close={close} />
          ))}
        </div>
      )}
    </Popover>
  )
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const look = cx(
    'menu-item',
    item.danger && 'text-danger-soft-foreground',
    item.separated && 'mt-1 border-t border-separator',
  )
  const content = (
    <>
      {item.icon && <Icon name={item.icon} className="shrink-0 text-muted" />}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.checked && <Icon name="check" size={16} />}
    </>
  )
  if (item.href) {
    return (
      <AppLink role="menuitem" tabIndex={-1} className={look} href={item.href} onClick={close}>
        {content}
      </AppLink>
    )
  }
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio'
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is there only with the role of a radio item
    <button
      type="button"
      role={role}
      aria-checked={item.checked}
      tabIndex={-1}
      className={look}
      onClick={() => {
        close()
        item.onSelect?.()
      }}
    >
      {content}
    </button>
  )
}

/** A button with words that opens a menu. */
export function MenuButton({ label, icon, items, align }: Omit<MenuProps, 'trigger'> & { icon?: IconName }) {
  return (
    <Menu
      label={label}
      items={items}
      align={align}
      trigger={(props) => (
        <Button icon={icon} {...props}>
          {label}
          <Icon name="chevronDown" size={14} />
        </Button>
      )}
    />
  )
}
