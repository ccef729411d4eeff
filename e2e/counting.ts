import type { Locator, Page } from '@playwright/test'

/** Counts what a task costs: screens seen, taps, and fields that have to be filled in. */
export function counting(page: Page) {
  const screens = new Set([new URL(page.url()).pathname])
  page.on('framenavigated', (frame) => screens.add(new URL(frame.url()).pathname))
  const cost = { taps: 0, inputs: 0 }
  return {
    cost: () => ({ ...cost, screens: screens.size }),
    async tap(name: string | RegExp) {
      cost.taps++
      await page.getByRole('button', { name }).last().tap()
    },
    async press(target: Locator) {
      cost.taps++
      await target.tap()
    },
    async fill(label: string, text: string) {
      cost.inputs++
      await page.getByLabel(label).fill(text)
    },
  }
}
