import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const packages = new URL('../../node_modules/', import.meta.url)

/**
 * What is compiled is kept from one start to the next, with its types already stripped: the compiler that strips them is not
 * even loaded, as long as this file has none. Where the folder cannot be written, every start compiles.
 */
enableCompileCache(fileURLToPath(new URL('.cache/node', packages)))

const source = new URL('..', import.meta.url).href
const drizzle = new URL('drizzle-orm/', packages).href
const found = new Map()

/**
 * Node reads a package's description again for whoever imports it, and for each of its files; that of drizzle-orm weighs
 * 180 kB and would be read 400 times. Here each package is found once, and files of drizzle-orm are where they say.
 */
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context
    if (specifier.startsWith('.') && parentURL.startsWith(drizzle)) {
      return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
    }
    const isPackage = !/^[./#]|:/.test(specifier)
    if (!isPackage || !parentURL.startsWith(source)) return next(specifier, context)
    const known = found.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    found.set(specifier, known)
    return known
  },
})
