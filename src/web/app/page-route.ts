import { lazyRouteComponent, type RouteComponent, redirect } from '@tanstack/react-router'
import type { Permission } from '../../contract/permissions.ts'
import { loadWords } from './i18n/i18n.ts'
import type { Feature } from './i18n/resources.d.ts'
import { can } from './session/session.ts'

/**
 * Options of a route whose page is its own chunk. Its code, its words and what it reads first are fetched together.
 *
 * @param words the catalogues the page reads, besides common, terms and shell
 * @param permission who may open it; others are sent home, as the server would refuse them
 * @param read asks for what the page shows, by the `$id` of its path and the rest of its address; when it is entered, not
 * when a link is only pointed at
 */
export function page<M extends Record<string, unknown>, N extends keyof M & string>(
  importer: () => Promise<M>,
  name: N,
  words: readonly Feature[],
  permission?: Permission,
  read?: (id: string, search: object) => void,
) {
  return {
    component: lazyRouteComponent(importer, name) as RouteComponent,
    // biome-ignore lint/suspicious/noExplicitAny: any other type would be taken for that of the route's parameters
    loader: ({ params, cause, location }: { params: any; cause: string; location: { search: object } }) => {
      if (cause === 'enter') read?.(params.id, location.search)
      return loadWords(words)
    },
    beforeLoad: () => {
      if (permission && !can(permission)) throw redirect({ to: '/' })
    },
  }
}
