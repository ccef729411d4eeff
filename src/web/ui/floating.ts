const gap = 4
const margin = 8

/** Puts `panel` (in the top layer) below `anchor`, or above where there is more room, and inside the window. */
export function place(panel: HTMLElement, anchor: Element, align: 'start' | 'end' = 'start') {
  const at = anchor.getBoundingClientRect()
  const below = innerHeight - at.bottom - gap - margin
  const above = at.top - gap - margin
  panel.style.maxHeight = ''
  const height = panel.offsetHeight
  const up = height > below && above > below
  panel.style.maxHeight = `${Math.max(96, up ? above : below)}px`
  panel.style.overflowY = 'auto'
  const top = up ? at.top - gap - Math.min(height, above) : at.bottom + gap
  const wanted = align === 'start' ? at.left : at.right - panel.offsetWidth
  panel.style.top = `${top}px`
  panel.style.left = `${Math.max(margin, Math.min(wanted, innerWidth - panel.offsetWidth - margin))}px`
}
