import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'

/** The whole row opens with a press, as its link does; pressing a control in it, or selecting its text, does not. */
export function useRowPress() {
  const router = useRouter()
  return (event: MouseEvent<HTMLElement>, href: string) => {
    const control = (event.target as HTMLElement).closest('a, button, input, select, label, [role^=menuitem]')
    if (control || event.defaultPrevented || window.getSelection()?.toString()) return
    if (event.ctrlKey || event.metaKey) window.open(href, '_blank', 'noopener')
    else void router.navigate({ href })
  }
}
