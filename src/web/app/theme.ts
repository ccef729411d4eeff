import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark', 'sunlight'] as const
export type Theme = (typeof themes)[number]

const key = 'faena.theme'
const listeners = new Set<() => void>()
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
let current: Theme = stored()

function stored(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system'
  } catch {
    return 'system'
  }
}

function paint() {
  const shown = current === 'system' ? (prefersDark.matches ? 'dark' : 'light') : current
  document.documentElement.dataset.theme = shown
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--background')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground.trim())
}

prefersDark.addEventListener('change', paint)

export function setTheme(theme: Theme) {
  current = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Storage refused by the browser: the theme lasts as long as the page.
  }
  paint()
  for (const listener of listeners) listener()
}

export const useTheme = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
