import common from './es/common.json' with { type: 'json' }
import profile from './es/profile.json' with { type: 'json' }
import session from './es/session.json' with { type: 'json' }
import shell from './es/shell.json' with { type: 'json' }
import terms from './es/terms.json' with { type: 'json' }

/** The catalogues by feature; one line each. The Spanish file gives the keys their types. */
export interface Catalogues {
  common: typeof common
  profile: typeof profile
  session: typeof session
  shell: typeof shell
  terms: typeof terms
}

export type Feature = keyof Catalogues

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Catalogues
    returnNull: false
  }
}
