import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { loadWords } from './i18n/i18n.ts'
import { page } from './page-route.ts'
import { Root } from './root.tsx'
import { currentMe, refreshSession } from './session/session.ts'
import { Home } from './shell/home.tsx'
import { ErrorPage, UnknownAddress } from './shell/status-pages.tsx'

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: UnknownAddress,
  errorComponent: ErrorPage,
})

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  ...page(() => import('../features/session/login-page.tsx'), 'LoginPage', ['session']),
})

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  ...page(() => import('../features/session/setup-page.tsx'), 'SetupPage', ['session']),
})

/** Only for somebody signed in; anybody else signs in first and comes back to the same address. */
async function requireSession(href: string) {
  if (!currentMe() && !(await refreshSession())) throw redirect({ to: '/login', search: { next: href } as never })
}

export const passwordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  ...page(() => import('../features/session/forced-password-page.tsx'), 'ForcedPasswordPage', ['session']),
  beforeLoad: ({ location }) => requireSession(location.href),
})

/** The parent of every page with the side bar; features hang their routes here. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  beforeLoad: async ({ location }) => {
    await requireSession(location.href)
    if (currentMe()?.mustChangePassword) throw redirect({ to: '/password' })
  },
  loader: () => loadWords(['shell']),
})

export const homeRoute = createRoute({ getParentRoute: () => shellRoute, path: '/', component: Home })
