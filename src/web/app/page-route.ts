import { lazyRouteComponent, type RouteComponent, redirect } from '@tanstack/react-router'
import type { Permission } from '../../contract/permissions.ts'
import { loadWords } from './i18n/i18n.ts'
import type { Feature } from './i18n/resources.d.ts'
import { can } from './session/session.ts'

/**
 * Options of a route whose page is its own chunk. The code and the words of the page are fetched together.
 *
 * @param words the catalogues the page reads, besides common, terms and shell
 * @param permission who may open it; others are sent home, as the server would refuse them
 */
export function page<M extends Record<string, unknown>, N extends keyof M & string>(
  importer: () => Promise<M>,
  name: N,
  words: readonly Feature[],
  permission?: Permission,
) {
  return {
    component: lazyRouteComponent(importer, name) as RouteComponent,
    loader: () => loadWords(words),
    beforeLoad: () => {
      if (permission && !can(permission)) throw redirect({ to: '/' })
    },
  }
}
