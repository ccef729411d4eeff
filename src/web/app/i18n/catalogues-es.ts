import type { ResourceKey } from 'i18next'
import common from './es/common.json' with { type: 'json' }
import shell from './es/shell.json' with { type: 'json' }
import terms from './es/terms.json' with { type: 'json' }

/** The words in Spanish that every page needs. */
export const first: Record<string, ResourceKey> = { common, shell, terms }

/** The other catalogues, each fetched with the first page that reads it. */
export const others = import.meta.glob<ResourceKey>(['./es/*.json', '!./es/{common,shell,terms}.json'], {
  import: 'default',
})
