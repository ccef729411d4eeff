import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../ui/use-media.ts'
import { useMe } from '../session/session.ts'
import { BottomBar } from './bottom-bar.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { SideBar } from './side-bar.tsx'
import { TopBar } from './top-bar.tsx'

/** Safari does not say when it is idle; there a moment has to do. */
const whenIdle = (run: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 2000 }) : setTimeout(run, 500)

export function Shell() {
  const { t } = useTranslation('shell')
  const { demo } = useMe()
  // Each bar is a dozen links: the one that the other takes over from is not even made.
  const phone = usePhone()

  // Keeping the app for offline use waits until somebody has signed in: the login page stays light.
  // Both give way to the page, which is being drawn now.
  useEffect(() => {
    whenIdle(() => {
      void import('../service-worker.ts').then(({ registerAppShell }) => registerAppShell())
      void import('../live/live.ts').then(({ startLive }) => startLive())
    })
  }, [])

  return (
    <div className="shell" data-demo={demo || undefined}>
      <a href="#main" className="skip-link">
        {t('skip')}
      </a>
      {!phone && <SideBar />}
      <div className="min-w-0 flex-1 pb-[calc(4.25rem+env(safe-area-inset-bottom))] md:pb-0 print:pb-0">
        <header className="contents">
          {demo && <DemoBanner />}
          <TopBar />
        </header>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {phone && <BottomBar />}
    </div>
  )
}
