import { expect, it } from 'vitest'
import { countedPage, pagePatterns, unknownPage } from '../../contract/page-patterns.ts'
import { startRouter } from './router.ts'

it('are the pages of the router', () => {
  expect([...pagePatterns].sort()).toEqual(Object.keys(startRouter().routesByPath).sort())
})

it('count every other address as one', () => {
  expect(countedPage('/assets/$id')).toBe('/assets/$id')
  for (const address of ['/assets/7', '', '/nowhere', '/constructor', '__proto__']) {
    expect(countedPage(address)).toBe(unknownPage)
  }
})
