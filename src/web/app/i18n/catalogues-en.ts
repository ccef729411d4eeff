import type { ResourceKey } from 'i18next'
import common from './en/common.json' with { type: 'json' }
import shell from './en/shell.json' with { type: 'json' }
import terms from './en/terms.json' with { type: 'json' }

/** The words in English that every page needs. */
export const first: Record<string, ResourceKey> = { common, shell, terms }

/** The other catalogues, each fetched with the first page that reads it. */
export const others = import.meta.glob<ResourceKey>(['./en/*.json', '!./en/{common,shell,terms}.json'], {
  import: 'default',
})
