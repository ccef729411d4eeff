import { expect, it } from 'vitest'
import { paintedLogin } from './painted-login.tsx'

it('draws the login in both languages, with nothing to press or to type into', () => {
  const html = paintedLogin()
  expect(html).toMatch(/lang="es-CL".*Ingresar.*Clave.*lang="en".*Sign in.*Password/)
  expect(html).not.toMatch(/<(input|button|title|link)| (id|for|name)=/)
})
