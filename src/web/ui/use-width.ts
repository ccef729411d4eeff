import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width of an element in px, as it changes; 0 before the first measure, and where it is not `wanted`. */
export function useWidth(ref: RefObject<HTMLElement | null>, wanted = true): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!wanted || !element) return
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, wanted])
  return width
}
