import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { useShortcuts } from '../keyboard/shortcuts.ts'
import { Connection } from './connection.tsx'
import { NoticeBell } from './notice-bell.tsx'
import { UserMenu } from './user-menu.tsx'

const loadPalette = () => import('./command-palette.tsx')
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }))
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function TopBar() {
  const { t } = useTranslation('shell')
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const palette = { label: t('palette.open'), run: () => setOpen('palette') }
  useShortcuts([
    { keys: 'mod+k', ...palette },
    { keys: '/', ...palette },
    { keys: '?', label: t('shortcuts.open'), run: () => setOpen('help') },
  ])
  return (
    <div className="sticky top-0 z-10 flex h-13 items-center gap-2 border-b border-border bg-background/95 px-4 md:px-6 print:hidden">
      <img src="/favicon.svg" alt="" width={28} height={28} className="md:hidden" />
      <button
        type="button"
        onClick={() => setOpen('palette')}
        onPointerEnter={loadPalette}
        onFocus={loadPalette}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        className={cx(
          'flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-md border border-border bg-surface px-3 text-muted',
          'hover:text-foreground md:min-h-9 md:max-w-md',
        )}
      >
        <Icon name="search" />
        <span className="min-w-0 flex-1 truncate text-start">{t('palette.open')}</span>
        <kbd className="hidden text-xs md:block">{t(isMac ? 'palette.keysMac' : 'palette.keys')}</kbd>
      </button>
      <div className="hidden flex-1 md:block" />
      <Connection />
      <NoticeBell />
      <UserMenu onHelp={() => setOpen('help')} />
      <Suspense>
        {open === 'palette' && <CommandPalette onClose={() => setOpen(null)} onHelp={() => setOpen('help')} />}
        {open === 'help' && <ShortcutHelp onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}
