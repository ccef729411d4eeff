import type { Locale } from '../../../contract/errors.ts'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { switchLanguage } from '../i18n/i18n.ts'
import { currentLanguage } from '../i18n/language.ts'
import { setTheme, type Theme } from '../theme.ts'
import { currentMe, type Me, replaceMe } from './session.ts'

type Preferences = Partial<Pick<Me, 'locale' | 'theme' | 'singleKeys'>>

/** Kept with the person, so that their next device knows; a refusal leaves it as a choice of this device. */
async function keep(preferences: Preferences) {
  if (!currentMe()) return
  const { data } = await api.PATCH('/me', { body: preferences }).catch(() => ({ data: undefined }))
  if (data) replaceMe(data)
}

async function changeLocale(locale: Locale) {
  await switchLanguage(locale)
  await keep({ locale })
  // What the server says in words comes in the language of the request.
  await queryClient.invalidateQueries()
}

function changeTheme(theme: Theme) {
  setTheme(theme)
  void keep({ theme })
}

const changeSingleKeys = (singleKeys: boolean) => keep({ singleKeys })

export const preferences = { changeLocale, changeTheme, changeSingleKeys }

/** What the person chose on another device takes over when they sign in here. */
export async function adoptPreferences(me: Me): Promise<void> {
  setTheme(me.theme)
  if (me.locale !== currentLanguage()) await switchLanguage(me.locale)
}
